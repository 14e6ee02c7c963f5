import type { LucideIcon } from 'lucide-react'
import { Label, Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { cx } from './cx.ts'
import { labelClass } from './TextField.tsx'

export interface SegmentedProps<T extends string> {
  label: string
  hideLabel?: boolean
  choices: readonly { id: T; label: string; icon?: LucideIcon }[]
  value: T
  onChange: (value: T) => void
  className?: string
}

/** One of a few, all in sight. */
export function Segmented<T extends string>({ label, hideLabel, choices, value, onChange, className }: SegmentedProps<T>) {
  return (
    <RadioGroup
      orientation="horizontal"
      value={value}
      onChange={(next) => onChange(next as T)}
      {...(hideLabel && { 'aria-label': label })}
      className={cx('flex flex-col items-start gap-1.5', className)}
    >
      {!hideLabel && <Label className={labelClass}>{label}</Label>}
      <span className="inline-flex rounded-lg bg-sunken p-0.5">
        {choices.map(({ id, label: text, icon: Icon }) => (
          <Radio
            key={id}
            value={id}
            className="tap flex h-7 items-center justify-center gap-1.5 rounded-md px-2.5 text-sm text-muted data-hovered:text-ink data-selected:bg-raised data-selected:font-medium data-selected:text-ink data-selected:shadow-raised"
          >
            {Icon && <Icon aria-hidden className="size-3.5" />}
            {text}
          </Radio>
        ))}
      </span>
    </RadioGroup>
  )
}
