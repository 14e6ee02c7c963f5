import { expect, test } from 'vitest'
import type { Message } from '../../api/types.ts'
import { message } from '../testing.ts'
import { recallLimit, recallUntil } from './recall.ts'

const AT = '2026-03-01T12:00:00.000Z'
const MINUTE = 60_000
const until = (change: Partial<Message> = {}, limit: number | null = 2 * MINUTE) =>
  recallUntil(message(1, { direction: 'out', author: { kind: 'agent', id: 'me' }, state: 'sent', at: AT, ...change }), limit)

test('the limit is that of the surface', () => {
  expect(recallLimit({ recall: { withinMs: 5 } })).toBe(5)
  for (const surface of [undefined, null, {}, { recall: null }, { recall: { withinMs: null } }, { recall: true }])
    expect(recallLimit(surface)).toBeNull()
})

test.each(['sent', 'delivered', 'read'] as const)('what was sent may be taken back for a while: %s', (state) =>
  expect(until({ state })).toBe(Date.parse(AT) + 2 * MINUTE),
)

test('what the hub or the bot said may be taken back too', () => {
  expect(until({ author: { kind: 'system' } })).not.toBeNull()
  expect(until({ author: { kind: 'bot' } })).not.toBeNull()
})

test.each([
  ['the customer’s', { direction: 'in', author: { kind: 'contact', id: '1' }, state: 'received' }],
  ['a note', { direction: 'note' }],
  ['written outside the hub', { author: { kind: 'agent', name: 'Phone' } }],
  ['not sent yet', { state: 'queued' }],
  ['failed', { state: 'failed' }],
  ['unsure', { state: 'unknown' }],
  ['taken back already', { recalled: AT }],
] as [string, Partial<Message>][])('nothing else may: %s', (_name, change) => expect(until(change)).toBeNull())

test('nothing may where the platform has no such thing', () => expect(until({}, null)).toBeNull())
