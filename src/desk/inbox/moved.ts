import type { EventOf } from '../../model/events.ts'
import { PRIORITIES } from '../../model/states.ts'
import type { ChannelInfo } from '../channels/store.ts'
import type { Conversation } from '../conversations/store.ts'
import type { Thread } from '../timeline/threads.ts'
import type { InboxRooms } from './rooms.ts'

/**
 * The platform renamed a thread. Where something has come by the new name before, there are two: the case goes on in the new one,
 * with whoever has it, as urgent as it was and waiting for as long.
 */
export function createMoved({ threads, conversations }: Pick<InboxRooms, 'threads' | 'conversations'>) {
  function goOn(old: Conversation, { id: threadId, channelId, contactId, surface }: Thread): void {
    conversations.move(old, 'continue', 'system')
    const { queueId, vip } = old
    const start = { threadId, channelId, contactId, surface, queueId, vip: vip === 1, at: old.queuedAt ?? old.startedAt }
    const next = conversations.openIn(threadId) ?? conversations.start(start, 'system')
    if (PRIORITIES.indexOf(old.priority) > PRIORITIES.indexOf(next.priority)) conversations.prioritise(next, old.priority, 'system')
    // There is room: the old one has just made it.
    if (old.status === 'active' && next.status === 'waiting')
      conversations.move(conversations.get(next.id), 'assign', 'system', { agentId: old.agentId })
  }

  return (channel: ChannelInfo, event: EventOf<'moved'>): void => {
    const thread = threads.find(channel.id, event.thread.externalId)
    if (!thread || threads.move(thread.id, event.to)) return
    const there = threads.find(channel.id, event.to)
    const open = conversations.openIn(thread.id)
    if (there && open) goOn(open, there)
  }
}
