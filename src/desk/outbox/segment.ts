import type { GrantRow, MessageRow, SegmentRow as Row } from '../../../prisma/rows.ts'

type Columns = 'id' | 'messageId' | 'threadId' | 'channelId' | 'body' | 'attempts' | 'expiresAt' | 'grantSeq' | 'round'

/** One platform call's worth of a message, with what sending it needs to know. */
export interface SegmentRow extends Pick<Row, Columns>, Pick<MessageRow, 'conversationId' | 'replyToId'> {
  lane: GrantRow['lane'] | null
  anchor: string | null
}

/** The columns of a `SegmentRow`; to be followed by a condition. */
export const SEGMENT_SELECT = `SELECT s.id, s.messageId, m.conversationId, s.threadId, s.channelId, s.body, s.attempts, s.expiresAt, s.grantSeq, g.lane, g.anchor, m.replyToId, s.round
  FROM Segment s JOIN Message m ON m.id = s.messageId LEFT JOIN "Grant" g ON g.id = s.grantId`

/** The same for every try, and another one when an agent asks for what has failed once more: the platform may know the old one. */
export const keyOf = ({ id, round }: Pick<SegmentRow, 'id' | 'round'>): string => (round === 0 ? String(id) : `${id}-${round}`)
