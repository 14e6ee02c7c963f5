import type { InboundEvent } from '../../model/events.ts'
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

export function createCases(
  { clock }: Pick<Kit, 'clock'>,
  { conversations, unsnooze, queues, entries }: Pick<InboxRooms, 'conversations' | 'unsnooze' | 'queues'> & { entries: Entries },
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
    return conversations.start({ threadId, channelId, contactId, surface, queueId: queues.defaultQueue(), vip, at }, actor)
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
