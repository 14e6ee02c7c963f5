import type { ContactRow, ConversationRow } from '../../../prisma/rows.ts'
import { rank } from '../../model/rank.ts'
import type { OwnerKind } from '../../model/states.ts'
import type { Columns } from '../../ports/sql.ts'

const COLUMNS = `c.id, c.threadId, c.channelId, c.contactId, c.surface, c.status, c.priority, c.queueId, c.agentId, c.offerId, c.previousAgentId,
  c.weight, c.dormant, c.lastSeq, c.reopened, c.resolvedAt, c.startedAt, c.waitingSince, c.queuedAt, c.snoozedUntil`

/** What commands need to know of a conversation. */
export type Conversation = Columns<ConversationRow, typeof COLUMNS> & Pick<ContactRow, 'vip'>

/** The columns of a `Conversation`; to be followed by a condition. */
export const CONVERSATION_SELECT = `SELECT ${COLUMNS}, p.vip FROM Conversation c JOIN Contact p ON p.id = c.contactId`

/** Who has a conversation; `id` and `name` of the agent, the agent it is offered to, or the queue. */
export interface Owner {
  kind: OwnerKind
  id?: string
  name?: string
}

/** Its rank in the queue, smallest first, by what counts of it. */
export const rankOf = (queuedAt: number, { priority, reopened, vip }: Pick<Conversation, 'priority' | 'reopened' | 'vip'>): number =>
  rank({ queuedAt, priority, reopened: reopened > 0, vip: vip === 1 })
