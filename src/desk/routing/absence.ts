import type { AgentRow, ConversationRow } from '../../../prisma/rows.ts'
import type { Attendance } from '../agents/presence.ts'
import type { Conversations } from '../conversations/store.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Queues } from './queues.ts'

const MINUTE = 60_000
/** So long a console may be without connection before its agent counts as gone. */
const GRACE_MS = MINUTE

/** Agents whose console is not connected any more. */
export interface Absence {
  /** A console was opened. */
  came(agentId: string): Promise<void>
  /** One was closed; the agent may have others. */
  left(agentId: string): Promise<void>
  /** Whoever was connected when the desk stopped has the grace to come back. Inside a transaction. */
  begin(): void
}

/**
 * An agent whose last console has closed keeps their presence for a time of grace. Then they are away: their offers go on at once, and conversations whose
 * customers wait for an answer go back to their queues, each after its queue's time.
 */
export function createAbsence(
  { sql, clock, commit, live, trace }: Pick<Kit, 'sql' | 'clock' | 'commit' | 'live' | 'trace'>,
  rooms: { conversations: Conversations; queues: Queues; jobs: JobsRoom; attendance: Attendance },
): Absence {
  const { conversations, queues, jobs, attendance } = rooms
  const of = sql.prepare<Pick<AgentRow, 'presence' | 'presenceAt' | 'connected'>>(
    'SELECT presence, presenceAt, connected FROM Agent WHERE id = ?',
  )
  const connected = sql.prepare<Pick<AgentRow, 'id'>>('SELECT id FROM Agent WHERE connected = 1')
  const held = sql.prepare<Pick<ConversationRow, 'id' | 'queueId' | 'priority' | 'waitingSince'>>(
    "SELECT id, queueId, priority, waitingSince FROM Conversation WHERE agentId = ? AND status = 'active'",
  )

  function isHere(agentId: string): boolean {
    for (const { session } of live.sockets('console')) if (session.kind === 'console' && session.agentId === agentId) return true
    return false
  }

  const later = (work: () => void): Promise<void> =>
    commit(work).catch((error: unknown) => trace('warn', 'agent.absence', { error: String(error) }))

  jobs.handle('gone', ({ key }) =>
    commit(() => {
      const agent = of.get(key)
      if (!agent || agent.connected === 0 || isHere(key)) return
      attendance.connected(key, false)
      if (agent.presence !== 'away') attendance.set(key, 'away', 'system', 'gone')
      jobs.schedule('unattended', key, clock.now())
    }),
  )

  jobs.handle('unattended', ({ key }) =>
    commit(() => {
      const agent = of.get(key)
      // Back, or never seen to be gone: what they have is theirs.
      if (!agent || agent.connected === 1 || agent.presence !== 'away') return undefined
      const times: number[] = []
      for (const { id, queueId, priority, waitingSince } of held.all(key)) {
        const { returnMinutes, urgentReturnMinutes } = queues.get(queueId)
        const minutes = priority === 'urgent' ? urgentReturnMinutes : returnMinutes
        const at = Math.max(agent.presenceAt ?? 0, waitingSince ?? clock.now()) + minutes * MINUTE
        if (waitingSince !== null && at <= clock.now()) conversations.move(conversations.get(id), 'release', 'system')
        // Whose customer waits for nothing yet is looked at again.
        else times.push(Math.max(at, clock.now() + 1000))
      }
      return times.length > 0 ? Math.min(...times) : undefined
    }),
  )

  return {
    async came(agentId) {
      if (of.get(agentId)?.connected !== 1) await later(() => attendance.connected(agentId, true))
    },
    left: (agentId) => later(() => jobs.schedule('gone', agentId, clock.now() + GRACE_MS)),
    begin() {
      for (const { id } of connected.all()) if (!isHere(id)) jobs.schedule('gone', id, clock.now() + GRACE_MS)
    },
  }
}
