import { DeskError } from '../errors.ts'
import type { Actor, Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Conversation, Conversations } from './store.ts'

/** Ends a snooze: back to its agent where there is room, otherwise to the queue. Inside a transaction. */
export type Wake = (conversation: Conversation, actor: Actor) => Conversation

export function createWake({ sql }: Pick<Kit, 'sql'>, rooms: { conversations: Conversations; log: LogRoom }): Wake {
  const available = sql.prepare<{ one: number }>("SELECT 1 AS one FROM Agent WHERE id = ? AND presence = 'available' AND disabled = 0")

  function back(waiting: Conversation, agentId: string): Conversation {
    try {
      return sql.transaction(() => rooms.conversations.move(waiting, 'assign', { agentId }))
    } catch (error) {
      if (error instanceof DeskError && error.code === 'over-capacity') return waiting
      throw error
    }
  }

  return (conversation, actor) => {
    const keeper = conversation.agentId
    const waiting = rooms.conversations.move(conversation, 'wake')
    const next = keeper !== null && available.get(keeper) ? back(waiting, keeper) : waiting
    rooms.log.append({ type: 'conversation.updated', actor, conversationId: conversation.id, data: { action: 'wake', to: next.status } })
    return next
  }
}
