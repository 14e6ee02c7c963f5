import { expect, test } from 'vitest'
import { ACTIONS } from '../../../src/model/states.ts'
import { type Source, sources } from './sources.ts'

const MOVE = 'src/desk/conversations/move.ts'
/** What a move alone sets. */
const HANDS = /UPDATE Conversation SET[^`';]*\b(status|agentId|offerId|openThreadId|resolvedAt|snoozedUntil)\s*=/
const TOLD = new RegExp(`action: '(${ACTIONS.join('|')})'`)

/** Where a conversation changes hands, or is said to have, besides in `move`. */
const breaches = (files: readonly Source[]): string[] =>
  files
    .filter(({ path, text }) => path !== MOVE && (HANDS.test(text) || (text.includes("'conversation.updated'") && TOLD.test(text))))
    .map(({ path }) => path)

test('conversations change hands in one place, which also writes the log', () => {
  const files = sources('src')
  expect(files.some(({ path, text }) => path === MOVE && HANDS.test(text) && text.includes('log.append'))).toBe(true)
  expect(breaches(files)).toEqual([])
})

test.each([
  ['a status set elsewhere', 'sql.prepare("UPDATE Conversation SET status = \'waiting\' WHERE id = ?")'],
  ['an owner set among other things', 'sql.prepare(`UPDATE Conversation SET unread = 0,\n agentId = ? WHERE id = ?`)'],
  ['a log entry of a move', "log.append({ type: 'conversation.updated', actor, conversationId, data: { action: 'resolve' } })"],
])('it bites: %s', (_what, text) => {
  expect(breaches([{ path: 'src/desk/replies/reply.ts', text }])).toHaveLength(1)
})
