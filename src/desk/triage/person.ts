import type { Status } from '../../model/states.ts'
import type { Unsnooze } from '../conversations/snooze.ts'
import type { Conversation, Conversations } from '../conversations/store.ts'
import type { Actor, Kit } from '../kit.ts'

/** By what somebody asked for a person: a button or menu, a word that always works, or what the scorer read in a sentence. */
export type How = 'press' | 'word' | 'meaning'

/** The way to a person. Inside a transaction. */
export interface PersonAsks {
  /** Ends what stands between the customer and a person, whatever it is, and keeps what it took. Returns the conversation as it is then. */
  ask(conversation: Conversation, how: How): Conversation
  /** A person has answered. */
  answered(id: number): void
}

export function createPersonAsks(
  { sql, clock }: Pick<Kit, 'sql' | 'clock'>,
  { conversations, unsnooze }: { conversations: Conversations; unsnooze: Unsnooze },
): PersonAsks {
  // Once in a case, and not where a person has answered in it already.
  const known = sql.prepare<{ one: number }>(
    `SELECT 1 AS one FROM Conversation c WHERE c.id = ? AND (
       EXISTS (SELECT 1 FROM PersonAsk p WHERE p.conversationId = c.id AND p.seq > coalesce(c.reopenedSeq, 0)) OR
       EXISTS (SELECT 1 FROM Message m WHERE m.conversationId = c.id AND m.seq > coalesce(c.reopenedSeq, 0) AND m.direction = 'out' AND m.authorKind = 'agent'))`,
  )
  const steps = sql.prepare<{ steps: number }>(
    `SELECT count(*) AS steps FROM Message WHERE conversationId = ?1 AND direction = 'in'
       AND seq > coalesce((SELECT reopenedSeq FROM Conversation WHERE id = ?1), 0)`,
  )
  const keep = sql.prepare('INSERT INTO PersonAsk (conversationId, seq, steps, how, at) VALUES (?, ?, ?, ?, ?)')
  const answered = sql.prepare('UPDATE PersonAsk SET answeredAt = ? WHERE conversationId = ? AND answeredAt IS NULL')

  /** What leads out of each state in which nobody is coming. In the others somebody has it, or will be found. */
  const WAYS: Partial<Record<Status, (conversation: Conversation, actor: Actor) => Conversation>> = {
    bot: (conversation, actor) => conversations.move(conversation, 'handoff', actor),
    snoozed: unsnooze,
    resolved: (conversation, actor) => conversations.openIn(conversation.threadId) ?? conversations.move(conversation, 'reopen', actor),
  }

  return {
    ask(conversation, how) {
      const { id, lastSeq, status, contactId } = conversation
      const actor: Actor = `contact:${contactId}`
      if (!known.get(id)) keep.run(id, lastSeq, steps.get(id)?.steps ?? 0, how, clock.now())
      return WAYS[status]?.(conversation, actor) ?? conversation
    },
    answered: (id) => void answered.run(clock.now(), id),
  }
}
