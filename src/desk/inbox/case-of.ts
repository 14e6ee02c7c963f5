import type { InboundEvent } from '../../model/events.ts'
import type { Conversation } from '../conversations/store.ts'
import type { Actor, Kit } from '../kit.ts'
import type { Place } from './arrival.ts'
import type { InboxRooms } from './rooms.ts'

/** The open conversation of a thread: the one there is, the last one reopened, or a new one. Inside a transaction. */
export type CaseOf = (event: Pick<InboundEvent, 'at' | 'surface'>, place: Place) => Conversation

/** A message so soon after resolving belongs to the same case. */
const REOPEN_WITHIN_MS = 24 * 3_600_000

export function createCaseOf(
  { clock }: Pick<Kit, 'clock'>,
  { conversations, endSnooze, queues }: Pick<InboxRooms, 'conversations' | 'endSnooze' | 'queues'>,
): CaseOf {
  return ({ at, surface }, { who, thread }) => {
    const open = conversations.openIn(thread.id)
    const actor: Actor = `contact:${who.contactId}`
    if (open?.status === 'bot') return conversations.move(open, 'handoff', actor)
    if (open) return open.status === 'snoozed' ? endSnooze(open, actor) : open
    const last = conversations.lastIn(thread.id)
    if (last && last.resolvedAt !== null && clock.now() - last.resolvedAt < REOPEN_WITHIN_MS)
      return conversations.move(last, 'reopen', actor)
    const { contactId, vip } = who
    const { id: threadId, channelId } = thread
    return conversations.start({ threadId, channelId, contactId, surface, queueId: queues.defaultQueue(), vip, at }, actor)
  }
}
