import type { ConversationRow, ConversationSkillRow, MessageRow } from '../../../prisma/rows.ts'
import { type Demand, EVERYBODY, type Lane, readLane, relaxed, writeLane } from '../../model/lane.ts'
import type { PresenceOf } from '../agents/presence.ts'
import type { MoveEffect, Waits } from '../conversations/effects.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Pending } from './pending.ts'
import type { Queue, Queues } from './queues.ts'

/** In which lane each conversation waits, and when it changes to the next. */
export interface Lanes extends Waits {
  /** It waits no more. */
  leave: MoveEffect
  of(id: number): Lane | undefined
  /** Who had it before, while that counts; null: nobody, or too long ago. */
  previous(conversation: Waiting): string | null
  /** When something about those who may be given it changes by itself, ms; undefined: never. */
  next(conversation: Waiting): number | undefined
}

type Waiting = Parameters<Waits['lane']>[0]

export function createLanes(
  { sql, clock }: Pick<Kit, 'sql' | 'clock'>,
  { queues, presence, jobs, pending }: { queues: Queues; presence: PresenceOf; jobs: JobsRoom; pending: Pending },
): Lanes {
  const select = sql.prepare<Pick<ConversationRow, 'lane'>>('SELECT lane FROM Conversation WHERE id = ?')
  const skills = sql.prepare<Pick<ConversationSkillRow, 'skillId' | 'level'>>(
    'SELECT skillId, level FROM ConversationSkill WHERE conversationId = ?',
  )
  const lastWord = sql.prepare<Pick<MessageRow, 'at'>>(
    "SELECT at FROM Message WHERE conversationId = ? AND direction = 'out' ORDER BY seq DESC LIMIT 1",
  )
  const declined = sql.prepare<{ one: number }>('SELECT 1 AS one FROM Decline WHERE conversationId = ? AND agentId = ?')

  const since = ({ queuedAt, startedAt }: Waiting): number => queuedAt ?? startedAt

  const demandsOf = (id: number | undefined): Demand[] =>
    id === undefined ? [] : skills.all(id).map(({ skillId: skill, level }) => ({ skill, level }))

  function reachOf({ overflow }: Queue, waited: number): number {
    const past = overflow.filter(({ afterSeconds }) => afterSeconds * 1000 <= waited)
    return past.some(({ queue }) => queue === null) ? EVERYBODY : past.length
  }

  function previous({ id, previousAgentId, queueId }: Waiting): string | null {
    if (id === undefined || previousAgentId === null) return null
    const at = lastWord.get(id)?.at
    return at !== undefined && clock.now() - at < queues.get(queueId).stickyMinutes * 60_000 ? previousAgentId : null
  }

  /** Whom it waits for, for a time: who had it before is there, if without room. */
  function heldFor(conversation: Waiting, { stickySeconds }: Queue): string | null {
    const agent = since(conversation) + stickySeconds * 1000 > clock.now() ? previous(conversation) : null
    return agent !== null && presence.isAvailable(agent) && !declined.get(conversation.id ?? 0, agent) ? agent : null
  }

  function next(conversation: Waiting): number | undefined {
    const { relax, overflow, stickySeconds } = queues.get(conversation.queueId)
    const steps = [...relax, ...overflow].map(({ afterSeconds }) => afterSeconds)
    const times = [...steps, stickySeconds].map((seconds) => since(conversation) + seconds * 1000).filter((at) => at > clock.now())
    return times.length > 0 ? Math.min(...times) : undefined
  }

  return {
    lane(conversation) {
      const { id, weight, channelId, queueId } = conversation
      const queue = queues.get(queueId)
      const waited = clock.now() - since(conversation)
      const demands = relaxed(demandsOf(id), queue.relax, waited)
      return writeLane({ reach: reachOf(queue, waited), weight, channelId, demands, heldFor: heldFor(conversation, queue) })
    },
    begun(conversation) {
      const at = next(conversation)
      if (at !== undefined) jobs.schedule('queue-step', String(conversation.id), at)
      // What is left to be taken is nobody's task.
      if (queues.get(conversation.queueId).mode !== 'pull' || conversation.priority === 'urgent') pending.case(conversation.id)
    },
    leave({ before, after }) {
      if (before.status === 'waiting' && after.status !== 'waiting') jobs.cancel('queue-step', String(before.id))
    },
    of(id) {
      const lane = select.get(id)?.lane
      return lane === null || lane === undefined ? undefined : readLane(lane)
    },
    previous,
    next,
  }
}
