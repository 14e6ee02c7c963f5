import type { Conversations } from '../conversations/store.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { MessageRow } from '../timeline/messages.ts'
import type { Thread } from '../timeline/threads.ts'

export interface NativeRating {
  thread: Thread
  contactId: number
  /** The message that it is about, where we know it. */
  message: MessageRow | undefined
  /** 1 (bad) to 5 (good); null takes it back. */
  score: number | null
  at: number
}

/** Keeps judgements that customers give by their platform's own means: one for each message, the latest counts. Inside a transaction. */
export type Rate = (rating: NativeRating) => void

export function createRate({ sql }: Pick<Kit, 'sql'>, { conversations, log }: { conversations: Conversations; log: LogRoom }): Rate {
  const put = sql.prepare(
    `INSERT INTO Rating (conversationId, contactId, agentId, messageId, source, score, at)
     VALUES (?1, ?2, (SELECT authorId FROM Message WHERE id = ?3 AND authorKind = 'agent'), ?3, 'native', ?4, ?5)
     ON CONFLICT (messageId) DO UPDATE SET score = excluded.score, at = excluded.at`,
  )
  const drop = sql.prepare('DELETE FROM Rating WHERE messageId = ?')

  return ({ thread, contactId, message, score, at }) => {
    const conversationId = message?.conversationId ?? conversations.lastIn(thread.id)?.id
    if (conversationId === undefined) return
    if (score !== null) put.run(conversationId, contactId, message?.id ?? null, Math.min(5, Math.max(1, Math.round(score))), at)
    else if (message) drop.run(message.id)
    const actor = `contact:${contactId}` as const
    if (message) log.append({ type: 'message.updated', actor, conversationId, messageId: message.id })
    else log.append({ type: 'conversation.updated', actor, conversationId, data: { action: 'rated' } })
  }
}
