import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Calendar, due, isOpen, nextClosing, nextOpening, type Shift, workingTime } from './calendar.ts'

const MINUTE = 60_000
const at = (iso: string): number => Date.parse(iso)
const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString())
const everyDay = (timeZone: string, ...shifts: Shift[]): Calendar => ({
  timeZone,
  week: Array.from({ length: 7 }, () => shifts),
  days: new Map(),
})
const office: Calendar = {
  timeZone: 'Asia/Shanghai',
  week: [
    ...Array.from({ length: 5 }, (): Shift[] => [
      ['09:00', '12:00'],
      ['13:30', '18:00'],
    ]),
    [],
    [],
  ],
  days: new Map<string, Shift[]>([
    ['2026-10-01', []],
    ['2026-10-02', []],
    ['2026-10-10', [['10:00', '16:00']]],
  ]),
}

test('a lunch, a night, holidays and a make-up Saturday are passed over or counted', () => {
  // Wednesday, 17:30 in Shanghai: half an hour is left, then two holidays and a weekend.
  expect(iso(due(office, at('2026-09-30T09:30:00Z'), 60))).toBe('2026-10-05T01:30:00.000Z')
  expect(iso(due(office, at('2026-10-05T03:45:00Z'), 30))).toBe('2026-10-05T05:45:00.000Z')
  expect(isOpen(office, at('2026-10-10T02:00:00Z'))).toBe(true)
  expect(iso(nextClosing(office, at('2026-10-10T03:00:00Z')))).toBe('2026-10-10T08:00:00.000Z')
  expect(iso(nextOpening(office, at('2026-09-30T10:00:00Z')))).toBe('2026-10-05T01:00:00.000Z')
})

test('a night shift is one hour shorter or longer when the clocks are changed', () => {
  const night = everyDay('Europe/Berlin', ['22:00', '06:00'])
  const hours = (from: string, to: string) => workingTime(night, at(from), at(to)) / 3_600_000
  expect(hours('2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toBe(7)
  expect(hours('2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toBe(9)
})

test('an empty week ends the search, and one without an end never closes', () => {
  expect([nextOpening, nextClosing].map((find) => find(everyDay('UTC'), 0))).toEqual([null, null])
  expect(due(everyDay('UTC'), 0, 1)).toBe(null)
  expect(nextClosing(everyDay('Europe/Berlin', ['00:00', '24:00']), at('2026-03-01T00:00:00Z'))).toBe(null)
})

/** What the wall clock shows, by minute, with nothing but the platform's own formatter. */
const walls = new Map<string, string[]>()
function wall(timeZone: string, from: number, minutes: number): string[] {
  const key = `${timeZone} ${from} ${minutes}`
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const shown = walls.get(key) ?? Array.from({ length: minutes }, (_, index) => format.format(from + index * MINUTE))
  walls.set(key, shown)
  return shown
}
const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

/** Each minute: a shift lasts from the first one that shows its beginning or more to the last one that shows less than its end. */
function oracle({ week, days, timeZone }: Calendar, from: number, minutes: number): boolean[] {
  const shown = wall(timeZone, from, minutes)
  const open = shown.map(() => false)
  const first = shown[0]!.slice(0, 10)
  const dates = [new Date(Date.parse(first) - 86_400_000).toISOString().slice(0, 10)]
  while (dates.at(-1)! <= shown.at(-1)!.slice(0, 10)) dates.push(dayAfter(dates.at(-1)!))
  for (const date of dates) {
    for (const [start, end] of days.get(date) ?? week[(new Date(date).getUTCDay() + 6) % 7]!) {
      const to = end === '24:00' ? `${dayAfter(date)} 00:00` : `${end <= start ? dayAfter(date) : date} ${end}`
      const begins = shown.findIndex((clock) => clock >= `${date} ${start}`)
      if (begins >= 0) open.fill(true, begins, shown.findLastIndex((clock) => clock < to) + 1)
    }
  }
  return open
}

const time = fc.integer({ min: 0, max: 95 }).map((q) => `${String(q >> 2).padStart(2, '0')}:${String((q & 3) * 15).padStart(2, '0')}`)
const shifts = fc.array(fc.tuple(time, fc.oneof(time, fc.constant('24:00'))), { maxLength: 2 })
// Around the changes of clocks: Berlin, New York, Lord Howe (by half an hour), and two that have none.
const PLACES = [
  ['Europe/Berlin', '2026-03-28T09:00:00Z'],
  ['Europe/Berlin', '2026-10-24T09:00:00Z'],
  ['America/New_York', '2026-11-01T00:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T00:00:00Z'],
  ['Asia/Shanghai', '2026-10-01T00:00:00Z'],
  ['Asia/Kathmandu', '2026-10-01T00:00:00Z'],
] as const

test('it agrees with a clock that is looked at each minute', () => {
  const length = 3 * 1440
  const made = fc.record({
    place: fc.constantFrom(...PLACES),
    week: fc.array(shifts, { minLength: 7, maxLength: 7 }),
    special: shifts,
    since: fc.integer({ min: 0, max: length - 1 }),
    minutes: fc.integer({ min: 1, max: 900 }),
  })
  const check = fc.property(made, ({ place: [timeZone, start], week, special, since, minutes }) => {
    const calendar: Calendar = { timeZone, week, days: new Map([[start.slice(0, 10), special]]) }
    // What the walk sees begins two days earlier, so that shifts which last until then are known.
    const lead = 2 * 1440
    const all = oracle(calendar, at(start) - lead * MINUTE, lead + length)
    const open = all.slice(lead)
    const from = at(start) + since * MINUTE
    expect(isOpen(calendar, from)).toBe(open[since])
    const rest = open.slice(since)
    expect(workingTime(calendar, from, at(start) + length * MINUTE) / MINUTE).toBe(rest.filter(Boolean).length)
    const next = rest.indexOf(true)
    if (next >= 0) expect(nextOpening(calendar, from)).toBe(from + next * MINUTE)
    const closes = next < 0 ? -1 : rest.indexOf(false, next)
    if (closes >= 0) expect(nextClosing(calendar, from)).toBe(from + closes * MINUTE)
    let left = minutes
    const end = rest.findIndex((is) => is && --left === 0)
    if (end >= 0) expect(due(calendar, from, minutes)).toBe(from + (end + 1) * MINUTE)
  })
  fc.assert(check, { numRuns: 150 })
})
