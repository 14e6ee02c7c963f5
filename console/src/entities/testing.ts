import type { Conversation, Message } from '../api/types.ts'

const START = '2026-01-01T00:00:00.000Z'

/** A conversation that waits in a queue, with what the test says different. */
export const conversation = (number: number, change: Partial<Conversation> = {}): Conversation => ({
  id: String(number),
  number,
  channel: { id: 'channel', kind: 'telegram', name: 'Telegram' },
  contact: { id: `c${number}`, name: `Customer ${number}`, blocked: false },
  thread: { id: `t${number}`, title: null },
  surface: 'dm',
  status: 'waiting',
  priority: 'normal',
  owner: { kind: 'queue', id: '1', name: 'Support' },
  queue: { id: '1', name: 'Support' },
  preview: null,
  entry: null,
  unread: 0,
  lastSeq: 1,
  startedAt: START,
  lastAt: START,
  waitingSince: null,
  dueAt: null,
  snoozedUntil: null,
  resolvedAt: null,
  window: null,
  canWrite: true,
  places: {},
  ...change,
})

/** A message of the customer of conversation 1. */
export const message = (seq: number, change: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  conversationId: '1',
  seq,
  direction: 'in',
  author: { kind: 'contact', id: '1', name: 'Customer' },
  content: [{ type: 'text', text: `Message ${seq}` }],
  text: `Message ${seq}`,
  at: new Date(Date.parse(START) + seq * 60_000).toISOString(),
  state: 'received',
  reactions: [],
  pendingFiles: [],
  failedFiles: [],
  ...change,
})
