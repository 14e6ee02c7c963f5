import type { PresenceOf } from '../agents/presence.ts'
import type { Handling } from '../conversations/handling.ts'
import { type Rights, allow } from '../web/rights.ts'
import type { Conversation, Conversations } from '../conversations/store.ts'
import { notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { Acting } from '../web/roles.ts'
import { type Candidate, refusal } from '../../model/eligibility.ts'
import type { Heads } from './heads.ts'
import type { Offers } from './offers.ts'
import type { Queues } from './queues.ts'
import type { Roster } from './roster.ts'

/** What agents do with queues. Each is one transaction. */
export interface Routing {
  /** What is offered to the agent, or else the next one of their queues that they know enough for, or of this queue; null when there is none. */
  next(agent: Acting, queueId: number | undefined): Promise<number | null>
  /** To wait in another queue. Throws `not-yours` and `not-found`. */
  transfer(agent: Acting, id: number, queueId: number): Promise<void>
}

export function createRouting(
  { commit }: Pick<Kit, 'commit'>,
  rooms: {
    conversations: Conversations
    handling: Handling
    rights: Rights
    presence: PresenceOf
    queues: Queues
    roster: Roster
    heads: Heads
    offers: Offers
  },
): Routing {
  const { conversations, handling, rights, presence, queues, roster, heads, offers } = rooms

  /** The first in line of those queues that the agent may be given. Whoever takes it by hand may use what is kept for urgent ones. */
  function first(agentId: string, served: ReturnType<Queues['servedBy']>): Conversation | undefined {
    const agent = roster.known(agentId)
    const waiting = served
      .flatMap(({ queueId, reach }) => heads.of(queueId, agentId).filter(({ lane }) => lane.reach >= reach))
      .toSorted((a, b) => a.rank - b.rank)
    const found = waiting.find(({ id, lane }) => {
      const candidate: Candidate = { ...roster.candidate(agent, id), load: 0, capacity: Infinity }
      return refusal(candidate, { ...lane, urgent: true, reserve: 0, previous: null }) === null
    })
    return found && conversations.get(found.id)
  }
  return {
    next: (agent, queueId) =>
      commit(() => {
        const served = queues.servedBy(agent.id)
        allow(queueId === undefined || served.some((one) => one.queueId === queueId))
        const offer = offers.of(agent.id).find((one) => queueId === undefined || conversations.get(one.conversationId).queueId === queueId)
        if (offer) {
          offers.acceptWithin(agent, offer)
          return offer.conversationId
        }
        const conversation = first(agent.id, queueId === undefined ? served : served.filter((one) => one.queueId === queueId))
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
