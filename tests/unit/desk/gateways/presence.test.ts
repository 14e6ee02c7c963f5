import { afterEach, beforeEach, expect, test } from 'vitest'
import { MINUTE } from '../../../support/clock.ts'
import { type GatewayDesk, openGatewayDesk } from './gateway-desk.ts'

let site: GatewayDesk
beforeEach(async () => {
  site = await openGatewayDesk({ limits: { maxPending: 2 } })
  await site.call()
  await site.report({ state: 'ok' })
})
afterEach(() => site.close())

const AWAY = { state: 'broken', code: 'gateway-away' }
/** As long as the desk lives, somebody wakes it. */
const silence = () => site.desk.advance(2 * MINUTE)

test('a gateway that is silent is away, and well again with its next call', async () => {
  expect(site.health()).toMatchObject({ state: 'ok' })
  await silence()
  expect(site.health()).toMatchObject(AWAY)
  await site.call()
  expect(site.health()).toMatchObject({ state: 'ok' })
})

test('what it said last comes back with it, whatever that was', async () => {
  await site.report({ state: 'broken', code: 'signed-out', qr: 'scan me' })
  await silence()
  expect(site.health()).toMatchObject(AWAY)
  await site.call()
  expect(site.health()).toMatchObject({ state: 'broken', code: 'signed-out', qr: 'scan me' })
  expect(site.desk.rooms.channels.get(site.channel).state).toBe('broken')
})

test('its calls keep it there, and the next silence is noticed like the first', async () => {
  for (let minutes = 0; minutes < 5; minutes += 1) {
    await site.desk.advance(MINUTE)
    expect(site.health()).toMatchObject({ state: 'ok' })
    await site.call()
  }
  await silence()
  expect(site.health()).toMatchObject(AWAY)
  await site.call()
  await silence()
  expect(site.health()).toMatchObject(AWAY)
})

test('a call that the busy database could not note is no call: the silence after it is noticed', async () => {
  await silence()
  // Each that is done makes room for one that waits already: it is full whenever the call comes to it.
  let full = true
  const under: Promise<void>[] = []
  const fill = (): void => {
    if (full) under.push(site.desk.desk.kit.commit(fill))
  }
  fill()
  fill()
  await expect(site.call()).rejects.toMatchObject({ code: 'busy' })
  full = false
  await Promise.all(under)
  expect(site.health()).toMatchObject(AWAY)
  await site.call()
  expect(site.health()).toMatchObject({ state: 'ok' })
  await silence()
  expect(site.health()).toMatchObject(AWAY)
})

test('a channel that is switched on again is as well as its gateway, which never went', async () => {
  const owner = await site.desk.owner()
  await site.desk.rooms.channelCommands.pause(owner, site.channel)
  await site.call()
  await site.desk.rooms.channelCommands.enable(owner, site.channel)
  expect(site.health()).toMatchObject(AWAY)
  await site.call()
  expect(site.health()).toMatchObject({ state: 'ok' })
})

test('its calls are no word on credentials that the platform refused', async () => {
  await site.say('hello')
  const [send] = (await site.ask()).sends
  await site.tell(send!.key, { fault: { code: 'auth', message: 'no', certain: true } })
  await site.call()
  expect(site.health()).toMatchObject({ state: 'broken', code: 'auth' })
})

test('once it is to connect with something else, what it said before counts no more', async () => {
  const both = await site.desk.channel({ kind: 'either', settings: { gateway: true } })
  const { channels, channelCommands, gateways, health } = site.desk.rooms
  const call = async () => gateways.enter(`${both}.${(await channels.secrets(both)).hookSecret}`)
  const logged = () => site.desk.row<{ n: number }>('SELECT count(*) AS n FROM LogEntry').n
  await call()
  await site.desk.desk.kit.commit(() => health.report(both, { state: 'ok' }))
  await channelCommands.change(await site.desk.owner(), both, { settings: { gateway: true, other: true } })
  expect(channels.get(both).health).toMatchObject(AWAY)
  const before = logged()
  await call()
  expect(channels.get(both).health).toMatchObject(AWAY)
  expect(logged()).toBe(before)
})

test('a channel that the hub holds itself from now on has none that could be away', async () => {
  const both = await site.desk.channel({ kind: 'either', settings: { gateway: true } })
  const { channels, channelCommands, gateways } = site.desk.rooms
  await gateways.enter(`${both}.${(await channels.secrets(both)).hookSecret}`)
  await channelCommands.change(await site.desk.owner(), both, { settings: { gateway: false } })
  await silence()
  expect(channels.get(both).health).toMatchObject({ state: 'ok' })
})

test('one that has not said anything yet is away until it does', async () => {
  const second = await site.desk.channel({ kind: 'remote' })
  const { hookSecret } = await site.desk.rooms.channels.secrets(second)
  await site.desk.rooms.gateways.enter(`${second}.${hookSecret}`)
  expect(site.desk.rooms.channels.get(second).health).toMatchObject(AWAY)
})

test('a channel that nobody holds elsewhere has no gateway to be away', async () => {
  const near = await site.desk.channel({ kind: 'near' })
  const { hookSecret } = await site.desk.rooms.channels.secrets(near)
  await expect(site.desk.rooms.gateways.enter(`${near}.${hookSecret}`)).rejects.toMatchObject({ code: 'bad-gateway-key' })
  await silence()
  expect(site.desk.rooms.channels.get(near).health).toMatchObject({ state: 'ok' })
})

test('with its channel goes all that was kept of it', async () => {
  const kept = () => site.desk.rows('SELECT key FROM Setting WHERE key LIKE ?', `%:${site.channel}`).map(({ key }) => key)
  expect(kept()).toEqual([`gateway:${site.channel}`, `health:${site.channel}`])
  await site.desk.rooms.channelCommands.remove(await site.desk.owner(), site.channel)
  expect(kept()).toEqual([])
})
