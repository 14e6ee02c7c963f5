import { afterAll, beforeAll, expect, test } from 'vitest'
import { isOpen, nextOpening } from '../../../../src/model/calendar.ts'
import type { Client } from '../../../support/client.ts'
import { createTestClock } from '../../../support/clock.ts'
import { type TestHub, startTestHub } from '../../../support/test-hub.ts'

const clock = createTestClock(Date.UTC(2026, 8, 30, 9, 30))
const day = [['09:00', '18:00']]
const office = { name: 'Office', timeZone: 'Asia/Shanghai', week: [day, day, day, day, day, [], []] }

let hub: TestHub
let boss: Client
let ann: Client
beforeAll(async () => {
  hub = await startTestHub({ clock })
  boss = await hub.agent('Boss', { role: 'admin' })
  ann = await hub.agent('Ann')
})
afterAll(() => hub.stop())

const path = async (name: string): Promise<string> => {
  const { items } = (await ann.get('/api/calendars')).body
  return `/api/calendars/${items.find((item: { name: string }) => item.name === name).id}`
}

test('a calendar is made, seen by everybody, changed and named once', async () => {
  const made = await boss.post('/api/calendars', office)
  expect(made).toMatchObject({ status: 201, body: { ...office, days: [], knownUntil: null, ending: false } })
  expect(await ann.get(await path('Office'))).toMatchObject({ status: 200, body: made.body })
  expect(await boss.post('/api/calendars', office)).toMatchObject({ status: 409, body: { code: 'calendar-name-taken' } })
  const own = [{ day: '2026-10-08', hours: [['22:00', '06:00']], name: 'Moving' }]
  expect(await boss.patch(await path('Office'), { days: own })).toMatchObject({ status: 200, body: { ...office, days: own } })
  expect((await ann.patch(await path('Office'), { name: 'x' })).status).toBe(403)
  expect((await boss.patch('/api/calendars/99', { name: 'x' })).status).toBe(404)
})

test('what is no calendar is refused', async () => {
  const wrong = [
    { ...office, timeZone: 'Mars/Olympus' },
    { ...office, week: [day] },
    { ...office, week: office.week.map(() => [['9:00', '25:00']]) },
    { ...office, days: [{ day: '2026-02-30', hours: [] }] },
  ]
  for (const body of wrong) expect((await boss.post('/api/calendars', { ...body, name: 'Wrong' })).status).toBe(422)
})

test('China’s holidays and make-up workdays are added by one call, beside the days that were there', async () => {
  const added = await boss.post(`${await path('Office')}/holidays`, { region: 'CN', workday: [['10:00', '16:00']] })
  expect(added).toMatchObject({ status: 200, body: { knownUntil: 2026, ending: false } })
  expect(added.body.days).toContainEqual({ day: '2026-10-01', hours: [], name: '国庆节' })
  expect(added.body.days).toContainEqual({ day: '2026-10-08', hours: [['22:00', '06:00']], name: 'Moving' })
  const hours = hub.hub.desk.rooms.calendars.hours(Number(added.body.id))
  // After work on the last day before the National Day, and on the Saturday that is worked for it.
  expect(nextOpening(hours, Date.UTC(2026, 8, 30, 10))).toBe(Date.UTC(2026, 9, 8, 14))
  expect(isOpen(hours, Date.UTC(2026, 9, 10, 2))).toBe(true)
})

test('a queue goes by a calendar, which then stays', async () => {
  const id = Number((await path('Office')).split('/').at(-1))
  const queue = await boss.post('/api/queues', { name: 'Billing', calendar: id })
  expect(queue).toMatchObject({ status: 201, body: { calendar: id } })
  expect((await boss.patch(`/api/queues/${queue.body.id}`, { calendar: 99 })).status).toBe(404)
  expect(await boss.delete(await path('Office'))).toMatchObject({ status: 409, body: { code: 'calendar-in-use' } })
  expect(await boss.patch(`/api/queues/${queue.body.id}`, { calendar: null })).toMatchObject({ status: 200, body: { calendar: null } })
  expect((await boss.delete(await path('Office'))).status).toBe(204)
  expect((await ann.get(`/api/calendars/${id}`)).status).toBe(404)
})
