import { AdapterFault } from '../../contract/adapter.ts'
import type { Outgoing } from '../../contract/adapter.ts'
import type { Acting } from '../web/roles.ts'
import type { ChannelStore } from '../channels/store.ts'
import { surfaceOf } from '../channels/store.ts'
import type { Kit } from '../kit.ts'
import type { Permissions } from '../permissions/permissions.ts'
import type { Threads } from '../timeline/threads.ts'
import type { Conversations } from '../conversations/store.ts'
import type { Rights } from '../web/rights.ts'
import type { VisitorSockets } from '../web/visitor-sockets.ts'

/** Tells the customer that their agent is writing, where the platform can show it. Nothing is stored; a failure is nobody's trouble. */
export type Typing = (agent: Acting, conversationId: number) => Promise<void>

interface Paid {
  /** What it was taken from. */
  id: number
  grant: NonNullable<Outgoing['grant']>
}

/** Platforms show it for about five seconds. */
const AGAIN_AFTER_MS = 4000
const MANY = 1000

export function createTyping(
  { clock, commit, trace }: Pick<Kit, 'clock' | 'commit' | 'trace'>,
  rooms: {
    conversations: Conversations
    rights: Rights
    channels: ChannelStore
    threads: Threads
    permissions: Permissions
    visitors: VisitorSockets
  },
): Typing {
  const { permissions } = rooms
  const told = new Map<number, number>()

  /** Where the sign costs a reply: once for what the customer said last, and only while enough are left. Null: not now. */
  function pay(threadId: number, spare: number): Promise<Paid | null> {
    return commit(() => {
      const newest = permissions.open(threadId).findLast(({ lane }) => lane === 'passive')
      if (!newest || newest.nextSeq > 1 || (newest.remaining ?? Infinity) <= spare) return null
      const { id, lane, anchor, nextSeq: seq } = newest
      return permissions.spend(newest) ? { id, grant: { lane, anchor, seq } } : null
    })
  }

  return async (agent, conversationId) => {
    const conversation = rooms.conversations.get(conversationId)
    const { status, threadId, channelId, surface } = conversation
    const [channel, thread] = [rooms.channels.find(channelId), rooms.threads.get(threadId)]
    if (status !== 'active' || !rooms.rights.has(conversation, agent) || channel?.state !== 'live' || !thread) return
    const { adapter } = channel
    const able = surfaceOf(channel, surface)?.typing
    if (!able || clock.now() - (told.get(threadId) ?? 0) < AGAIN_AFTER_MS) return
    if (told.size > MANY) told.clear()
    told.set(threadId, clock.now())
    if (adapter.manifest.hosted) return rooms.visitors.tell(channelId, thread.externalId, { type: 'typing', name: agent.name })
    let paid: Paid | null | undefined
    try {
      paid = able === true ? undefined : await pay(threadId, able.spare)
      if (paid === null) return
      await adapter.typing?.(await rooms.channels.ctx(channel), rooms.threads.refOf(thread), paid?.grant)
    } catch (error) {
      const { id } = paid ?? {}
      if (id !== undefined && error instanceof AdapterFault && error.certain) await commit(() => permissions.refund(id))
      trace('debug', 'typing.failed', { channel: channelId, code: error instanceof AdapterFault ? error.code : String(error) })
    }
  }
}
