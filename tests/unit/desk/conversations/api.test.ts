import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../../support/client.ts'
import { message } from '../../../support/events.ts'
import { type TestHub, startTestHub } from '../../../support/test-hub.ts'

let hub: TestHub
let ann: Client & { id: string }
let ben: Client & { id: string }
beforeAll(async () => {
  hub = await startTestHub()
  const channel = await hub.channel()
  ann = await hub.agent('Ann')
  ben = await hub.agent('Ben')
  await hub.hook(channel, { events: [message('hi', { from: 'u1', at: 1 })] })
})
afterAll(() => hub.stop())

const post = (by: Client, step: string, body?: object) => by.post(`/api/conversations/1/${step}`, body)

test('each step is answered with the conversation as it stands then', async () => {
  const [queue, anns, bens] = [
    { kind: 'queue', id: '1' },
    { kind: 'agent', id: ann.id },
    { kind: 'agent', id: ben.id },
  ]
  const until = new Date(Date.now() + 3_600_000).toISOString()
  const steps: [Client, string, object | undefined, object][] = [
    [ann, 'priority', { priority: 'high' }, { priority: 'high', status: 'waiting', owner: queue }],
    [ann, 'claim', undefined, { status: 'active', owner: anns, unread: 1 }],
    [ann, 'read', undefined, { status: 'active', unread: 0 }],
    [ann, 'assign', { agent: ben.id }, { status: 'active', owner: bens }],
    [ben, 'release', undefined, { status: 'waiting', owner: queue }],
    [ben, 'claim', undefined, { status: 'active', owner: bens }],
    [ben, 'snooze', { until }, { status: 'snoozed', owner: bens, snoozedUntil: until }],
    [ben, 'resolve', undefined, { status: 'resolved', owner: { kind: 'none' }, snoozedUntil: null }],
    [ann, 'reopen', undefined, { status: 'active', owner: anns }],
  ]
  for (const [by, step, body, stands] of steps)
    expect(await post(by, step, body), step).toMatchObject({ status: 200, body: { id: '1', ...stands } })
})

test.each([
  ['assign', {}],
  ['assign', { agent: 'a'.repeat(65) }],
  ['snooze', {}],
  ['snooze', { until: 'tomorrow' }],
  ['snooze', { until: '2020-01-01T00:00:00.000Z' }],
  ['priority', {}],
  ['priority', { priority: 'very' }],
])('%s with %j is refused', async (step, body) => {
  expect((await post(ann, step, body)).status).toBe(422)
})
