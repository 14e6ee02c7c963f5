import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Adapter } from '../../../../src/contract/adapter.ts'
import type { Client } from '../../../support/client.ts'
import { MINUTE } from '../../../support/clock.ts'
import { message } from '../../../support/events.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import { type TestHub, startTestHub } from '../../../support/test-hub.ts'

let hub: TestHub
let ann: Client
const typed: string[] = []
beforeAll(async () => {
  const typing: Adapter['typing'] = async (_ctx, { externalId }) => void typed.push(externalId)
  const adapter = createTestAdapter({ surface: { recall: { withinMs: MINUTE }, typing: true }, more: { typing } }) as Adapter
  hub = await startTestHub({ adapters: { test: adapter } })
  const channel = await hub.channel()
  ann = await hub.agent('Ann')
  await hub.hook(channel, { events: [message('hi', { from: 'u1', id: 'in-1', at: Date.now() })] })
  await ann.post('/api/conversations/1/claim')
})
afterAll(() => hub.stop())

const CASE = '/api/conversations/1'
const words = (text: string) => [{ type: 'text', text }]

test('a reply is answered with the message and how it is sent; the same key again with the same', async () => {
  const draft = { text: `${'a'.repeat(80)} ${'b'.repeat(80)}`, key: 'one', replyTo: '1' }
  const reply = await ann.post(`${CASE}/messages`, draft)
  expect(reply).toMatchObject({
    status: 202,
    body: {
      direction: 'out',
      author: { kind: 'agent', name: 'Ann' },
      text: draft.text,
      replyTo: '1',
      plan: { segments: 2, losses: [{ code: 'split', into: 2, part: 0 }] },
    },
  })
  expect((await ann.post(`${CASE}/messages`, draft)).body).toMatchObject({ id: reply.body.id, plan: { segments: 2 } })
  await hub.hub.desk.idle()
  expect(hub.platform.delivered.map(({ text }) => text[0])).toEqual(['a', 'b'])
  expect(await ann.post(`/api/messages/${reply.body.id}/recall`)).toMatchObject({
    status: 200,
    body: { id: reply.body.id, recalled: expect.any(String) },
  })
  expect(hub.platform.recalled).toEqual(['out-1', 'out-2'])
})

test('a draft says what would be sent, or why it cannot be, and sends nothing', async () => {
  const before = hub.platform.calls.length
  const plan = (content: unknown) => ann.post(`${CASE}/plan`, { content })
  expect(await plan(words('a'.repeat(150)))).toMatchObject({
    status: 200,
    body: { plan: { segments: 2, losses: [{ code: 'split', into: 2, part: 0 }] } },
  })
  const refused = await plan(words('  '))
  expect(refused).toMatchObject({ status: 200, body: { refusal: { code: expect.any(String) } } })
  expect(refused.body).not.toHaveProperty('plan')
  await hub.hub.desk.idle()
  expect(hub.platform.calls).toHaveLength(before)
})

test('a note stands in the conversation and goes to nobody', async () => {
  const before = hub.platform.calls.length
  const note = await ann.post(`${CASE}/notes`, { content: words('for us'), key: 'note' })
  expect(note).toMatchObject({ status: 201, body: { direction: 'note', text: 'for us', author: { kind: 'agent', name: 'Ann' } } })
  expect((await ann.post(`${CASE}/notes`, { text: 'for us', key: 'note' })).body.id).toBe(note.body.id)
  await hub.hub.desk.idle()
  expect(hub.platform.calls).toHaveLength(before)
})

test('what failed goes again by hand; that somebody writes is shown', async () => {
  hub.platform.next({ status: 422 })
  const { id } = (await ann.post(`${CASE}/messages`, { text: 'hello', key: 'two' })).body
  await hub.hub.desk.idle()
  expect(await ann.post(`/api/messages/${id}/retry`)).toMatchObject({ status: 202, body: { id, state: 'queued' } })
  await hub.hub.desk.idle()
  expect(hub.platform.delivered.at(-1)?.text).toBe('hello')
  expect((await ann.post(`${CASE}/typing`)).status).toBe(204)
  expect(typed).toEqual(['u1'])
})

test.each([
  ['both content and words', { content: words('x'), text: 'x', key: 'k' }],
  ['neither', { key: 'k' }],
  ['no words', { text: '', key: 'k' }],
  ['no key', { text: 'x' }],
  ['an empty key', { text: 'x', key: '' }],
  ['a key that is too long', { text: 'x', key: 'k'.repeat(101) }],
  ['too many words', { text: 'x'.repeat(100_001), key: 'k' }],
])('a draft with %s is none', async (_what, draft) => {
  for (const kind of ['messages', 'notes']) expect((await ann.post(`${CASE}/${kind}`, draft)).status).toBe(422)
})
