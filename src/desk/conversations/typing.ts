import { AdapterFault } from '../../../adapters/adapter.ts'
import type { ThreadRef } from '../../model/events.ts'
import type { Acting } from '../agents/roles.ts'
import type { ChannelStore } from '../channels/store.ts'
import type { Feeds } from '../feeds.ts'
import type { Kit } from '../kit.ts'
import type { Threads } from '../timeline/threads.ts'
import type { Conversations } from './store.ts'

/** Tells the customer that their agent is writing, where the platform can show it. Nothing is stored; a failure is nobody's trouble. */
export type Typing = (agent: Acting, conversationId: number) => Promise<void>

/** Platforms show it for about five seconds. */
const AGAIN_AFTER_MS = 4000
const MANY = 1000

export function createTyping(
  { clock, log }: Pick<Kit, 'clock' | 'log'>,
  rooms: { conversations: Conversations; channels: ChannelStore; threads: Threads; feeds: Feeds },
): Typing {
  const told = new Map<number, number>()

  return async (agent, conversationId) => {
    const { status, agentId, threadId, channelId, surface } = rooms.conversations.get(conversationId)
    const [channel, thread] = [rooms.channels.find(channelId), rooms.threads.get(threadId)]
    if (status !== 'active' || agentId !== agent.id || channel?.state !== 'live' || !thread) return
    const { adapter } = channel
    if (!adapter.manifest.surfaces[surface]?.typing || clock.now() - (told.get(threadId) ?? 0) < AGAIN_AFTER_MS) return
    if (told.size > MANY) told.clear()
    told.set(threadId, clock.now())
    if (adapter.manifest.hosted) return rooms.feeds['visitor']?.typing?.(channelId, thread.externalId, agent.name)
    const ref: ThreadRef = { externalId: thread.externalId }
    if (thread.route !== null) ref.route = JSON.parse(thread.route) as NonNullable<ThreadRef['route']>
    try {
      await adapter.typing?.(await rooms.channels.ctx(channel), ref)
    } catch (error) {
      log('debug', 'typing.failed', { channel: channelId, code: error instanceof AdapterFault ? error.code : String(error) })
    }
  }
}
