import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { DAY, HOUR } from '../../../support/clock.ts'
import { type TestDesk, openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
let boss: Acting
let id: number
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel({ settings: { farewell: 'Bye' } })
  ann = await desk.agent('Ann')
  boss = await desk.agent('Boss', { role: 'admin' })
  id = await desk.say(channel, 'hi', { from: 'u1' })
})
afterEach(() => desk.close())

const moves = () =>
  desk
    .rows<{ actor: string; data: string }>("SELECT actor, data FROM LogEntry WHERE type = 'conversation.updated' ORDER BY seq")
    .map(({ actor, data }) => ({ actor, ...(JSON.parse(data) as object) }))
const jobs = (kind: string) => desk.rows('SELECT key FROM Job WHERE kind = ?', kind)

/** As routing will offer it. */
async function offerTo(agent: Acting): Promise<void> {
  const { kit, rooms } = desk.desk
  await kit.commit(() => {
    const text = "INSERT INTO Offer (conversationId, agentId, state, at, expiresAt) VALUES (?, ?, 'open', ?, ?) RETURNING id"
    const offerId = kit.sql.prepare<{ id: number }>(text).get(id, agent.id, desk.clock.now(), desk.clock.now() + HOUR)?.id ?? 0
    rooms.conversations.move(rooms.conversations.get(id), 'offer', 'system', { offerId })
  })
}
const offers = () => desk.rows<{ state: string; settled: number }>('SELECT state, settledAt IS NOT NULL AS settled FROM Offer')

test('who answers a conversation that was put off has taken it up: the log says so, and nothing wakes it later', async () => {
  await desk.rooms.handling.claim(ann, id)
  await desk.rooms.handling.snooze(ann, id, desk.clock.now() + DAY)
  expect(jobs('unsnooze')).toHaveLength(1)
  await desk.reply(ann, id, 'here I am')
  expect(jobs('unsnooze')).toEqual([])
  expect(moves().at(-1)).toEqual({ actor: 'agent:ann', action: 'claim', from: 'snoozed', to: 'active', after: 1 })
})

test('a customer who comes back moves the conversation, and the log says who did', async () => {
  await desk.rooms.handling.resolve(boss, id)
  await desk.say(channel, 'not yet', { from: 'u1' })
  expect(moves().at(-1)).toEqual({ actor: 'contact:1', action: 'reopen', from: 'resolved', to: 'waiting', after: 1 })
})

test('a conversation that only we had spoken in is handed over in the log too', async () => {
  await desk.desk.kit.sql.commit(() => desk.sql.exec("UPDATE Conversation SET status = 'bot', rank = NULL"))
  desk.desk.kit.remembered.forget()
  await desk.say(channel, 'hello', { from: 'u1' })
  expect(moves().at(-1)).toEqual({ actor: 'contact:1', action: 'handoff', from: 'bot', to: 'waiting', after: 1 })
})

test('resolving says farewell however it was resolved, moving elsewhere does not', async () => {
  await desk.rooms.handling.claim(ann, id)
  await desk.rooms.handling.release(ann, id)
  expect(jobs('farewell')).toEqual([])
  await desk.rooms.handling.resolve(boss, id)
  await desk.idle()
  expect(desk.platform.delivered.map(({ text }) => text)).toEqual(['Bye'])
})

test('an offer ends with its conversation being given to somebody', async () => {
  await offerTo(ann)
  expect((await desk.rooms.agents.get('ann')).load).toBe(1)
  await desk.rooms.handling.assign(boss, id, 'boss')
  expect(offers()).toEqual([{ state: 'withdrawn', settled: 1 }])
  expect((await desk.rooms.agents.get('ann')).load).toBe(0)
})

test('whoever is disabled keeps nothing: what they have and what they are offered waits again, at its place', async () => {
  const other = await desk.say(channel, 'another', { from: 'u2' })
  await desk.rooms.handling.claim(ann, other)
  await offerTo(ann)
  const place = desk.row<{ queuedAt: number }>('SELECT queuedAt FROM Conversation WHERE id = ?', other).queuedAt
  await desk.rooms.agents.change(boss, 'ann', { disabled: true })
  for (const one of [id, other]) expect(desk.rooms.reading.conversation(one)).toMatchObject({ status: 'waiting', owner: { kind: 'queue' } })
  expect(desk.row('SELECT queuedAt, rank IS NOT NULL AS ranked FROM Conversation WHERE id = ?', other)).toEqual({
    queuedAt: place,
    ranked: 1,
  })
  expect(offers()).toEqual([{ state: 'withdrawn', settled: 1 }])
  expect((await desk.rooms.agents.get('ann')).load).toBe(0)
  expect(moves().slice(-2)).toMatchObject([
    { actor: 'agent:boss', action: 'release' },
    { actor: 'agent:boss', action: 'withdraw' },
  ])
})
