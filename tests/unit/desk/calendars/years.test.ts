import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestClock } from '../../../support/clock.ts'
import { openTestDesk, type TestDesk } from '../../../support/test-desk.ts'

// The last minute of October 2026 in Shanghai.
const EVE = Date.UTC(2026, 9, 31, 15, 59)
const week = Array.from({ length: 7 }, () => [])
const office = { name: 'Office', timeZone: 'Asia/Shanghai', week, days: [], knownUntil: 2026 }

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk({ clock: createTestClock(EVE), file: true })
})
afterEach(() => desk.close())

const told = () =>
  desk.rows<{ data: string }>("SELECT data FROM LogEntry WHERE type = 'calendar.ending'").map(({ data }) => JSON.parse(data))

test('two months before the known years end the desk is told, once, also after a crash', async () => {
  await desk.rooms.calendars.create(await desk.owner(), office)
  await desk.idle()
  expect(told()).toEqual([])
  await desk.restart()
  await desk.advance(60_000)
  await desk.idle()
  expect(told()).toEqual([{ calendar: 1, knownUntil: 2026 }])
  expect(desk.trace.filter(({ event }) => event === 'calendar.ending')).toHaveLength(1)
  await desk.restart()
  await desk.advance(86_400_000)
  expect(told()).toHaveLength(1)
})

test('whoever adds a year in time is told a year later', async () => {
  const boss = await desk.owner()
  const { id } = await desk.rooms.calendars.create(boss, office)
  await desk.rooms.calendars.change(boss, id, { knownUntil: 2027 })
  await desk.advance(60_000)
  await desk.idle()
  expect(told()).toEqual([])
  expect(desk.row("SELECT dueAt FROM Job WHERE kind = 'calendar-years'")).toEqual({ dueAt: Date.UTC(2027, 9, 31, 16) })
})
