import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDoor } from '../../../src/hub/front/door.ts'
import type { Delivery } from '../../../src/ports/buffer.ts'
import { event, message } from '../../support/events.ts'
import { type TestDesk, openTestDesk } from '../../support/test-desk.ts'

let desk: TestDesk
let channel: string
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
})
afterEach(() => desk.close())

const door = () => createDoor(desk.rooms, desk.desk.kit)
const hello = (text: string, channelId = channel): Delivery => ({
  channelId,
  events: [message(text, { at: desk.clock.now(), key: text }), event('typing', { at: desk.clock.now() }, {})],
})
const texts = () => desk.rows('SELECT text FROM Message').map(({ text }) => text)
const aside = async () => (await desk.rooms.setAside.page(null)).items

test('what a queue gave up is taken in when that is possible after all', async () => {
  await door().setAside(hello('late'))
  expect([texts(), await aside()]).toEqual([['late'], []])
})

test('of a channel that is paused it is kept, and may be played again', async () => {
  const admin = await desk.owner()
  await desk.rooms.channelCommands.pause(admin, channel)
  expect(await door().receive(hello('late'))).toBeNull()
  await door().setAside(hello('late'))
  await door().setAside(hello('late'))
  expect(texts()).toEqual([])
  expect(await aside()).toMatchObject([{ channel, state: 'waiting', event: { type: 'message', dedupeKey: 'late' } }])
  await desk.rooms.channelCommands.enable(admin, channel)
  await desk.rooms.replay((await aside())[0]!.id)
  expect(texts()).toEqual(['late'])
})

test('of a channel that is gone nothing is kept', async () => {
  await desk.rooms.channelCommands.remove(await desk.owner(), channel)
  await door().setAside(hello('late'))
  await door().setAside(hello('late', 'nowhere'))
  expect(await aside()).toEqual([])
})
