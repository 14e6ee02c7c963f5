import type { ConversationRow } from '../../../prisma/rows.ts'
import type { Kit } from '../kit.ts'
import type { MoveEffect } from './effects.ts'
import type { OpenCases } from './open-cases.ts'

/**
 * Finds out anew since when the customer waits, after an answer has failed or is tried again: since the first message that nothing
 * answers which arrived, or still may. Inside a transaction.
 */
export type Recount = (conversationId: number) => void

export function createRecount({ sql }: Pick<Kit, 'sql'>, { open, counted }: { open: OpenCases; counted: Recount }): Recount {
  // What the hub says by itself is no answer.
  const recount = sql.prepare<Pick<ConversationRow, 'threadId'>>(
    `UPDATE Conversation AS c SET waitingSince = (
       SELECT m.at FROM Message m WHERE m.conversationId = c.id AND m.direction = 'in' AND m.seq > coalesce(
         (SELECT o.seq FROM Message o WHERE o.conversationId = c.id AND o.seq > coalesce(c.reopenedSeq, 0)
            AND o.direction = 'out' AND o.authorKind <> 'system' AND o.state <> 'failed' ORDER BY o.seq DESC LIMIT 1),
         c.reopenedSeq, 0) ORDER BY m.seq LIMIT 1)
     WHERE c.id = ? AND c.resolvedAt IS NULL RETURNING threadId`,
  )
  return (conversationId) => {
    const changed = recount.get(conversationId)
    if (!changed) return
    open.drop(changed.threadId)
    counted(conversationId)
  }
}

/** What was said before a conversation was resolved is settled: nobody waits for an answer to it when it is opened again. */
export function reopenedEffect({ sql }: Pick<Kit, 'sql'>): MoveEffect {
  const reopened = sql.prepare('UPDATE Conversation SET reopenedSeq = lastSeq WHERE id = ?')
  return ({ after, action }) => {
    if (action === 'reopen') reopened.run(after.id)
  }
}
