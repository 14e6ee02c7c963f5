import type { EventOf } from '../../model/events.ts'
import type { ChannelInfo } from '../channels/store.ts'
import type { Kit } from '../kit.ts'
import type { InboxRooms } from './takers.ts'

/** What platforms report of us rather than of the customer: delivery, reading, being blocked. */
export function createReports(
  { sql, clock }: Pick<Kit, 'sql' | 'clock'>,
  { threads, messages, settle, conversations, identify, log }: InboxRooms,
) {
  // Only the open end can be unread: older ones were settled by earlier reports.
  const unreadUntil = sql.prepare<{ id: number }>(
    `SELECT m.id FROM Message m WHERE m.conversationId = ? AND m.direction = 'out' AND m.at <= ? AND m.state IN ('sent', 'delivered') ORDER BY m.seq DESC LIMIT 200`,
  )
  const block = sql.prepare('UPDATE Identity SET blockedAt = coalesce(blockedAt, ?) WHERE id = ?')

  return {
    receipt(channel: ChannelInfo, event: EventOf<'receipt'>): void {
      const thread = threads.find(channel.id, event.thread.externalId)
      if (!thread) return
      const { of, state, error } = event
      if ('until' in of) {
        const conversation = conversations.lastIn(thread.id)
        if (conversation) for (const { id } of unreadUntil.all(conversation.id, of.until)) settle.report(id, state, error)
        return
      }
      for (const externalId of of.externalIds) {
        const message = messages.byRef(thread.id, externalId)
        if (message?.direction === 'out') settle.report(message.id, state, error, externalId)
      }
    },
    blocked(channel: ChannelInfo, event: EventOf<'blocked'> | EventOf<'left'>): void {
      // Who leaves a group can still be written to.
      if (!event.sender || (event.type === 'left' && event.surface === 'group')) return
      const who = identify(channel.id, event.sender)
      block.run(clock.now(), who.identityId)
      const thread = threads.find(channel.id, event.thread.externalId)
      const open = thread && conversations.openIn(thread.id)
      if (open)
        log.append({
          type: 'conversation.updated',
          actor: `contact:${who.contactId}`,
          conversationId: open.id,
          data: { action: event.type },
        })
    },
  }
}
