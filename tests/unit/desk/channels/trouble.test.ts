import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Client, Feed } from '../../../support/client.ts'
import { createTestClock, MINUTE, SECOND } from '../../../support/clock.ts'
import { message } from '../../../support/events.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'
import { until } from '../../../support/wait.ts'

const clock = createTestClock(Date.now())
let hub: TestHub
let ann: Client & { id: string }
let channel: string
let feed: Feed
beforeAll(async () => {
  hub = await startTestHub({ clock })
  ann = await hub.agent('Ann')
})
afterAll(() => hub.stop())
beforeEach(async () => {
  hub.platform.token = 'good-token'
  channel = await hub.channel()
  feed = await ann.live(hub.hub.desk.rooms.log.last())
})
afterEach(() => feed.close())

const troubles = async (client = ann) =>
  (await client.get('/api/channels/troubles')).body.items.filter((one: { channelId: string }) => one.channelId === channel)
const checkAgain = () => ann.post(`/api/channels/${channel}/probe`)
const told = () => feed.frames.filter(({ type }) => type === 'channel.updated' || type === 'channel.deleted')

/** A reply that the platform refuses with the credentials. */
async function breaks(): Promise<string> {
  hub.platform.token = 'another-token'
  await hub.hook(channel, { events: [message('hello', { from: channel, at: clock.now() })] })
  const { items } = (await hub.owner.get(`/api/conversations?channel=${channel}`)).body
  await ann.post(`/api/conversations/${items[0].id}/claim`)
  await ann.post(`/api/conversations/${items[0].id}/messages`, { text: 'on its way', key: channel })
  await until(async () => (await troubles()).length === 1)
  return items[0].id
}

describe('a broken channel', () => {
  test('is seen by every agent, live, without what only admins know; checked again, it heals and sends what waited', async () => {
    expect(await troubles()).toEqual([])
    const conversation = await breaks()
    const broken = { channelId: channel, stops: true, code: 'auth', since: expect.any(String) }
    expect(await troubles()).toEqual([broken])
    await until(() => told().length === 1)
    expect(told()[0].data).toEqual({ channelId: channel, state: 'broken', health: 'broken', code: 'auth' })
    clock.forward(20 * SECOND)
    expect(await checkAgain()).toMatchObject({ status: 200, body: { trouble: broken } })

    hub.platform.token = 'good-token'
    clock.forward(20 * SECOND)
    expect(await checkAgain()).toMatchObject({ status: 200, body: { trouble: null } })
    expect(await troubles()).toEqual([])
    await until(() => told().length === 2)
    expect(told()[1].data).toEqual({ channelId: channel, state: 'live', health: 'ok' })
    const last = async () => (await ann.get(`/api/conversations/${conversation}/messages`)).body.items.at(-1)
    await until(async () => (await last()).state === 'sent')
    expect(await last()).toMatchObject({ text: 'on its way' })
  })

  test('heals by itself when the platform takes us again', async () => {
    await breaks()
    hub.platform.token = 'good-token'
    clock.forward(MINUTE)
    hub.hub.desk.sweep()
    await until(async () => (await troubles()).length === 0)
  })

  test('is asked once, however many press: together, and within a few seconds', async () => {
    await breaks()
    clock.forward(20 * SECOND)
    const before = hub.platform.refused()
    const answers = await Promise.all([checkAgain(), checkAgain(), hub.owner.post(`/api/channels/${channel}/probe`)])
    expect(answers.map(({ body }) => body.trouble.code)).toEqual(['auth', 'auth', 'auth'])
    await checkAgain()
    expect(hub.platform.refused() - before).toBe(1)
  })
})

test('one that is paused takes nothing and sends nothing; a draft is nobody’s trouble, and a deleted one is none any more', async () => {
  await hub.owner.post(`/api/channels/${channel}/pause`)
  hub.platform.token = 'another-token'
  expect(await troubles()).toEqual([{ channelId: channel, stops: true, code: 'paused', since: expect.any(String) }])
  const before = hub.platform.refused()
  expect((await checkAgain()).body.trouble).toMatchObject({ code: 'paused' })
  expect(hub.platform.refused()).toBe(before)
  await until(() => told().length === 1)
  await hub.owner.patch(`/api/channels/${channel}`, { name: 'Renamed' })
  await hub.owner.delete(`/api/channels/${channel}`)
  expect(await troubles()).toEqual([])
  await until(() => told().length === 3)
  expect(told().map(({ type, data }) => [type, data])).toEqual([
    ['channel.updated', { channelId: channel, state: 'paused', health: 'ok' }],
    ['channel.updated', { channelId: channel }],
    ['channel.deleted', { channelId: channel }],
  ])
  const draft = await hub.owner.post('/api/channels', {
    kind: 'test',
    name: 'Draft',
    credentials: { base: hub.platform.base, token: 'x', secret: 'webhook-secret' },
  })
  channel = draft.body.id
  expect(await troubles()).toEqual([])
})

test('one that is not there is not found', async () => {
  expect((await ann.post('/api/channels/nobody/probe')).status).toBe(404)
})
