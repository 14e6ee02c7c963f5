import type { SegmentRow } from '../../../prisma/rows.ts'
import { isMedia, plainText } from '../../model/content.ts'
import type { EventOf } from '../../model/events.ts'
import type { SegmentBody } from '../../model/outgoing.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import type { Known } from '../contacts/identities.ts'
import type { Kit } from '../kit.ts'
import type { Cases } from './cases.ts'
import type { InboxRooms, Later } from './rooms.ts'

type Echo = EventOf<'echo'>

/** Longer than a call to a platform may take: by then our own send knows its id. */
const LOOK_AGAIN_MS = 30_000
/** How far back in a conversation an unsure send is looked for. */
const NEAR = 50

export interface EchoRooms {
  channels: ChannelStore
  /** The customer of the thread, who has done nothing. */
  customer(channel: ChannelInfo, event: Echo): Known
  caseOf: Cases['of']
}

/** Whether the platform repeats what this segment was to say. */
function says(body: SegmentBody, content: Echo['content']): boolean {
  const [first] = content
  if (body.type === 'text') return plainText(content).trim() === body.text.trim()
  return body.type === 'media' && first !== undefined && isMedia(first) && (first.caption ?? '').trim() === (body.caption ?? '').trim()
}

/**
 * Our own account spoke: what we sent ourselves, or an agent outside the hub. The platform may repeat our message before
 * its answer to our call is here, so that nothing tells it from somebody else's: then it is looked at again later. Where that
 * answer was lost, the same words say that it had arrived.
 */
export function createEcho(
  { sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>,
  { threads, messages, conversations, append, settle, jobs }: InboxRooms,
  { channels, customer, caseOf }: EchoRooms,
): (channel: ChannelInfo, event: Echo) => void {
  const underWay = sql.prepare<{ one: number }>("SELECT 1 AS one FROM Segment WHERE open = ? AND state = 'sending' LIMIT 1")

  const unsure = sql.prepare<Pick<SegmentRow, 'id' | 'messageId' | 'body'>>(
    `SELECT s.id, s.messageId, s.body FROM Message m JOIN Segment s ON s.messageId = m.id
     WHERE m.conversationId = ?1 AND m.seq > ?2 AND m.state = 'unknown' AND s.state = 'unknown' AND s.externalId IS NULL ORDER BY s.id`,
  )

  /** False: it has to wait. */
  function take(channel: ChannelInfo, event: Echo): boolean {
    const thread = threads.resolve(channel.id, event.surface, event.thread, () => customer(channel, event))
    if (messages.byRef(thread.id, event.externalId)) return true
    if (underWay.get(thread.id)) return false
    const { content, at, externalId } = event
    const last = conversations.openIn(thread.id) ?? conversations.lastIn(thread.id)
    const ours = last && unsure.all(last.id, last.lastSeq - NEAR).find(({ body }) => says(JSON.parse(body) as SegmentBody, content))
    if (ours) {
      settle.sent({ ...ours, threadId: thread.id, channelId: channel.id }, { state: 'sent', externalId })
      return true
    }
    // It belongs to the case at hand, or to the last one, and wakes nobody.
    const conversation = last ?? caseOf(event, { who: customer(channel, event), thread })
    const author = { kind: 'agent' as const, name: event.sender?.name ?? null }
    append(conversation, { direction: 'out', author, content, at, state: 'sent', refs: [externalId] }, 'system')
    return true
  }

  jobs.handle<Later<Echo>>('echo', async ({ data: { channelId, event } }) => {
    const channel = channels.find(channelId)
    if (!channel) return undefined
    return commit(() => (take(channel, event) ? undefined : clock.now() + LOOK_AGAIN_MS))
  })

  return (channel, event) => {
    if (take(channel, event)) return
    const { raw: _raw, ...rest } = event
    const data: Later<Echo> = { channelId: channel.id, event: rest }
    jobs.schedule('echo', `${channel.id}:${event.dedupeKey}`, clock.now() + LOOK_AGAIN_MS, data)
  }
}
