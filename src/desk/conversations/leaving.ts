import type { ConversationRow, OfferRow } from '../../../prisma/rows.ts'
import type { Actor, Kit } from '../kit.ts'
import type { Conversations } from './store.ts'

/** An agent works no more, or not now: what they have goes back to its queues. Inside a transaction. */
export type LetGo = (agentId: string, actor: Actor) => void

export function createLetGo({ sql }: Pick<Kit, 'sql'>, { conversations }: { conversations: Conversations }): LetGo {
  const active = sql.prepare<Pick<ConversationRow, 'id'>>("SELECT id FROM Conversation WHERE agentId = ? AND status = 'active'")
  const offered = sql.prepare<Pick<OfferRow, 'conversationId'>>("SELECT conversationId FROM Offer WHERE agentId = ? AND state = 'open'")
  return (agentId, actor) => {
    for (const { id } of active.all(agentId)) conversations.move(conversations.get(id), 'release', actor)
    for (const { conversationId } of offered.all(agentId)) {
      const conversation = conversations.get(conversationId)
      if (conversation.status === 'offered') conversations.move(conversation, 'withdraw', actor)
    }
  }
}
