import { expect, test } from 'vitest'
import { createStorage } from '../../../../browser/storage.ts'
import { Problem } from '../../api/problem.ts'
import type { Message } from '../../api/types.ts'
import { message } from '../testing.ts'
import { createAgentOutbox } from './pending.ts'

/** A server that takes each key once, however often it is sent, and can be told to fail. */
function setUp(storage = createStorage('', null)) {
  const stored = new Map<string, string>()
  const delivered: Message[] = []
  const faults = new Map<string, () => void>()
  const outbox = createAgentOutbox({
    storage,
    agentId: 'lin',
    async deliver({ key, content }) {
      const fault = faults.get(key)
      const text = content[0]?.type === 'text' ? content[0].text : ''
      // The answer may be lost although the message was stored.
      stored.set(key, text)
      faults.delete(key)
      fault?.()
      return message(stored.size, { key, direction: 'out', text })
    },
    onDelivered: (one) => delivered.push(one),
  })
  const fail = (key: string, code: string, status: number, before?: 'not stored') =>
    faults.set(key, () => {
      if (before) stored.delete(key)
      throw new Problem(code, status)
    })
  const write = (text: string, key: string, conversationId = '1') =>
    outbox.send({ conversationId, direction: 'out', content: [{ type: 'text', text }], key })
  const keys = () => outbox.pending.get().map(({ key }) => key)
  return { outbox, stored, delivered, fail, write, storage, keys }
}

test('a message is there at once and goes when the server has it', async () => {
  const { outbox, write, delivered, storage } = setUp()
  const sending = write('hello', 'k1')
  expect(outbox.pending.get()).toMatchObject([{ key: 'k1', failed: null }])
  await sending
  expect(outbox.pending.get()).toEqual([])
  expect(delivered.map(({ key }) => key)).toEqual(['k1'])
  expect(storage.keys('')).toEqual([])
})

test('without an answer it stays, and another try is the same message', async () => {
  const { outbox, write, fail, stored, delivered } = setUp()
  fail('k1', 'no-answer', 0)
  await write('hello', 'k1')
  expect(outbox.pending.get()).toMatchObject([{ key: 'k1', failed: { code: 'no-answer', passing: true } }])
  await outbox.retry('k1')
  expect(outbox.pending.get()).toEqual([])
  expect([...stored.values()]).toEqual(['hello'])
  expect(delivered).toHaveLength(1)
})

test('after a lost answer the next message does not overtake: both wait, and go out in order', async () => {
  const { outbox, write, fail, stored, keys } = setUp()
  fail('k1', 'no-answer', 0, 'not stored')
  await write('one', 'k1')
  fail('k1', 'http-503', 503, 'not stored')
  await write('two', 'k2')
  expect([...stored.keys()]).toEqual([])
  expect(outbox.pending.get()).toMatchObject([
    { key: 'k1', failed: { code: 'http-503', passing: true } },
    { key: 'k2', failed: { code: 'http-503', passing: true } },
  ])
  outbox.retryPassing()
  await expect.poll(keys).toEqual([])
  expect([...stored.values()]).toEqual(['one', 'two'])
})

test('when the connection is back, what had no answer goes out in order; what was refused waits for its writer', async () => {
  const { outbox, write, fail, stored, keys } = setUp()
  fail('k1', 'not-yours', 409, 'not stored')
  fail('k2', 'http-503', 503, 'not stored')
  await write('one', 'k1')
  await write('two', 'k2')
  fail('k2', 'http-503', 503, 'not stored')
  await write('three', 'k3')
  outbox.retryPassing()
  await expect.poll(keys).toEqual(['k1'])
  expect([...stored.keys()]).toEqual(['k2', 'k3'])
  expect(outbox.pending.get()).toMatchObject([{ failed: { code: 'not-yours', passing: false } }])
  await outbox.retry('k1')
  expect([...stored.keys()]).toEqual(['k2', 'k3', 'k1'])
})

test('one customer does not wait for the line to another', async () => {
  const { write, fail, stored } = setUp()
  fail('k1', 'http-503', 503, 'not stored')
  await write('one', 'k1')
  await write('two', 'k2', '2')
  expect([...stored.keys()]).toEqual(['k2'])
})

test('a reload loses nothing: what was under way can be tried again or be discarded', async () => {
  const before = setUp()
  before.fail('k1', 'no-answer', 0)
  await before.write('hello', 'k1')
  const after = setUp(before.storage)
  expect(after.outbox.pending.get()).toMatchObject([{ key: 'k1', failed: { code: 'interrupted', passing: true } }])
  after.outbox.discard('k1')
  expect(before.storage.keys('')).toEqual([])
})

test('a tab that is closed leaves what it could not send to the others, who keep their own', async () => {
  const left = setUp()
  const right = setUp(left.storage)
  left.fail('k1', 'no-answer', 0, 'not stored')
  await left.write('one', 'k1')
  right.fail('k1', 'no-answer', 0, 'not stored')
  await right.write('two', 'k2')
  expect(setUp(left.storage).keys()).toEqual(['k1', 'k2'])
  right.outbox.retryPassing()
  await expect.poll(right.keys).toEqual([])
  expect([...right.stored.values()]).toEqual(['one', 'two'])
  left.outbox.reload()
  expect(left.keys()).toEqual([])
})

test('agents who share a browser do not see each other’s', async () => {
  const lin = setUp()
  lin.fail('k1', 'no-answer', 0)
  await lin.write('hello', 'k1')
  const deliver = () => Promise.reject(new Problem('no-answer', 0))
  const maya = createAgentOutbox({ storage: lin.storage, agentId: 'maya', deliver, onDelivered: () => {} })
  expect(maya.pending.get()).toEqual([])
})

test('what an earlier console kept, all in one entry, is not lost', () => {
  const storage = createStorage('', null)
  const one = {
    conversationId: '1',
    direction: 'out',
    at: '2026-01-01T00:00:00.000Z',
    content: [{ type: 'text', text: 'hi' }],
    failed: null,
  }
  storage.set(
    'outbox.lin',
    JSON.stringify([
      { ...one, key: 'k1' },
      { ...one, key: 'k2' },
    ]),
  )
  expect(setUp(storage).keys()).toEqual(['k1', 'k2'])
  expect(setUp(storage).keys()).toEqual(['k1', 'k2'])
})
