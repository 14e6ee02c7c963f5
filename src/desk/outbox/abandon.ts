import type { SegmentRow } from '../../../prisma/rows.ts'
import type { Kit } from '../kit.ts'
import type { Messages } from '../timeline/messages.ts'
import type { Summary } from './summary.ts'

/** A channel was deleted: what was still to be sent on it fails, and says why. Inside a transaction. */
export type Abandon = (channelId: string) => void

export function createAbandon(
  { sql }: Pick<Kit, 'sql'>,
  { messages, summary }: { messages: Pick<Messages, 'setState'>; summary: Pick<Summary, 'tell'> },
): Abandon {
  const queued = sql.prepare<Pick<SegmentRow, 'messageId'>>(
    "SELECT messageId FROM Segment WHERE open > 0 AND channelId = ? AND state = 'queued'",
  )
  const cancel = sql.prepare(
    "UPDATE Segment SET state = 'cancelled', open = NULL, dueAt = NULL WHERE open > 0 AND channelId = ? AND state = 'queued'",
  )
  return (channelId) => {
    for (const messageId of new Set(queued.all(channelId).map((row) => row.messageId))) {
      messages.setState(messageId, 'failed', { code: 'gone', text: 'The channel was deleted.' })
      summary.tell(messageId)
    }
    cancel.run(channelId)
  }
}
