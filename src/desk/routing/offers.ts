import type { OfferRow } from '../../../prisma/rows.ts'
import type { Conversations } from '../conversations/store.ts'
import type { MoveEffect } from '../conversations/effects.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { DeskError, notFound } from '../errors.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Actor, Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Columns } from '../../ports/sql.ts'
import type { Acting } from '../web/roles.ts'
import type { Attendance } from '../agents/presence.ts'
import type { Queues } from './queues.ts'
import type { Pending } from './pending.ts'

const OFFER = 'id, conversationId, agentId, state, at, expiresAt'
export type Offer = Columns<OfferRow, typeof OFFER>

/** How an offer ends that its agent did not answer with yes. */
const ENDS = { accept: 'accepted', decline: 'declined', miss: 'missed' } as const

const REMEMBER = 'INSERT INTO Decline (conversationId, agentId, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'

/** So many that were let pass in a row mean that nobody is there. */
const MISSES = 2

/** An offer ends with the status: accepted, declined, missed, or withdrawn by whatever else became of the conversation. */
export function offerEffect(
  { sql, clock }: Pick<Kit, 'sql' | 'clock'>,
  { queues, jobs, log, pending, attendance }: { queues: Queues; jobs: JobsRoom; log: LogRoom; pending: Pending; attendance: Attendance },
): MoveEffect {
  const settle = sql.prepare<Pick<OfferRow, 'agentId'>>(
    "UPDATE Offer SET state = ?, settledAt = ? WHERE id = ? AND state = 'open' RETURNING agentId",
  )
  const remember = sql.prepare(REMEMBER)
  const forget = sql.prepare('DELETE FROM Decline WHERE conversationId = ?')
  return ({ before, after, action, actor }) => {
    // What somebody hands back is not given to them again.
    if (action === 'release' && actor === `agent:${before.agentId}` && queues.get(after.queueId).mode !== 'pull')
      remember.run(before.id, before.agentId, clock.now())
    if (action === 'reopen') forget.run(before.id)
    if (before.offerId === null) return
    const state = ENDS[action as keyof typeof ENDS] ?? 'withdrawn'
    const agent = settle.get(state, clock.now(), before.offerId)?.agentId
    jobs.cancel('offer', String(before.offerId))
    if (agent === undefined) return
    if (action === 'accept' || action === 'decline') attendance.answered(agent)
    pending.agent(agent)
    const data = { offer: before.offerId, agent, state }
    log.append({ type: 'offer.settled', actor: 'system', conversationId: before.id, data })
  }
}

/** Conversations that are kept for one agent for some seconds. */
export interface Offers {
  /** The agents' open ones, oldest first. */
  of(agentId: string): Offer[]
  /** Inside a transaction. Throws `over-capacity`. */
  open(conversation: Conversation, agentId: string, seconds: number): void
  /** It becomes theirs. Throws `not-found`, and `offer-over` when it has ended or is another's. */
  accept(agent: Acting, id: number): Promise<number>
  /** The same, inside a transaction. */
  acceptWithin(agent: Acting, offer: Offer): void
  /** It goes on to the next, and is not offered to them again. Throws as `accept`. */
  decline(agent: Acting, id: number): Promise<void>
  /** Theirs go on at once. Inside a transaction. */
  withdraw(agentId: string, actor: Actor): void
}

export function createOffers(
  { sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>,
  rooms: { conversations: Conversations; jobs: JobsRoom; log: LogRoom; attendance: Attendance },
): Offers {
  const { conversations, jobs, log, attendance } = rooms
  const insert = sql.prepare("INSERT INTO Offer (conversationId, agentId, state, at, expiresAt) VALUES (?, ?, 'open', ?, ?)")
  const byId = sql.prepare<Offer>(`SELECT ${OFFER} FROM Offer WHERE id = ?`)
  const openOf = sql.prepare<Offer>(`SELECT ${OFFER} FROM Offer WHERE agentId = ? AND state = 'open' ORDER BY id LIMIT 100`)
  const remember = sql.prepare(REMEMBER)

  function mine(agent: Acting, id: number): Offer {
    const offer = byId.get(id)
    if (!offer) throw notFound('offer')
    if (offer.state === 'open' && offer.agentId === agent.id) return offer
    const owner = conversations.owner(conversations.get(offer.conversationId))
    throw new DeskError('offer-over', 409, 'This offer has ended.', { state: offer.state, owner })
  }

  function acceptWithin({ id }: Acting, offer: Offer): void {
    conversations.move(conversations.get(offer.conversationId), 'accept', `agent:${id}`, { agentId: id })
  }

  jobs.handle('offer', ({ key }) =>
    commit(() => {
      const offer = byId.get(Number(key))
      if (offer?.state !== 'open') return undefined
      if (offer.expiresAt > clock.now()) return offer.expiresAt
      const many = attendance.missed(offer.agentId) >= MISSES
      conversations.move(conversations.get(offer.conversationId), 'miss', 'system')
      // They are told, and nothing more is offered to an empty chair.
      if (many) attendance.set(offer.agentId, 'away', 'system', 'missed')
      return undefined
    }),
  )

  return {
    of: (agentId) => openOf.all(agentId),
    open(conversation, agentId, seconds) {
      const expiresAt = clock.now() + seconds * 1000
      const id = insert.insert(conversation.id, agentId, clock.now(), expiresAt)
      conversations.move(conversation, 'offer', 'system', { offerId: id })
      jobs.schedule('offer', String(id), expiresAt)
      log.append({
        type: 'offer.created',
        actor: 'system',
        conversationId: conversation.id,
        data: { offer: id, agent: agentId, expiresAt },
      })
    },
    accept: (agent, id) =>
      commit(() => {
        const offer = mine(agent, id)
        acceptWithin(agent, offer)
        return offer.conversationId
      }),
    acceptWithin,
    decline: (agent, id) =>
      commit(() => {
        const offer = mine(agent, id)
        remember.run(offer.conversationId, agent.id, clock.now())
        conversations.move(conversations.get(offer.conversationId), 'decline', `agent:${agent.id}`)
      }),
    withdraw(agentId, actor) {
      for (const { conversationId } of openOf.all(agentId)) conversations.move(conversations.get(conversationId), 'withdraw', actor)
    },
  }
}
