import type { AgentRow } from '../../../prisma/rows.ts'
import { REFUSALS, refusal } from '../../model/eligibility.ts'
import type { Status } from '../../model/states.ts'
import type { Conversations } from '../conversations/store.ts'
import type { Kit } from '../kit.ts'
import type { Decision, Decisions } from './decisions.ts'
import type { Lanes } from './lanes.ts'
import type { Queues } from './queues.ts'
import type { Roster } from './roster.ts'

export const OBSTACLES = [...REFUSALS, 'away', 'busy', 'other-queue'] as const
/** Why somebody is not given a conversation: they are not there, or it is not for them. */
export type Obstacle = (typeof OBSTACLES)[number]

/** Where a conversation stands with those who might answer it. */
export interface Why {
  state: Status
  /** While it waits: to be taken, or for somebody to be free; absent: it waits for nothing. */
  waitsFor?: 'taker' | 'agent'
  /** While it waits for somebody: how many cannot be given it now, by reason. */
  obstacles: Partial<Record<Obstacle, number>>
  /** Newest first. */
  decisions: Decision[]
}

export function createWhy(
  { sql }: Pick<Kit, 'sql'>,
  rooms: { conversations: Conversations; queues: Queues; lanes: Lanes; roster: Roster; decisions: Decisions },
): (id: number) => Why {
  const { conversations, queues, lanes, roster, decisions } = rooms
  const everybody = sql.prepare<Pick<AgentRow, 'id' | 'presence'>>('SELECT id, presence FROM Agent WHERE disabled = 0')

  return (id) => {
    const conversation = conversations.get(id)
    const { status, queueId, priority } = conversation
    const why: Why = { state: status, obstacles: {}, decisions: decisions.of(id) }
    const lane = lanes.of(id)
    if (status !== 'waiting' || !lane) return why
    const queue = queues.get(queueId)
    const urgent = priority === 'urgent'
    if (queue.mode === 'pull' && !urgent) return { ...why, waitsFor: 'taker' }
    const wanted = { ...lane, urgent, reserve: queue.reserve, previous: null }
    for (const { id: agentId, presence } of everybody.all()) {
      const serves = queues.servedBy(agentId).find((one) => one.queueId === queueId && one.reach <= lane.reach)
      const obstacle = !serves
        ? 'other-queue'
        : presence !== 'available'
          ? (presence as 'away' | 'busy')
          : refusal(roster.candidate(roster.known(agentId), id), wanted)
      if (obstacle !== null) why.obstacles[obstacle] = (why.obstacles[obstacle] ?? 0) + 1
    }
    return { ...why, waitsFor: 'agent' }
  }
}
