import type { PresenceOf } from '../agents/presence.ts'
import type { Handling } from '../conversations/handling.ts'
import { type Rights, allow } from '../web/rights.ts'
import type { Conversations } from '../conversations/store.ts'
import { notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { Acting } from '../web/roles.ts'
import type { Queues } from './queues.ts'

/** What agents do with queues. Each is one transaction. */
export interface Routing {
  /** Claims the next one of the agent's queues, or of this queue; null when nobody waits. */
  next(agent: Acting, queueId: number | undefined): Promise<number | null>
  /** To wait in another queue. Throws `not-yours` and `not-found`. */
  transfer(agent: Acting, id: number, queueId: number): Promise<void>
}

export function createRouting(
  { commit }: Pick<Kit, 'commit'>,
  rooms: { conversations: Conversations; handling: Handling; rights: Rights; presence: PresenceOf; queues: Queues },
): Routing {
  const { conversations, handling, rights, presence, queues } = rooms
  return {
    next: (agent, queueId) =>
      commit(() => {
        const served = queues.servedBy(agent.id)
        allow(queueId === undefined || served.includes(queueId))
        const firsts = (queueId === undefined ? served : [queueId]).map((id) => queues.first(id)).filter((first) => first !== undefined)
        const best = firsts.sort((a, b) => a.rank - b.rank)[0]
        const conversation = best && conversations.get(best.id)
        presence.demandAvailable(agent.id, conversation && { owner: conversations.owner(conversation) })
        if (!conversation) return null
        handling.claimWithin(agent, conversation)
        return conversation.id
      }),
    transfer: (agent, id, queueId) =>
      commit(() => {
        const conversation = conversations.get(id)
        rights.mineOrSupervisor(conversation, agent)
        if (!queues.isOpen(queueId)) throw notFound('queue')
        conversations.move(conversation, 'transfer', `agent:${agent.id}`, { queueId })
      }),
  }
}
