import type { OfferRow } from '../../../prisma/rows.ts'
import type { Action, Status } from '../../model/states.ts'
import { nextStatus } from '../../model/states.ts'
import type { Load } from '../agents/load.ts'
import { DeskError } from '../errors.ts'
import type { Actor, Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import { type Conversation, rankOf } from './conversation.ts'
import type { MoveEffect, Waits } from './effects.ts'
import type { OpenCases } from './open-cases.ts'
import type { OwnerOf } from './owner.ts'

/** Where the conversation goes with an action. Fields that are absent keep their value. */
export interface Change {
  agentId?: string | null
  queueId?: number
  offerId?: number | null
  /** ms */
  snoozedUntil?: number | null
}

/**
 * The only place where a conversation changes hands: status, owner, rank, the agents' loads, the log entry and what follows from
 * it, in one go. Inside a transaction. Throws `wrong-state` when the state machine does not allow it and `over-capacity` when the
 * new owner has no room.
 */
export type MoveConversation = (conversation: Conversation, action: Action, actor: Actor, change?: Change) => Conversation

export function createMove(
  { sql, clock }: Pick<Kit, 'sql' | 'clock'>,
  rooms: { log: LogRoom; load: Load; open: OpenCases; ownerOf: OwnerOf; waits: Waits; effects: readonly MoveEffect[] },
): MoveConversation {
  const { log, load, open, ownerOf, waits, effects } = rooms
  const update = sql.prepare(
    `UPDATE Conversation SET status = :status, agentId = :agentId, offerId = :offerId, queueId = :queueId, rank = :rank, queuedAt = :queuedAt,
       openThreadId = :openThreadId, resolvedAt = :resolvedAt, resolvedBy = :resolvedBy, snoozedUntil = :snoozedUntil,
       previousAgentId = :previousAgentId, dormant = :dormant, reopened = :reopened, waitingSince = :waitingSince, lane = :lane WHERE id = :id`,
  )
  const offerAgent = sql.prepare<Pick<OfferRow, 'agentId'>>('SELECT agentId FROM Offer WHERE id = ?')

  /** Whose load it counts for: an agent's while active or offered. */
  function holder({ status, agentId, offerId }: Pick<Conversation, 'status' | 'agentId' | 'offerId'>): string | null {
    if (status === 'active') return agentId
    return status === 'offered' && offerId !== null ? (offerAgent.get(offerId)?.agentId ?? null) : null
  }

  function handOver(before: Conversation, after: Conversation): void {
    const [from, to] = [holder(before), holder(after)]
    if (from === to && before.dormant === 0) return
    if (from !== null && before.dormant === 0) load.release(from, before.weight)
    if (to !== null && !load.reserve(to, before.weight))
      throw new DeskError('over-capacity', 409, 'The agent has no room for another conversation.', { owner: ownerOf(before) })
  }

  return (before, action, actor, change = {}) => {
    const status = nextStatus(before.status, action)
    if (!status) {
      const data = { state: before.status, owner: ownerOf(before) }
      throw new DeskError('wrong-state', 409, `A conversation that is ${before.status} cannot ${action}.`, data)
    }
    const resolved = status === 'resolved'
    const waitingSince = resolved ? null : before.waitingSince
    const queuedAt =
      action === 'return'
        ? before.startedAt
        : status === 'waiting'
          ? (waitingSince ?? (before.status === 'waiting' ? before.queuedAt : null) ?? clock.now())
          : before.queuedAt
    const after: Conversation = {
      ...before,
      status,
      agentId: hasAgent(status) ? (change.agentId === undefined ? before.agentId : change.agentId) : null,
      offerId: status === 'offered' ? (change.offerId ?? null) : null,
      queueId: change.queueId ?? before.queueId,
      previousAgentId: before.agentId ?? before.previousAgentId,
      reopened: before.reopened + (action === 'reopen' ? 1 : 0),
      resolvedAt: resolved ? clock.now() : null,
      waitingSince,
      // Whoever has it now has it with all that it weighs.
      dormant: 0,
      snoozedUntil: status === 'snoozed' ? (change.snoozedUntil ?? null) : null,
      queuedAt,
    }
    handOver(before, after)
    const { id, threadId, agentId, offerId, queueId, resolvedAt, snoozedUntil, previousAgentId, dormant, reopened } = after
    const rank = status === 'waiting' && queuedAt !== null ? rankOf(queuedAt, after) : null
    const openThreadId = resolved ? null : threadId
    const resolvedBy = resolved && actor.startsWith('agent:') ? actor.slice('agent:'.length) : null
    const owner = { status, agentId, offerId, queueId, rank, queuedAt, lane: rank === null ? null : waits.lane(after) }
    update.run({ ...owner, openThreadId, resolvedAt, resolvedBy, snoozedUntil, previousAgentId, dormant, reopened, waitingSince, id })
    if (resolved) open.drop(threadId)
    else open.keep(threadId, after)
    log.append({
      type: 'conversation.updated',
      actor,
      conversationId: id,
      data: { action, from: before.status, to: status, ...factsOf(before, after) },
    })
    for (const effect of effects) effect({ before, after, action, actor })
    if (status === 'waiting') waits.begun(after)
    return after
  }
}

/** What readers of the log need to say who lost it and who has it now, where it went, until when, and below which message. */
const factsOf = (before: Conversation, after: Conversation): { [name: string]: string | number } => ({
  after: before.lastSeq,
  ...(before.agentId !== after.agentId && before.agentId !== null && { lost: before.agentId }),
  ...(before.agentId !== after.agentId && after.agentId !== null && { agent: after.agentId }),
  ...(before.queueId !== after.queueId && { queue: after.queueId }),
  ...(after.snoozedUntil !== null && { until: after.snoozedUntil }),
})

const hasAgent = (status: Status): boolean => status === 'active' || status === 'snoozed'
