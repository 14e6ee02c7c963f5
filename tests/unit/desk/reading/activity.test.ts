import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { HOUR } from '../../../support/clock.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
let boss: Acting
let id: number
beforeAll(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  ann = await desk.agent('Ann')
  boss = await desk.agent('Boss', { role: 'admin' })
  id = await desk.say(channel, 'hi', { from: 'u1', name: 'Kim' })
  await desk.queue('Billing')
})
afterAll(() => desk.close())

const ANN = { kind: 'agent', id: 'ann', name: 'Ann' }
const BOSS = { kind: 'agent', id: 'boss', name: 'Boss' }
const all = () => desk.rooms.reading.activity(id, { limit: 50 }).items

test('says who did what, to whom, where to, until when, and below which message', async () => {
  const { handling, routing } = desk.rooms
  await handling.claim(ann, id)
  await desk.reply(ann, id, 'hello')
  await handling.prioritise(boss, id, 'high')
  await routing.transfer(boss, id, 2)
  await handling.assign(boss, id, ann.id)
  const until = desk.clock.now() + HOUR
  await handling.snooze(ann, id, until)
  await handling.release(ann, id)
  await handling.read(boss, id)
  await handling.resolve(boss, id)
  await desk.say(channel, 'again', { from: 'u1' })
  expect(all()).toMatchObject([
    { action: 'claim', actor: ANN, after: 1, agent: { id: 'ann', name: 'Ann' } },
    { action: 'priority', actor: BOSS, after: 2, from: 'normal', to: 'high' },
    { action: 'transfer', actor: BOSS, after: 2, queue: { id: '2', name: 'Billing' } },
    { action: 'assign', actor: BOSS, agent: { id: 'ann', name: 'Ann' } },
    { action: 'snooze', actor: ANN, until: new Date(until).toISOString() },
    { action: 'release', actor: ANN },
    { action: 'resolve', actor: BOSS },
    { action: 'reopen', actor: { kind: 'contact', name: 'Kim' } },
  ])
})

test('comes in pages, and of this conversation alone', async () => {
  const other = await desk.say(channel, 'hi', { from: 'u2' })
  await desk.rooms.handling.claim(ann, other)
  const newest = desk.rooms.reading.activity(id, { limit: 3 })
  expect(newest.items.map(({ action }) => action)).toEqual(['release', 'resolve', 'reopen'])
  const older = desk.rooms.reading.activity(id, { before: Number(newest.next), limit: 50 })
  expect([...older.items, ...newest.items]).toEqual(all())
  expect(older.next).toBeUndefined()
})

test('an entry from before these facts were kept says what it knows', async () => {
  const data = JSON.stringify({ action: 'assign', from: 'waiting', to: 'active' })
  desk.sql.exec(
    `INSERT INTO LogEntry (at, type, actor, conversationId, data) VALUES (${desk.clock.now()}, 'conversation.updated', 'agent:gone', ${id}, '${data}')`,
  )
  expect(all().at(-1)).toEqual({
    seq: expect.any(Number) as number,
    at: new Date(desk.clock.now()).toISOString(),
    action: 'assign',
    actor: { kind: 'agent', id: 'gone' },
  })
})
