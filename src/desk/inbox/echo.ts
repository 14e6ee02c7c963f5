import type { EventOf, Json } from '../../model/events.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import type { Known } from '../contacts/identify.ts'
import type { Conversation } from '../conversations/store.ts'
import type { Kit } from '../kit.ts'
import type { Thread } from '../timeline/threads.ts'
import type { InboxRooms } from './rooms.ts'

type Echo = EventOf<'echo'>

/** Longer than a call to a platform may take: by then our own send knows its id. */
const LOOK_AGAIN_MS = 30_000

export interface EchoPlaces {
  channels: ChannelStore
  /** The customer of the thread, who has done nothing. */
  customer(channel: ChannelInfo, event: Echo): Known
  conversationFor(channel: ChannelInfo, event: Echo, who: Known, thread: Thread): Conversation
}

/**
 * Our own account spoke: what we sent ourselves, or an agent outside the hub. The platform may repeat our message before
 * its answer to our call is here, so that nothing tells it from somebody else's: then it is looked at again later.
 */
export function createEcho(
  { sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>,
  { threads, messages, conversations, append, jobs }: InboxRooms,
  { channels, customer, conversationFor }: EchoPlaces,
): (channel: ChannelInfo, event: Echo) => void {
  const underWay = sql.prepare<{ one: number }>("SELECT 1 AS one FROM Segment WHERE open = ? AND state = 'sending' LIMIT 1")

  /** False: it has to wait. */
  function take(channel: ChannelInfo, event: Echo): boolean {
    const thread = threads.resolve(channel.id, event.surface, event.thread, () => customer(channel, event).contactId)
    if (messages.byRef(thread.id, event.externalId)) return true
    if (underWay.get(thread.id)) return false
    // It belongs to the case at hand, or to the last one, and wakes nobody.
    const conversation =
      conversations.openIn(thread.id) ??
      conversations.lastIn(thread.id) ??
      conversationFor(channel, event, customer(channel, event), thread)
    const author = { kind: 'agent' as const, name: event.sender?.name ?? null }
    const { content, at, externalId } = event
    append(conversation, { direction: 'out', author, content, at, state: 'sent', refs: [externalId] }, 'system')
    return true
  }

  jobs.handle('echo', async ({ data }) => {
    const { channelId, event } = data as unknown as { channelId: string; event: Echo }
    const channel = channels.find(channelId)
    if (!channel) return undefined
    return commit(() => (take(channel, event) ? undefined : clock.now() + LOOK_AGAIN_MS))
  })

  return (channel, event) => {
    if (take(channel, event)) return
    const { raw: _raw, ...rest } = event
    jobs.schedule('echo', `${channel.id}:${event.dedupeKey}`, clock.now() + LOOK_AGAIN_MS, {
      channelId: channel.id,
      event: rest as unknown as Json,
    })
  }
}
