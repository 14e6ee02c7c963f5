import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../../support/client.ts'
import { message } from '../../../support/events.ts'
import { type TestHub, startTestHub } from '../../../support/test-hub.ts'

let hub: TestHub
let ann: Client & { id: string }
beforeAll(async () => {
  hub = await startTestHub()
  const channel = await hub.channel()
  ann = await hub.agent('Ann', { role: 'supervisor' })
  await hub.hook(channel, { events: ['u1', 'u2'].map((from) => message('hi', { from, at: 1 })) })
  const boss = await hub.agent('Boss', { role: 'admin' })
  for (const name of ['Billing', 'Closed'])
    expect(await boss.post('/api/queues', { name })).toMatchObject({ status: 201, body: { name, mode: 'pull' } })
  expect((await boss.delete('/api/queues/3')).status).toBe(204)
})
afterAll(() => hub.stop())

const queues = async () =>
  (await ann.get('/api/queues')).body.items.map(({ id, waiting, isDefault }: never) => ({ id, waiting, isDefault }))
const next = (queue?: unknown) => ann.post('/api/queue/next', queue === undefined ? {} : { queue })

test('queues tell how many wait in each; who is moved waits there, and is taken from there', async () => {
  expect((await ann.get('/api/queues')).body.items[0]).toMatchObject({
    id: '1',
    name: 'Support',
    mode: 'pull',
    isDefault: true,
    waiting: 2,
  })
  expect(await ann.post('/api/conversations/2/transfer', { queue: 2 })).toMatchObject({
    status: 200,
    body: { id: '2', status: 'waiting', owner: { kind: 'queue', id: '2', name: 'Billing' } },
  })
  expect(await queues()).toEqual([
    { id: '1', waiting: 1, isDefault: true },
    { id: '2', waiting: 1, isDefault: false },
  ])
  const owner = { kind: 'agent', id: ann.id }
  expect(await next('2')).toMatchObject({ status: 200, body: { id: '2', status: 'active', owner } })
  expect((await next(2)).status).toBe(204)
  expect(await next()).toMatchObject({ status: 200, body: { id: '1', status: 'active', owner } })
  expect((await next()).status).toBe(204)
  expect((await queues()).map(({ waiting }: { waiting: number }) => waiting)).toEqual([0, 0])
})

test('what is no queue is none', async () => {
  expect((await next('x')).status).toBe(422)
  for (const queue of [3, 99]) expect((await ann.post('/api/conversations/1/transfer', { queue })).status).toBe(404)
  expect((await next(99)).status).toBe(403)
})
