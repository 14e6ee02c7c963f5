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
  const full = [1, 2].map(() => site.desk.desk.kit.commit(() => {}))
  await expect(site.call()).rejects.toMatchObject({ code: 'busy' })
  await Promise.all(full)
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
