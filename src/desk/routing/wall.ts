import type { AgentRow, ConversationRow } from '../../../prisma/rows.ts'
import { PRIORITIES, type Priority } from '../../model/states.ts'
import type { Kit } from '../kit.ts'
import type { Queues } from './queues.ts'

/** How a queue does, at this moment. */
export interface LiveQueue {
  id: number
  name: string
  mode: string
  waiting: Record<Priority, number>
  offered: number
  active: number
  /** Since when the one that came first waits, ms; null: nobody waits. */
  oldest: number | null
  agents: { id: string; name: string; presence: string; load: number; capacity: number }[]
}

/** All open queues, for those who watch over them. */
export function createWall({ sql, clock }: Pick<Kit, 'sql' | 'clock'>, { queues }: { queues: Queues }): () => LiveQueue[] {
  const counts = sql.prepare<Pick<ConversationRow, 'priority'> & { n: number; oldest: number | null }>(
    'SELECT priority, count(*) AS n, min(queuedAt) AS oldest FROM Conversation WHERE queueId = ? AND rank IS NOT NULL GROUP BY priority',
  )
  const held = sql.prepare<Pick<ConversationRow, 'status'> & { n: number }>(
    "SELECT status, count(*) AS n FROM Conversation WHERE queueId = ? AND resolvedAt IS NULL AND status IN ('offered', 'active') GROUP BY status",
  )
  const staff = sql.prepare<Pick<AgentRow, 'id' | 'name' | 'presence' | 'load' | 'capacity'>>(
    'SELECT id, name, presence, load, capacity FROM Agent WHERE disabled = 0 ORDER BY name LIMIT 1000',
  )
  return () => {
    const everybody = staff.all()
    return queues.open().map(({ id, name, mode }) => {
      const rows = counts.all(id)
      const of = (priority: Priority): number => rows.find((row) => row.priority === priority)?.n ?? 0
      const times = rows.flatMap(({ oldest }) => oldest ?? [])
      const members = queues.members(id)
      const taken = new Map(held.all(id).map(({ status, n }) => [status, n]))
      return {
        id,
        name,
        mode,
        waiting: Object.fromEntries(PRIORITIES.map((priority) => [priority, of(priority)])) as Record<Priority, number>,
        offered: taken.get('offered') ?? 0,
        active: taken.get('active') ?? 0,
        oldest: times.length > 0 ? Math.min(...times, clock.now()) : null,
        agents: everybody.filter((agent) => !members || members.has(agent.id)),
      }
    })
  }
}
