import { expect, test } from 'vitest'
import type { Activity } from '../../../api/types.ts'
import { conversation, message } from '../../../entities/testing.ts'
import { asMessage } from '../../../entities/message/pending.ts'
import { firstUnread, postAbove, rowsOf } from './rows.ts'

const at = (time: string) => ({ at: `2026-03-0${time}:00.000` })
const rows = (messages: ReturnType<typeof message>[], more: Partial<Parameters<typeof rowsOf>[0]> = {}) =>
  rowsOf({ messages, pending: [], complete: true, activity: [], firstNew: null, ...more })

test('days are separated, and words of one person that follow each other belong together', () => {
  const all = [message(1, at('1T10:00')), message(2, at('1T10:02')), message(3, at('1T10:20')), message(4, at('2T10:21'))]
  const shown = rows(all).map((row) => (row.kind === 'message' ? [row.message.seq, row.first, row.last] : row.kind))
  expect(shown).toEqual(['start', 'day', [1, true, false], [2, false, true], [3, true, true], 'day', [4, true, true]])
})

test('the first unread message has a line above it', () => {
  const all = [
    message(1, at('1T10:00')),
    message(2, { ...at('1T10:01'), direction: 'out', author: { kind: 'agent', id: 'a' } }),
    message(3, at('1T10:02')),
  ]
  expect(firstUnread(all, 1)).toBe(3)
  expect(firstUnread(all, 0)).toBeNull()
  expect(firstUnread(all, 9)).toBe(1)
  expect(rows(all, { firstNew: 3 }).map(({ kind }) => kind)).toEqual(['start', 'day', 'message', 'message', 'new', 'message'])
})

test('a message on its way keeps its place and its key when the server has it', () => {
  const pending = {
    conversationId: '1',
    direction: 'out',
    at: at('1T10:05').at,
    key: 'k',
    content: [{ type: 'text', text: 'hi' }],
    failed: null,
  } as const
  const unsent = {
    pending: { ...pending, content: [...pending.content] },
    message: asMessage({ ...pending, content: [...pending.content] }, { id: 'a', name: 'A' }),
  }
  const before = rows([message(1, at('1T10:00'))], { pending: [unsent] })
  const after = rows([message(1, at('1T10:00')), message(2, { ...at('1T10:05'), key: 'k', direction: 'out' })], { pending: [unsent] })
  expect(before.at(-1)?.key).toBe('k')
  expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key))
})

test('until the beginning is loaded the top says so', () => {
  expect(rows([message(5)], { complete: false })[0]).toEqual({ kind: 'start', key: 'older' })
})

test('the post above is told where it is not the first message itself', () => {
  const below = (title: string | null, surface: 'dm' | 'group' | 'comment' = 'comment') =>
    postAbove(conversation(1, { surface, thread: { id: 't', title } }), message(1, { text: 'Third broken pot this month' }))
  expect(below('Our new pots are here')).toBe('Our new pots are here')
  expect(below('Third broken…')).toBeNull()
  expect(below(null)).toBeNull()
  expect(below('Plant friends', 'group')).toBeNull()
})

test('what was done stands where it was done, and what happened before the loaded messages does not', () => {
  const done = (seq: number, after?: number) =>
    ({ seq, at: at('1T10:03').at, action: 'claim', actor: { kind: 'agent' }, ...(after !== undefined && { after }) }) as Activity
  const all = [message(3, at('1T10:00')), message(4, at('1T10:02')), message(5, at('1T10:04'))]
  const shown = (activity: Activity[], complete = false) =>
    rows(all, { activity, complete }).flatMap((row): (number | number[])[] =>
      row.kind === 'activity' ? [row.items.map(({ seq }) => seq)] : row.kind === 'message' ? [row.message.seq] : [],
    )
  expect(shown([done(1, 1), done(2, 3), done(3, 3), done(4, 5)])).toEqual([3, [2, 3], 4, 5, [4]])
  expect(shown([done(1, 0)], true)).toEqual([[1], 3, 4, 5])
  // Older entries do not say below which message they stand.
  expect(shown([done(1)])).toEqual([3, 4, [1], 5])
  const parted = rows(all, { activity: [done(2, 4)] }).flatMap((row) => (row.kind === 'message' ? [[row.first, row.last]] : []))
  expect(parted).toEqual([
    [true, false],
    [false, true],
    [true, true],
  ])
})
