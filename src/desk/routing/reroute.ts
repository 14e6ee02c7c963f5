import type { ConversationRow } from '../../../prisma/rows.ts'
import type { Conversations } from '../conversations/store.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Queues } from './queues.ts'

/** Those of one commit. */
const PART = 200

/** A queue was set up otherwise: whoever waits there waits by the new rules, or elsewhere when it is closed. Inside a transaction. */
export type Reroute = (queueId: number) => void

export function createReroute(
  { sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>,
  { queues, conversations, jobs }: { queues: Queues; conversations: Conversations; jobs: JobsRoom },
): Reroute {
  const part = sql.prepare<Pick<ConversationRow, 'id' | 'rank'>>(
    `SELECT id, rank FROM Conversation WHERE queueId = ? AND rank > ? ORDER BY rank LIMIT ${PART}`,
  )

  jobs.handle('reroute', async ({ key }) => {
    const queueId = Number(key)
    for (let from = -Number.MAX_VALUE; ;) {
      const after = from
      const end = await commit(() => {
        const open = queues.isOpen(queueId)
        const waiting = part.all(queueId, after)
        for (const { id } of waiting) {
          const conversation = conversations.get(id)
          if (open) conversations.place(conversation)
          else conversations.move(conversation, 'transfer', 'system', { queueId: queues.defaultQueue() })
        }
        return waiting.length < PART ? undefined : (waiting.at(-1)?.rank ?? undefined)
      })
      if (end === undefined) return
      from = end
    }
  })

  return (queueId) => jobs.schedule('reroute', String(queueId), clock.now())
}
