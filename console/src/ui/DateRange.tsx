import { getLocalTimeZone, parseDate, today } from '@internationalized/date'
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation.ts'
import {
  Button,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DateRangePicker,
  DateSegment,
  Group,
  Label,
  Popover,
  RangeCalendar,
} from 'react-aria-components/DateRangePicker'
import { Dialog, Heading } from 'react-aria-components/Modal'
import { Button as Preset } from './Button.tsx'
import type { Period } from './period.ts'
import { PRESETS, presetOf } from './period.ts'
import { popoverClass } from './popover.ts'
import { inputClass, labelClass } from './TextField.tsx'

export interface DateRangeProps {
  label: string
  value: Period
  onChange: (value: Period) => void
  /** Whose today it is. Default: the browser's. */
  timeZone?: string
}

const arrow =
  'flex size-8 items-center justify-center rounded-lg text-muted data-disabled:opacity-40 data-hovered:bg-hover pointer-coarse:size-11'

/** From one day to another, up to today: typed, chosen from a calendar, or one of those that are asked for most. */
export function DateRange({ label, value, onChange, timeZone = getLocalTimeZone() }: DateRangeProps) {
  const { t } = useTranslation()
  const now = today(timeZone)
  const input = (slot: 'start' | 'end') => (
    <DateInput slot={slot} aria-label={t(`period.${slot}`)} className="flex whitespace-nowrap">
      {(segment) => (
        <DateSegment
          segment={segment}
          className="rounded px-0.5 text-center tabular-nums outline-none data-[type=day]:min-w-6 data-[type=month]:min-w-6 data-[type=year]:min-w-6 data-focused:bg-accent data-focused:text-on-accent"
        />
      )}
    </DateInput>
  )
  return (
    <div className="flex flex-col gap-2">
      <DateRangePicker
        value={{ start: parseDate(value.from), end: parseDate(value.to) }}
        onChange={(next) => next && onChange({ from: next.start.toString(), to: next.end.toString() })}
        maxValue={now}
        className="flex flex-col items-start gap-1.5"
      >
        <Label className={labelClass}>{label}</Label>
        <Group className={`${inputClass} flex h-9 w-auto! items-center gap-1.5 pr-0!`}>
          {input('start')}
          <span aria-hidden>–</span>
          {input('end')}
          <Button aria-label={t('period.open')} className="flex h-full w-9 items-center justify-center text-muted data-hovered:text-ink">
            <CalendarDays aria-hidden className="size-4" />
          </Button>
        </Group>
        <Popover className={popoverClass}>
          <Dialog aria-label={label} className="p-3 outline-none">
            <RangeCalendar className="w-fit">
              <header className="flex items-center justify-between pb-2">
                <Button slot="previous" aria-label={t('period.previous')} className={arrow}>
                  <ChevronLeft aria-hidden className="size-4" />
                </Button>
                <Heading className="text-sm font-medium" />
                <Button slot="next" aria-label={t('period.next')} className={arrow}>
                  <ChevronRight aria-hidden className="size-4" />
                </Button>
              </header>
              <CalendarGrid className="text-sm [&_th]:pb-1 [&_th]:text-xs [&_th]:font-medium [&_th]:text-muted">
                {(date) => (
                  <CalendarCell
                    date={date}
                    className="flex size-9 items-center justify-center tabular-nums outline-none data-disabled:text-faint data-focus-visible:outline-2 data-focus-visible:outline-accent-ink data-hovered:bg-hover data-outside-month:hidden data-selected:bg-accent-soft data-selected:text-accent-ink data-selection-end:rounded-r-lg data-selection-end:bg-accent data-selection-end:text-on-accent data-selection-start:rounded-l-lg data-selection-start:bg-accent data-selection-start:text-on-accent pointer-coarse:size-11"
                  />
                )}
              </CalendarGrid>
            </RangeCalendar>
          </Dialog>
        </Popover>
      </DateRangePicker>
      <div role="group" aria-label={label} className="flex flex-wrap gap-1.5">
        {PRESETS.map((preset) => {
          const period = presetOf(preset, now)
          const chosen = period.from === value.from && period.to === value.to
          return (
            <Preset
              key={preset}
              size="sm"
              variant={chosen ? 'primary' : 'secondary'}
              aria-current={chosen}
              onPress={() => onChange(period)}
            >
              {t(`period.presets.${preset}`)}
            </Preset>
          )
        })}
      </div>
    </div>
  )
}
