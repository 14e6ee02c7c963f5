import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { event } from '../../../support/events.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
let id: number
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  ann = await desk.agent('Ann')
  id = await desk.say(channel, 'hi', { from: 'u1' })
  await desk.rooms.handling.claim(ann, id)
})
afterEach(() => desk.close())

const rates = (score: number | null, externalId?: string, from = 'u1') =>
  desk.receive(channel, event('rated', { from, at: desk.clock.now() }, { score, ...(externalId !== undefined && { externalId }) }))
const kept = () => desk.rows('SELECT conversationId, contactId, agentId, messageId, source, score, at FROM Rating ORDER BY id')
const told = (after: number) =>
  desk.rooms.log.after(after, 9).map(({ type, actor, messageId, data }) => ({ type, actor, messageId, data: JSON.parse(data ?? 'null') }))

test('what a customer thinks of an answer stands with it and with who gave it; the latest counts, and it can be taken back', async () => {
  const message = await desk.reply(ann, id, 'here you are')
  await desk.idle()
  const before = desk.rooms.log.last()
  await rates(2, 'out-1')
  const first = { conversationId: id, contactId: 1, agentId: 'ann', messageId: message, source: 'native', score: 2, at: desk.clock.now() }
  expect(kept()).toEqual([first])
  expect(told(before)).toEqual([{ type: 'message.updated', actor: 'contact:1', messageId: message, data: null }])
  desk.clock.forward(1000)
  await rates(5, 'out-1')
  expect(kept()).toEqual([{ ...first, score: 5, at: desk.clock.now() }])
  expect(desk.rooms.reading.message(message)?.rating).toBe(5)
  await rates(null, 'out-1')
  expect(kept()).toEqual([])
  expect(desk.rooms.reading.message(message)?.rating).toBeUndefined()
})

test('a judgement of no message in particular is one of the case that was last, also when it is over', async () => {
  await desk.rooms.handling.resolve(ann, id)
  const before = desk.rooms.log.last()
  await rates(4)
  expect(kept()).toMatchObject([{ conversationId: id, contactId: 1, agentId: null, messageId: null, score: 4 }])
  expect(told(before)).toEqual([{ type: 'conversation.updated', actor: 'contact:1', messageId: null, data: { action: 'rated' } }])
  // There is nothing that it would take back.
  await rates(null)
  expect(kept()).toHaveLength(1)
})

test.each([
  [0, 1],
  [1, 1],
  [3.4, 3],
  [5, 5],
  [99, 5],
])('%d counts as %d', async (score, counted) => {
  await rates(score)
  expect(kept()).toMatchObject([{ score: counted }])
})

test('whoever has never written judges nothing', async () => {
  expect(await rates(1, undefined, 'stranger')).toBe('stored')
  expect(kept()).toEqual([])
})
