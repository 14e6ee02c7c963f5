import type { ConversationRow } from '../../../prisma/rows.ts'
import type { Load } from '../agents/load.ts'
import type { Conversation } from '../conversations/conversation.ts'
import type { SaidEffect } from '../conversations/effects.ts'
import type { Conversations } from '../conversations/store.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Pending } from './pending.ts'
import type { Queues } from './queues.ts'

const MINUTE = 60_000

/**
 * A conversation whose customer is silent after our answer weighs nothing after the queue's time: it stays with its agent, who has room for another. When the customer
 * returns it weighs again; where there is no room by then, it goes to the head of its queue and waits for this agent first.
 */
export function createDormancy(
  { sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>,
  rooms: { conversations: Conversations; queues: Queues; load: Load; jobs: JobsRoom; pending: Pending },
): SaidEffect {
  const { conversations, queues, load, jobs, pending } = rooms
  const silent = sql.prepare<Pick<ConversationRow, 'lastAt'>>(
    "SELECT lastAt FROM Conversation WHERE id = ? AND status = 'active' AND dormant = 0 AND waitingSince IS NULL",
  )

  const idleOf = ({ queueId }: Conversation): number => queues.get(queueId).idleMinutes * MINUTE

  jobs.handle('dormant', ({ key }) =>
    commit(() => {
      const lastAt = silent.get(Number(key))?.lastAt
      if (lastAt === undefined) return undefined
      const conversation = conversations.get(Number(key))
      const at = lastAt + idleOf(conversation)
      if (at > clock.now()) return at
      if (conversation.agentId === null) return undefined
      conversations.sleep(conversation, true)
      load.release(conversation.agentId, conversation.weight)
      pending.agent(conversation.agentId)
      return undefined
    }),
  )

  return (conversation, by) => {
    const { id, status, agentId, weight } = conversation
    if (status !== 'active' || agentId === null) return
    if (by === 'us' && conversation.dormant === 0) jobs.schedule('dormant', String(id), clock.now() + idleOf(conversation))
    if (by !== 'contact' || conversation.dormant === 0) return
    if (load.reserve(agentId, weight)) conversations.sleep(conversation, false)
    else conversations.move(conversation, 'return', 'system')
  }
}
