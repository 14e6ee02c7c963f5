import { CalendarDate } from '@internationalized/date'
import { expect, test } from 'vitest'
import { PRESETS, presetOf } from './period.ts'

test.each([
  [new CalendarDate(2026, 12, 1), ['2026-12-01', '2026-11-25', '2026-11-02', '2026-12-01']],
  [new CalendarDate(2024, 3, 2), ['2024-03-02', '2024-02-25', '2024-02-02', '2024-03-01']],
])('each preset ends today, over the ends of months and years: %s', (today, starts) => {
  const all = PRESETS.map((preset) => presetOf(preset, today))
  expect(all.map(({ from }) => from)).toEqual(starts)
  expect(all.every(({ to }) => to === today.toString())).toBe(true)
})
