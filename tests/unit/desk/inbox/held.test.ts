import { afterEach, beforeEach, expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../../support/clock.ts'
import { message } from '../../../support/events.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
beforeEach(async () => {
  desk = await openTestDesk({ file: true })
  channel = await desk.channel()
})
afterEach(() => desk.close())

const inPart = { ...message('look', { from: 'u1', key: 'post-1', id: 'p1' }), holdMs: MINUTE }
const whole = message('look: a picture', { from: 'u1', name: 'Ann', key: 'post-1', id: 'p1' })
const said = () => desk.rows('SELECT text FROM Message').map(({ text }) => text)

test('what is told in part waits for the whole, which counts alone', async () => {
  expect(await desk.receive(channel, inPart)).toBe('stored')
  expect(said()).toEqual([])
  desk.clock.forward(SECOND)
  expect(await desk.receive(channel, whole)).toBe('stored')
  await desk.advance(2 * MINUTE)
  expect(said()).toEqual(['look: a picture'])
})

test('and counts itself where nothing else comes, once, though it is told again and the hub dies meanwhile', async () => {
  await desk.receive(channel, inPart)
  await desk.receive(channel, inPart)
  await desk.restart()
  await desk.advance(MINUTE + SECOND)
  expect(said()).toEqual(['look'])
  expect(await desk.receive(channel, whole)).toBe('duplicate')
  await desk.receive(channel, inPart)
  await desk.advance(2 * MINUTE)
  expect(said()).toEqual(['look'])
})

test('is let go with its channel', async () => {
  await desk.receive(channel, inPart)
  await desk.rooms.channelCommands.remove(await desk.owner(), channel)
  await desk.advance(2 * MINUTE)
  expect(said()).toEqual([])
  expect(desk.rows("SELECT key FROM Job WHERE kind = 'held'")).toEqual([])
})
