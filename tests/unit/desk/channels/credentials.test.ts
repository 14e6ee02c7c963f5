import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { MINUTE } from '../../../support/clock.ts'
import { type TestDesk, openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let boss: Acting
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  boss = await desk.owner()
})
afterEach(() => desk.close())

const credentials = (token: string) => ({ base: desk.platform.base, token, secret: 'webhook-secret' })
const change = (token: string) => desk.rooms.channelCommands.change(boss, channel, { credentials: credentials(token) })
const account = () => desk.rooms.channels.get(channel).account

test('opened while they were changed, the old ones are not kept', async () => {
  const { channels } = desk.rooms
  const { seal } = desk.desk.kit
  const next = await seal.seal({ credentials: credentials('next'), hookSecret: 'x'.repeat(43) })
  channels.forget(channel)
  const opening = channels.secrets(channel)
  desk.sql.prepare('UPDATE Channel SET credentials = ? WHERE id = ?').run(next, channel)
  channels.forget(channel)
  await opening
  expect((await channels.secrets(channel)).credentials).toMatchObject({ token: 'next' })
})

test('whose new ones are is asked again: what the old ones were is not believed', async () => {
  expect(account()).toMatchObject({ externalId: 'account-1' })
  desk.platform.token = 'another'
  await change('nobody knows this one')
  await desk.idle()
  expect(account()).toBeNull()
  expect(desk.rooms.channels.get(channel)).toMatchObject({ state: 'broken', health: { code: 'auth' } })
  await change('another')
  await desk.advance(MINUTE)
  expect(account()).toMatchObject({ externalId: 'account-1' })
  expect(desk.rooms.channels.get(channel)).toMatchObject({ state: 'live', health: { state: 'ok' } })
})

test('a change of the name alone asks nobody, and forgets nothing', async () => {
  await desk.rooms.channelCommands.change(boss, channel, { name: 'Shop' })
  expect(desk.rooms.channels.get(channel)).toMatchObject({ name: 'Shop', account: { externalId: 'account-1' } })
})
