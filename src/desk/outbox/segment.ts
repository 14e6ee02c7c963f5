import type { GrantRow, MessageRow, SegmentRow as Row } from '../../../prisma/rows.ts'
import type { Columns } from '../../ports/sql.ts'

const COLUMNS = 's.id, s.messageId, s.threadId, s.channelId, s.body, s.attempts, s.expiresAt, s.grantSeq, s.round'

/** One platform call's worth of a message, with what sending it needs to know. */
export interface SegmentRow extends Columns<Row, typeof COLUMNS>, Pick<MessageRow, 'conversationId' | 'replyToId'> {
  lane: GrantRow['lane'] | null
  anchor: GrantRow['anchor'] | null
}

/** The columns of a `SegmentRow`; to be followed by a condition. */
export const SEGMENT_SELECT = `SELECT ${COLUMNS}, m.conversationId, m.replyToId, g.lane, g.anchor
  FROM Segment s JOIN Message m ON m.id = s.messageId LEFT JOIN "Grant" g ON g.id = s.grantId`

/** The same for every try, and another one when an agent asks for what has failed once more: the platform may know the old one. */
export const keyOf = ({ id, round }: Pick<SegmentRow, 'id' | 'round'>): string => (round === 0 ? String(id) : `${id}-${round}`)
