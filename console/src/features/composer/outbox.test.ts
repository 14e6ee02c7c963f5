import { expect, test } from 'vitest'
import { Problem } from '../../api/problem.ts'
import type { Message } from '../../api/types.ts'
import { createKeep } from '../../lib/testing.ts'
import { message } from '../../live/testing.ts'
import type { Pending } from './outbox.ts'
import { createOutbox } from './outbox.ts'

/** A server that takes each key once, however often it is sent, and can be told to fail. */
function setUp(keep = createKeep()) {
  const stored = new Map<string, string>()
  const delivered: Message[] = []
  const faults: (() => void)[] = []
  const outbox = createOutbox({
    keep,
    agentId: 'lin',
    async deliver({ key, content }: Pending) {
      const fault = faults.shift()
      const text = content[0]?.type === 'text' ? content[0].text : ''
      // The answer may be lost although the message was stored.
      stored.set(key, text)
      fault?.()
      return message(stored.size, { key, direction: 'out', text })
    },
    onDelivered: (one) => delivered.push(one),
  })
  const fail = (code: string, status: number) =>
    faults.push(() => {
      throw new Problem(code, status)
    })
  const write = (text: string, key: string) =>
    outbox.send({ conversationId: '1', direction: 'out', at: '2026-01-01T00:00:00.000Z', content: [{ type: 'text', text }], key })
  return { outbox, stored, delivered, fail, write, keep }
}

test('a message is there at once and goes when the server has it', async () => {
  const { outbox, write, delivered, keep } = setUp()
  const sending = write('hello', 'k1')
  expect(outbox.pending.get()).toMatchObject([{ key: 'k1', failed: null }])
  await sending
  expect(outbox.pending.get()).toEqual([])
  expect(delivered.map(({ key }) => key)).toEqual(['k1'])
  expect(keep.size).toBe(0)
})

test('without an answer it stays, and another try is the same message', async () => {
  const { outbox, write, fail, stored, delivered } = setUp()
  fail('no-answer', 0)
  await write('hello', 'k1')
  expect(outbox.pending.get()).toMatchObject([{ key: 'k1', failed: { code: 'no-answer', passing: true } }])
  await outbox.retry('k1')
  expect(outbox.pending.get()).toEqual([])
  expect([...stored.values()]).toEqual(['hello'])
  expect(delivered).toHaveLength(1)
})

test('when the connection is back, what had no answer goes out in order; what was refused waits for its writer', async () => {
  const { outbox, write, fail, stored } = setUp()
  fail('no-answer', 0)
  fail('not-yours', 409)
  fail('http-503', 503)
  await write('one', 'k1')
  await write('two', 'k2')
  await write('three', 'k3')
  stored.clear()
  outbox.retryPassing()
  await expect.poll(() => outbox.pending.get().map(({ key }) => key)).toEqual(['k2'])
  expect([...stored.keys()]).toEqual(['k1', 'k3'])
})

test('a reload loses nothing: what was under way can be tried again or be discarded', async () => {
  const keep = createKeep()
  const before = setUp(keep)
  before.fail('no-answer', 0)
  await before.write('hello', 'k1')
  const after = setUp(keep)
  expect(after.outbox.pending.get()).toMatchObject([{ key: 'k1', failed: { code: 'interrupted', passing: true } }])
  after.outbox.discard('k1')
  expect(keep.size).toBe(0)
})
