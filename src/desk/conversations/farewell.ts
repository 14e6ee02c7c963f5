import type { ThreadRef } from '../../model/events.ts'
import type { ChannelStore } from '../channels/store.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Threads } from '../timeline/threads.ts'
import type { Notify } from './notices.ts'
import type { Conversations } from './store.ts'

/** A conversation was resolved: what follows on the platform. Inside a transaction. */
export type Farewell = (conversationId: number, channelId: string, resolvedAt: number) => void

/** What a platform allows for a last word is over by then. */
const TRIES = 4

/** Ends the session on platforms that have one, and says the channel's farewell. */
export function createFarewell(
  { commit, clock }: Pick<Kit, 'commit' | 'clock'>,
  rooms: { channels: ChannelStore; conversations: Conversations; threads: Threads; notify: Notify; jobs: JobsRoom },
): Farewell {
  const { channels, conversations, threads, notify, jobs } = rooms
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
    if (channel?.state !== 'live' || !thread || attempts >= TRIES || !over()) return
    const ref: ThreadRef = threads.refOf(thread)
    const grants = (await channel.adapter.close?.(await channels.ctx(channel), ref)) ?? []
    await commit(() => {
      for (const grant of grants) threads.grant(thread.id, grant)
      const text = wordsOf(channel.id)
      if (over() && text !== '') notify(conversations.get(conversation.id), `farewell:${resolvedAt}`, [{ type: 'text', text }])
    })
  })

  return (conversationId, channelId, resolvedAt) => {
    if (!channels.find(channelId)?.adapter.close && wordsOf(channelId) === '') return
    jobs.schedule('farewell', String(conversationId), clock.now(), { resolvedAt })
  }
}
