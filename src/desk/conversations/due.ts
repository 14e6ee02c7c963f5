import type { Kit } from '../kit.ts'

/** Writes until when something is promised in a conversation (ms); null: nothing is. It is not among what is remembered. Inside a transaction. */
type SetDue = (conversationId: number, dueAt: number | null) => void

export function createSetDue({ sql }: Pick<Kit, 'sql'>): SetDue {
  const set = sql.prepare('UPDATE Conversation SET dueAt = ?1 WHERE id = ?2 AND dueAt IS NOT ?1')
  return (conversationId, dueAt) => void set.run(dueAt, conversationId)
}
