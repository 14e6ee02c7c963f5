import type { ConversationRow, QueueRow } from '../../../prisma/rows.ts'
import type { Kit } from '../kit.ts'

/** Where conversations wait. */
export interface Queues {
  /** Where conversations go that nothing sends elsewhere. */
  defaultQueue(): number
  /** The first in line, one index step at any length; undefined when nobody waits. */
  first(queueId: number): { id: number; rank: number } | undefined
  /** The queues that an agent serves: those it is a member of, and those that have no members. */
  servedBy(agentId: string): number[]
  /** Whether conversations may be sent there. */
  isOpen(queueId: number): boolean
}

export function createQueues({ sql }: Pick<Kit, 'sql'>): Queues {
  const byDefault = sql.prepare<Pick<QueueRow, 'id'>>('SELECT id FROM Queue ORDER BY isDefault DESC, id LIMIT 1')
  const addDefault = sql.prepare<Pick<QueueRow, 'id'>>("INSERT INTO Queue (name, isDefault) VALUES ('Support', 1) RETURNING id")
  const first = sql.prepare<Pick<ConversationRow, 'id'> & { rank: number }>(
    'SELECT id, rank FROM Conversation WHERE queueId = ? AND rank IS NOT NULL ORDER BY rank LIMIT 1',
  )
  const served = sql.prepare<Pick<QueueRow, 'id'>>(
    `SELECT q.id FROM Queue q WHERE q.archivedAt IS NULL AND (
       EXISTS (SELECT 1 FROM QueueMember m WHERE m.queueId = q.id AND m.agentId = ?)
       OR NOT EXISTS (SELECT 1 FROM QueueMember m WHERE m.queueId = q.id))`,
  )
  const open = sql.prepare<Pick<QueueRow, 'id'>>('SELECT id FROM Queue WHERE id = ? AND archivedAt IS NULL')
  let defaultId: number | undefined

  return {
    defaultQueue() {
      defaultId ??= byDefault.get()?.id ?? addDefault.get()?.id
      return defaultId ?? 0
    },
    first: (queueId) => first.get(queueId),
    servedBy: (agentId) => served.all(agentId).map(({ id }) => id),
    isOpen: (queueId) => open.get(queueId) !== undefined,
  }
}
