import type { AgentRow, ConversationRow } from '../../../prisma/rows.ts'
import { PRIORITIES, type Priority } from '../../model/states.ts'
import type { Kit } from '../kit.ts'
import type { Queues } from './queues.ts'

/** How a queue does, at this moment. */
export interface LiveQueue {
  id: number
  name: string
  mode: string
  /** Of the first 10,000 in line. */
  waiting: Record<Priority, number>
  offered: number
  active: number
  /** Since when the one that came first waits, ms; null: nobody waits. */
  oldest: number | null
  agents: { id: string; name: string; presence: string; load: number; capacity: number }[]
}

/** Counting ends there. */
const MOST = 10_000

const byQueue = (rows: readonly { queueId: number; n: number }[]): ReadonlyMap<number, number> =>
  new Map(rows.map(({ queueId, n }) => [queueId, n]))

/** All open queues, for those who watch over them. */
export function createWall({ sql, clock }: Pick<Kit, 'sql' | 'clock'>, { queues }: { queues: Queues }): () => LiveQueue[] {
  const counts = sql.prepare<Pick<ConversationRow, 'priority'> & { n: number; oldest: number | null }>(
    `SELECT priority, count(*) AS n, min(queuedAt) AS oldest FROM (
       SELECT priority, queuedAt FROM Conversation WHERE queueId = ? AND rank IS NOT NULL ORDER BY rank LIMIT ${MOST}) GROUP BY priority`,
  )
  // By those who have them, in that order (CROSS): never more than everybody's capacity.
  const active = sql.prepare<Pick<ConversationRow, 'queueId'> & { n: number }>(
    `SELECT c.queueId, count(*) AS n FROM Agent a CROSS JOIN Conversation c ON c.agentId = a.id AND c.status = 'active' GROUP BY c.queueId`,
  )
  const offered = sql.prepare<Pick<ConversationRow, 'queueId'> & { n: number }>(
    `SELECT c.queueId, count(*) AS n FROM Agent a CROSS JOIN Offer o ON o.agentId = a.id AND o.state = 'open'
     JOIN Conversation c ON c.id = o.conversationId GROUP BY c.queueId`,
  )
  const staff = sql.prepare<Pick<AgentRow, 'id' | 'name' | 'presence' | 'load' | 'capacity'>>(
    'SELECT id, name, presence, load, capacity FROM Agent WHERE disabled = 0 ORDER BY name LIMIT 1000',
  )
  return () => {
    const everybody = staff.all()
    const [taken, kept] = [byQueue(active.all()), byQueue(offered.all())]
    return queues.open().map(({ id, name, mode }) => {
      const rows = counts.all(id)
      const of = (priority: Priority): number => rows.find((row) => row.priority === priority)?.n ?? 0
      const times = rows.flatMap(({ oldest }) => oldest ?? [])
      const members = queues.members(id)
      return {
        id,
        name,
        mode,
        waiting: Object.fromEntries(PRIORITIES.map((priority) => [priority, of(priority)])) as Record<Priority, number>,
        offered: kept.get(id) ?? 0,
        active: taken.get(id) ?? 0,
        oldest: times.length > 0 ? Math.min(...times, clock.now()) : null,
        agents: everybody.filter((agent) => !members || members.has(agent.id)),
      }
    })
  }
}
