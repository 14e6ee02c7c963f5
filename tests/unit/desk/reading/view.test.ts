import { afterEach, expect, test } from 'vitest'
import type { Adapter } from '../../../../src/contract/adapter.ts'
import type { Window } from '../../../../src/model/surface.ts'
import { HOUR } from '../../../support/clock.ts'
import { event, message } from '../../../support/events.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
afterEach(() => desk.close())
async function open(windows: Window[] = []): Promise<void> {
  desk = await openTestDesk({ adapters: { test: createTestAdapter({ surface: { windows } }) as Adapter } })
  channel = await desk.channel()
}

test('who was greeted and said nothing stands in no list', async () => {
  await open()
  await desk.rooms.channelCommands.change(await desk.owner(), channel, { settings: { greeting: 'Welcome' } })
  await desk.receive(channel, event('followed', { from: 'u' }, {}))
  const open_ = () => desk.rooms.reading.list({ view: 'open', agentId: 'x', limit: 9 }).items
  expect(desk.rows('SELECT status FROM Conversation')).toEqual([{ status: 'bot' }])
  expect(open_()).toEqual([])
  await desk.say(channel, 'hi', { from: 'u' })
  expect(open_()).toHaveLength(1)
})

test('a person who blocked one account has not blocked the others', async () => {
  await open()
  const other = await desk.channel()
  const [here, there] = [await desk.say(channel, 'hi', { from: 'u1' }), await desk.say(other, 'hi', { from: 'u2' })]
  await desk.rooms.people.merge(await desk.owner(), 2, 1)
  await desk.receive(other, event('blocked', { from: 'u2' }, {}))
  expect(desk.rooms.reading.conversation(there).contact.blocked).toBe(true)
  expect(desk.rooms.reading.conversation(here).contact.blocked).toBe(false)
})

test('the window is as long as the longest that is open, with all that may be sent', async () => {
  const passive: Window = { lane: 'passive', opens: ['message'], ttlMs: HOUR, count: 4, anchor: 'event' }
  await open([passive])
  const id = await desk.say(channel, 'one', { from: 'u' })
  desk.clock.forward(HOUR / 2)
  await desk.receive(channel, message('two', { from: 'u' }))
  const { window, canWrite } = desk.rooms.reading.conversation(id)
  expect([Date.parse(window!.expiresAt), window!.left, canWrite]).toEqual([desk.clock.now() + HOUR, 8, true])
  desk.clock.forward(2 * HOUR)
  expect(desk.rooms.reading.conversation(id)).toMatchObject({ window: null, canWrite: false })
})
