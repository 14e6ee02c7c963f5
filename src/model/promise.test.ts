import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Calendar, workingTime } from './calendar.ts'
import { dueAfter, type Spent, turned } from './promise.ts'

const MINUTE = 60_000
const office: Calendar = {
  timeZone: 'Europe/Berlin',
  week: [
    [
      ['09:00', '12:00'],
      ['13:00', '17:30'],
    ],
    [['22:00', '02:00']],
    [['09:00', '17:00']],
    [],
    [['00:00', '24:00']],
    [],
    [],
  ],
  days: new Map([['2026-03-30', []]]),
}

test('whatever the pauses, it is due when so much working time has run', () => {
  const start = Date.UTC(2026, 2, 27, 8)
  const lengths = fc.array(fc.integer({ min: 0, max: 40 * 60 * MINUTE }), { maxLength: 9 })
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 6000 }), fc.constantFrom(office, null), (steps, minutes, calendar) => {
      let at = start
      let spent: Spent = { used: 0, since: at }
      let run = 0
      const worked = (from: number, to: number) => (calendar ? workingTime(calendar, from, to) : to - from)
      for (const [index, step] of steps.entries()) {
        if (index % 2 === 0) run += worked(at, at + step)
        at += step
        spent = turned(calendar, spent, index % 2 === 1, at)
      }
      if (spent.since === null) expect(dueAfter(calendar, spent, minutes)).toBeNull()
      spent = turned(calendar, spent, true, at)
      const due = dueAfter(calendar, spent, minutes) ?? Number.NaN
      expect(worked(spent.since ?? 0, due)).toBe(Math.max(0, minutes * MINUTE - run))
    }),
    { numRuns: 200 },
  )
})

test('said twice, it neither runs twice nor is paused twice', () => {
  const spent = turned(null, { used: 5, since: 100 }, false, 150)
  expect(spent).toEqual({ used: 55, since: null })
  expect(turned(null, spent, false, 900)).toEqual(spent)
})
