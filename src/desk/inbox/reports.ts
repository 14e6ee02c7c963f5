import type { MessageRow } from '../../../prisma/rows.ts'
import type { EventOf } from '../../model/events.ts'
import type { ChannelInfo } from '../channels/store.ts'
import type { Kit } from '../kit.ts'
import type { Arrival } from './arrival.ts'
import type { InboxRooms, Later } from './rooms.ts'

type Receipt = EventOf<'receipt'>

/** Until a call that is under way has ended, and its message has its id. */
const LOOK_AGAIN_MS = 2000
/** What is younger may be about a call that is under way somewhere in the channel. */
const YOUNG_MS = 60_000

/** What platforms report of us rather than of the customer: delivery, reading, being blocked. */
export function createReports(
  { sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>,
  { channels, threads, messages, report, conversations, identities, jobs, log }: InboxRooms,
) {
  // Only the open end can be unread: older ones were settled by earlier reports.
  const unreadUntil = sql.prepare<Pick<MessageRow, 'id'>>(
    `SELECT m.id FROM Message m WHERE m.conversationId = ? AND m.direction = 'out' AND m.at <= ? AND m.state IN ('sent', 'delivered') ORDER BY m.seq DESC LIMIT 200`,
  )
  const underWay = sql.prepare<{ one: number }>("SELECT 1 AS one FROM Segment WHERE open = ? AND state = 'sending' LIMIT 1")
  const anyUnderWay = sql.prepare<{ one: number }>(
    "SELECT 1 AS one FROM Segment WHERE open > 0 AND state = 'sending' AND channelId = ? LIMIT 1",
  )

  /** False: it may be about what is just being sent, and has to wait. */
  function take(channel: ChannelInfo, { thread: { externalId }, at, of, state, error }: Receipt): boolean {
    const anywhere = 'anywhere' in of
    const threadId = anywhere ? messages.threadOf(channel.id, of.externalIds) : threads.find(channel.id, externalId)?.id
    if (threadId === undefined) return !anywhere || clock.now() - at > YOUNG_MS || !anyUnderWay.get(channel.id)
    if ('until' in of) {
      const conversation = conversations.lastIn(threadId)
      if (conversation) for (const { id } of unreadUntil.all(conversation.id, of.until)) report(id, state, error)
      return true
    }
    const found = of.externalIds.map((externalId) => ({ externalId, message: messages.byRef(threadId, externalId) }))
    if (found.some(({ message }) => !message) && underWay.get(threadId)) return false
    for (const { externalId, message } of found) if (message?.direction === 'out') report(message.id, state, error, externalId)
    return true
  }

  jobs.handle<Later<Receipt>>('receipt', async ({ data: { channelId, event } }) => {
    const channel = channels.find(channelId)
    if (!channel) return undefined
    return commit(() => (take(channel, event) ? undefined : clock.now() + LOOK_AGAIN_MS))
  })

  return {
    receipt(channel: ChannelInfo, event: Receipt): void {
      if (take(channel, event)) return
      const { raw: _raw, ...rest } = event
      const data: Later<Receipt> = { channelId: channel.id, event: rest }
      jobs.schedule('receipt', `${channel.id}:${event.dedupeKey}`, clock.now() + LOOK_AGAIN_MS, data)
    },
    blocked({ channel, event, known }: Arrival<EventOf<'blocked' | 'left'>>): void {
      // Who leaves a group can still be written to.
      if (!event.sender || (event.type === 'left' && event.surface === 'group')) return
      const who = identities.identify(channel.id, event.sender)
      identities.block(who.identityId)
      const thread = known()
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
