import type { ThreadRef } from '../../model/events.ts'
import type { ChannelStore } from '../channels/store.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Threads } from '../timeline/threads.ts'
import type { Notify } from './notices.ts'
import type { Conversations } from '../conversations/store.ts'

/** A conversation was resolved: what follows on the platform. Inside a transaction. */
export type Farewell = (conversationId: number, channelId: string, resolvedAt: number) => void

/** What a platform allows for a last word is over by then. */
const TRIES = 4
/** Until what is still to be said has been said. */
const LOOK_AGAIN_MS = 5000

/** Ends the session on platforms that have one, and says the channel's farewell. */
export function createFarewell(
  { sql, commit, clock }: Pick<Kit, 'sql' | 'commit' | 'clock'>,
  rooms: { channels: ChannelStore; conversations: Conversations; threads: Threads; notify: Notify; jobs: JobsRoom },
): Farewell {
  const { channels, conversations, threads, notify, jobs } = rooms
  const toSay = sql.prepare<{ one: number }>('SELECT 1 AS one FROM Segment WHERE open = ? LIMIT 1')
  const wordsOf = (channelId: string): string => {
    const text = channels.find(channelId)?.settings['farewell']
    return typeof text === 'string' ? text.trim() : ''
  }

  jobs.handle('farewell', async ({ key, data, attempts }) => {
    const conversation = conversations.get(Number(key))
    const { resolvedAt } = data as { resolvedAt: number }
    const channel = channels.find(conversation.channelId)
    const thread = threads.get(conversation.threadId)
    // Open again meanwhile, it goes on.
    const over = (): boolean => conversations.lastIn(conversation.threadId)?.resolvedAt === resolvedAt
    if (channel?.state !== 'live' || !thread || attempts >= TRIES || !over()) return undefined
    // A reply that is still on its way could not be delivered after the end of the session.
    if (toSay.get(thread.id)) return clock.now() + LOOK_AGAIN_MS
    const { adapter } = channel
    const ref: ThreadRef = threads.refOf(thread)
    const grants = (await adapter.close?.(await channels.ctx(channel), ref)) ?? []
    await commit(() => {
      // What was open to write ended with the session.
      const windows = adapter.close && over() ? (adapter.manifest.surfaces[thread.surface]?.windows ?? []) : []
      for (const { lane } of windows) threads.endGrants(thread.id, lane)
      for (const grant of grants) threads.grant(thread.id, grant)
      const text = wordsOf(channel.id)
      if (over() && text !== '') notify(conversations.get(conversation.id), `farewell:${resolvedAt}`, [{ type: 'text', text }])
    })
    return undefined
  })

  return (conversationId, channelId, resolvedAt) => {
    if (!channels.find(channelId)?.adapter.close && wordsOf(channelId) === '') return
    jobs.schedule('farewell', String(conversationId), clock.now(), { resolvedAt })
  }
}
