import type { InboundEvent } from '../../model/events.ts'
import type { ChannelInfo } from '../channels/store.ts'
import type { Conversation } from '../conversations/store.ts'
import type { Actor, Kit } from '../kit.ts'
import type { Thread } from '../timeline/threads.ts'
import type { Origin } from './arrival.ts'
import type { Entries } from './entries.ts'
import type { InboxRooms } from './rooms.ts'

/** Which conversation an event belongs to. Inside a transaction. */
export interface Cases {
  /** The open conversation of the thread: the one there is, the last one reopened, or a new one. */
  of(event: Pick<InboundEvent, 'at' | 'surface'>, origin: Origin): Conversation
  /** The last conversation of the thread, where a message belongs to it still. */
  ended(thread: Thread): Conversation | undefined
}

/** A message so soon after resolving belongs to the same case. */
const REOPEN_WITHIN_MS = 24 * 3_600_000

/** What an admin says of the channel; a group asks more of an agent than one person does. */
function weightOf(settings: ChannelInfo['settings'] | undefined, surface: InboundEvent['surface']): number {
  const weight = settings?.['weight']
  if (typeof weight === 'number' && Number.isInteger(weight) && weight >= 0 && weight <= 100) return weight
  return surface === 'group' ? 2 : 1
}

export function createCases(
  { clock }: Pick<Kit, 'clock'>,
  {
    channels,
    conversations,
    unsnooze,
    queues,
    entries,
  }: Pick<InboxRooms, 'channels' | 'conversations' | 'unsnooze' | 'queues'> & { entries: Entries },
): Cases {
  function ended(thread: Thread): Conversation | undefined {
    const last = conversations.lastIn(thread.id)
    return last && last.resolvedAt !== null && clock.now() - last.resolvedAt < REOPEN_WITHIN_MS ? last : undefined
  }

  function openFor({ at, surface }: Pick<InboundEvent, 'at' | 'surface'>, { who, thread }: Origin, actor: Actor): Conversation {
    const open = conversations.openIn(thread.id)
    if (open?.status === 'bot') return conversations.move(open, 'handoff', actor)
    if (open) return open.status === 'snoozed' ? unsnooze(open, actor) : open
    const last = ended(thread)
    if (last) return conversations.move(last, 'reopen', actor)
    const { contactId, vip } = who
    const { id: threadId, channelId } = thread
    const weight = weightOf(channels.find(channelId)?.settings, surface)
    return conversations.start({ threadId, channelId, contactId, surface, weight, queueId: queues.defaultQueue(), vip, at }, actor)
  }

  return {
    ended,
    of(event, origin) {
      const actor: Actor = `contact:${origin.who.contactId}`
      const conversation = openFor(event, origin, actor)
      entries.give(conversation, origin.thread, actor)
      return conversation
    },
  }
}
