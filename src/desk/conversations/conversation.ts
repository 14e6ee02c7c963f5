import type { ContactRow, ConversationRow } from '../../../prisma/rows.ts'
import type { SurfaceKind } from '../../model/events.ts'
import { rank } from '../../model/rank.ts'
import type { OwnerKind } from '../../model/states.ts'

type Columns =
  | ('id' | 'threadId' | 'channelId' | 'contactId' | 'surface' | 'status' | 'priority' | 'queueId' | 'agentId' | 'offerId')
  | ('previousAgentId' | 'weight' | 'lastSeq' | 'reopened' | 'resolvedAt' | 'startedAt' | 'waitingSince' | 'queuedAt' | 'snoozedUntil')

/** What commands need to know of a conversation. */
export interface Conversation extends Pick<ConversationRow, Columns> {
  surface: SurfaceKind
  vip: ContactRow['vip']
}

/** Who has a conversation; `id` and `name` of the agent, the agent it is offered to, or the queue. */
export interface Owner {
  kind: OwnerKind
  id?: string
  name?: string
}

/** Its rank in the queue, smallest first, by what counts of it. */
export const rankOf = (queuedAt: number, { priority, reopened, vip }: Pick<Conversation, 'priority' | 'reopened' | 'vip'>): number =>
  rank({ queuedAt, priority, reopened: reopened > 0, vip: vip === 1 })
