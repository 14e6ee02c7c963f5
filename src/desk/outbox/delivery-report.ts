import type { Kit } from '../kit.ts'
import type { Permissions } from '../permissions/permissions.ts'
import type { Messages } from '../timeline/messages.ts'
import type { Summary } from './summary.ts'
import { isFurther } from './summary.ts'

/** What a platform says later about a message of ours; `externalId` where it is about one of its segments only. Inside a transaction. */
export type DeliveryReport = (
  messageId: number,
  state: 'delivered' | 'read' | 'failed',
  error?: { code: string; text: string },
  externalId?: string,
) => void

export function createDeliveryReport(
  { sql }: Pick<Kit, 'sql'>,
  { messages, permissions, summary }: { messages: Messages; permissions: Permissions; summary: Summary },
): DeliveryReport {
  const spent = sql.prepare<{ grantId: number }>(
    'SELECT DISTINCT grantId FROM Segment WHERE messageId = ?1 AND (?2 IS NULL OR externalId = ?2) AND grantId IS NOT NULL',
  )
  const failLate = sql.prepare(
    "UPDATE Segment SET state = 'failed', errorCode = ?, errorText = ? WHERE messageId = ? AND externalId = ? AND state IN ('sent', 'unknown')",
  )
  const behind = sql.prepare<{ one: number }>(
    `SELECT 1 AS one FROM Segment WHERE messageId = ?1 AND ordinal > (SELECT ordinal FROM Segment WHERE messageId = ?1 AND externalId = ?2) LIMIT 1`,
  )
  return (messageId, state, error, externalId) => {
    const of = summary.of(messageId)
    if (!of) return
    if (state === 'failed') {
      const { code, text } = error ?? { code: 'platform', text: '' }
      if (code === 'window') for (const { grantId } of spent.all(messageId, externalId ?? null)) permissions.exhaust(grantId)
      if (externalId !== undefined) failLate.run(code, text.slice(0, 500), messageId, externalId)
      messages.setState(messageId, state, { code, text })
      return summary.tell(messageId)
    }
    // Order is kept in a thread: the last segment has arrived when all have, and not before.
    const part = externalId !== undefined && behind.get(messageId, externalId) !== undefined
    if (part || !isFurther(state, of.state)) return
    messages.setState(messageId, state, null)
    summary.tell(messageId)
  }
}
