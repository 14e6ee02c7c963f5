import type { Adapter } from '../../../../src/contract/adapter.ts'
import { afterEach, expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../../support/clock.ts'
import { message } from '../../../support/events.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'
import { type TestNetwork, createTestNetwork } from '../../../support/test-network.ts'
import { until } from '../../../support/wait.ts'

let desk: TestDesk
let network: TestNetwork
afterEach(() => desk.close())

async function open(file = false): Promise<string> {
  network = createTestNetwork()
  desk = await openTestDesk({ adapters: { test: network.adapter as Adapter }, file })
  const channel = await desk.channel()
  await desk.idle()
  return channel
}
const state = (channel: string) => desk.rooms.channels.get(channel).state

test('a channel that is switched on connects, hears and speaks; paused, it hangs up', async () => {
  const channel = await open()
  expect(network.open()).toBe(1)
  await network.say(message('hi', { from: 'u1', at: desk.clock.now() }))
  const ann = await desk.agent('Ann')
  const { id } = desk.row<{ id: number }>('SELECT id FROM Conversation')
  await desk.rooms.handling.claim(ann, id)
  await desk.reply(ann, id, 'hello')
  await desk.idle()
  expect(network.delivered.map(({ text }) => text)).toEqual(['hello'])

  const admin = await desk.owner()
  await desk.rooms.channelCommands.pause(admin, channel)
  expect(network.open()).toBe(0)
  await desk.rooms.channelCommands.enable(admin, channel)
  await desk.idle()
  expect(network.open()).toBe(1)
  await desk.rooms.channelCommands.remove(admin, channel)
  expect(network.open()).toBe(0)
})

test('one that cannot connect tries again; with other credentials it connects anew', async () => {
  network = createTestNetwork()
  network.refuse = 2
  desk = await openTestDesk({ adapters: { test: network.adapter as Adapter } })
  const channel = await desk.channel()
  await desk.idle()
  expect(network.open()).toBe(0)
  await desk.advance(MINUTE)
  expect(network.open()).toBe(1)
  const first = network.link()
  const credentials = { base: desk.platform.base, token: 'another', secret: 'webhook-secret' }
  await desk.rooms.channelCommands.change(await desk.owner(), channel, { credentials })
  await desk.idle()
  expect(network.open()).toBe(1)
  expect(network.link()).not.toBe(first)
})

test('after a restart it is connected again', async () => {
  await open(true)
  await desk.restart()
  await desk.idle()
  expect(network.open()).toBe(1)
})

test('signed out, what is to be sent waits, and goes when somebody has signed in', async () => {
  const channel = await open()
  await network.say(message('hi', { from: 'u1', at: desk.clock.now() }))
  const ann = await desk.agent('Ann')
  const { id } = desk.row<{ id: number }>('SELECT id FROM Conversation')
  await desk.rooms.handling.claim(ann, id)
  network.link()?.report({ state: 'broken', code: 'signed-out', qr: 'https://login.example/abc' })
  await until(() => state(channel) === 'broken')
  expect(desk.rooms.channels.get(channel).health).toMatchObject({ code: 'signed-out', qr: 'https://login.example/abc' })
  await desk.reply(ann, id, 'later')
  await desk.advance(10 * SECOND)
  expect(network.delivered).toEqual([])
  network.link()?.report({ state: 'ok' }, { externalId: 'me', name: 'Me' })
  await until(() => state(channel) === 'live')
  await desk.idle()
  expect(desk.rooms.channels.get(channel).account).toMatchObject({ name: 'Me' })
  expect(network.delivered.map(({ text }) => text)).toEqual(['later'])
})

test('left to a gateway, it hangs up and says that none is there; taken back, it connects', async () => {
  const channel = await open()
  const admin = await desk.owner()
  await desk.rooms.channelCommands.change(admin, channel, { settings: { gateway: true } })
  expect(network.open()).toBe(0)
  expect(desk.rooms.channels.get(channel).health).toMatchObject({ state: 'broken', code: 'gateway-away' })
  await desk.rooms.channelCommands.change(admin, channel, { settings: {} })
  await desk.idle()
  expect(network.open()).toBe(1)
  await until(() => desk.rooms.channels.get(channel).health.state === 'ok')
})
