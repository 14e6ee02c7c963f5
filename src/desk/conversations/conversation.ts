import type { SurfaceKind } from '../../model/events.ts'
import { rank } from '../../model/rank.ts'
import type { OwnerKind, Priority, Status } from '../../model/states.ts'

/** What commands need to know of a conversation. Times in ms. */
export interface Conversation {
  id: number
  threadId: number
  channelId: string
  contactId: number
  surface: SurfaceKind
  status: Status
  priority: Priority
  queueId: number
  agentId: string | null
  offerId: number | null
  previousAgentId: string | null
  weight: number
  lastSeq: number
  reopened: number
  resolvedAt: number | null
  startedAt: number
  /** Since when the customer waits for an answer. */
  waitingSince: number | null
  /** Since when it counts as waiting in its queue, the last time it did. */
  queuedAt: number | null
  snoozedUntil: number | null
  vip: number
}

/** Who has a conversation; `id` and `name` of the agent, the agent it is offered to, or the queue. */
export interface Owner {
  kind: OwnerKind
  id?: string
  name?: string
}

/** Its fixed place in the queue, by what counts of it. */
export const placeOf = (queuedAt: number, { priority, reopened, vip }: Pick<Conversation, 'priority' | 'reopened' | 'vip'>): number =>
  rank({ queuedAt, priority, reopened: reopened > 0, vip: vip === 1 })
