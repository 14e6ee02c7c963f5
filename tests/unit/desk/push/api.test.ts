import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../../support/client.ts'
import { message } from '../../../support/events.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'
import { until } from '../../../support/wait.ts'

let hub: TestHub
let ann: Client & { id: string }
beforeAll(async () => {
  hub = await startTestHub()
  ann = await hub.agent('Ann')
})
afterAll(() => hub.stop())

const one = {
  endpoint: 'https://push.example.com/a?b=c',
  keys: { p256dh: 'B'.padEnd(87, 'a'), auth: 'a'.repeat(22) },
  language: 'en',
}
const kept = () => hub.hub.desk.rooms.push.subscriptions.of(ann.id).map(({ endpoint }) => endpoint)

test('a browser is kept until it is taken away, by its own agent', async () => {
  expect((await ann.get('/api/push')).body).toMatchObject({ key: expect.stringMatching(/^[\w-]{87}$/), words: false })
  for (let times = 0; times < 2; times++) expect((await ann.put('/api/push/subscription', one)).status).toBe(204)
  expect(kept()).toEqual([one.endpoint])
  const path = `/api/push/subscription?endpoint=${encodeURIComponent(one.endpoint)}`
  const ben = await hub.agent('Ben')
  expect((await ben.delete(path)).status).toBe(204)
  expect(kept()).toEqual([one.endpoint])
  expect((await ann.delete(path)).status).toBe(204)
  expect(kept()).toEqual([])
})

test('an agent has ten at most: the first goes', async () => {
  for (let n = 0; n < 12; n++) await ann.put('/api/push/subscription', { ...one, endpoint: `https://push.example.com/${n}` })
  expect(kept().toSorted()).toEqual(Array.from({ length: 10 }, (_, n) => `https://push.example.com/${n + 2}`).toSorted())
})

test.each([
  'http://push.example.com/a',
  'https://127.0.0.1/a',
  'https://[::1]/a',
  'https://2130706433/a',
  'https://localhost/a',
  'https://push.example.com:8443/a',
  'https://me:secret@push.example.com/a',
  'ftp://push.example.com/a',
  'nothing',
])('%s is no push service', async (endpoint) => {
  expect((await ann.put('/api/push/subscription', { ...one, endpoint })).status).toBe(422)
})

test('keys that are none are refused, and only admins let words out', async () => {
  for (const keys of [
    { ...one.keys, auth: 'short' },
    { ...one.keys, p256dh: '!' },
  ])
    expect((await ann.put('/api/push/subscription', { ...one, keys })).status).toBe(422)
  expect((await ann.put('/api/push/words', { words: true })).status).toBe(403)
  expect((await hub.owner.put('/api/push/words', { words: true })).status).toBe(204)
  expect((await ann.get('/api/push')).body.words).toBe(true)
})

test('whose console is open is not told besides', async () => {
  const channel = await hub.channel()
  await hub.owner.patch('/api/queues/1', { mode: 'offer', offerSeconds: 300 })
  await hub.owner.put('/api/queues/1/members', { items: [{ agent: ann.id, level: 1 }] })
  await ann.put('/api/push/subscription', one)
  const { rooms, kit } = hub.hub.desk
  const jobs = () => kit.db.job.count({ where: { kind: 'push' } })
  await ann.put('/api/me/presence', { presence: 'available' })
  const feed = await ann.live()
  await until(() => feed.frames.some(({ type }) => type === 'ready'))
  await hub.hook(channel, { events: [message('hi', { from: 'u1', at: 1 })] })
  await until(() => rooms.offers.of(ann.id).length === 1)
  expect(await jobs()).toBe(0)
})
