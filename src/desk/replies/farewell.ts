import type { ThreadRef } from '../../model/events.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import type { MoveEffect } from '../conversations/effects.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Permissions } from '../permissions/permissions.ts'
import type { Threads } from '../timeline/threads.ts'
import type { Notify } from './notices.ts'
import type { Conversations } from '../conversations/store.ts'

/** What a platform allows for a last word is over by then. */
const TRIES = 4
/** Until what is still to be said has been said. */
const LOOK_AGAIN_MS = 5000

const wordsOf = (channel: ChannelInfo | undefined): string => {
  const text = channel?.settings['farewell']
  return typeof text === 'string' ? text.trim() : ''
}

/** Resolved, it may have to end on the platform too, or deserve a last word: that is done soon after. */
export const farewellEffect =
  ({ clock }: Pick<Kit, 'clock'>, { channels, jobs }: { channels: ChannelStore; jobs: JobsRoom }): MoveEffect =>
  ({ action, after: { id, channelId, resolvedAt } }) => {
    const channel = channels.find(channelId)
    // What goes on elsewhere has not ended.
    if (resolvedAt === null || action === 'continue' || (!channel?.adapter.close && wordsOf(channel) === '')) return
    jobs.schedule('farewell', String(id), clock.now(), { resolvedAt })
  }

/** Ends the session on platforms that have one, and says the channel's farewell (job `farewell`). */
export function createFarewell(
  { sql, commit, clock }: Pick<Kit, 'sql' | 'commit' | 'clock'>,
  rooms: {
    channels: ChannelStore
    conversations: Conversations
    threads: Threads
    permissions: Permissions
    notify: Notify
    jobs: JobsRoom
  },
): void {
  const { channels, conversations, threads, permissions, notify, jobs } = rooms
  const toSay = sql.prepare<{ one: number }>('SELECT 1 AS one FROM Segment WHERE open = ? LIMIT 1')

  jobs.handle<{ resolvedAt: number }>('farewell', async ({ key, data: { resolvedAt }, attempts }) => {
    const conversation = conversations.get(Number(key))
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
      for (const { lane } of windows) permissions.close(thread.id, lane)
      for (const grant of grants) permissions.mint(thread.id, grant)
      const text = wordsOf(channels.find(channel.id))
      if (over() && text !== '') notify(conversations.get(conversation.id), `farewell:${resolvedAt}`, [{ type: 'text', text }])
    })
    return undefined
  })
}
