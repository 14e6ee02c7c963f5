import type { CalendarDate } from '@internationalized/date'
import { startOfMonth } from '@internationalized/date'

/** Days of a calendar, both counted in, as `2026-12-01`. Where a day begins, the time zone says. */
export interface Period {
  from: string
  to: string
}

const STARTS = {
  today: (day) => day,
  week: (day) => day.subtract({ days: 6 }),
  days30: (day) => day.subtract({ days: 29 }),
  month: startOfMonth,
} as const satisfies Record<string, (today: CalendarDate) => CalendarDate>

export type Preset = keyof typeof STARTS
export const PRESETS = Object.keys(STARTS) as Preset[]

/** What is asked for most, up to and with this day. */
export const presetOf = (preset: Preset, today: CalendarDate): Period => ({
  from: STARTS[preset](today).toString(),
  to: today.toString(),
})
