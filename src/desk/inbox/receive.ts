import type { Outcome } from '../../contract/adapter.ts'
import { clean } from '../../model/clean.ts'
import type { InboundEvent } from '../../model/events.ts'
import { grantsOf, lanesClosedBy } from '../../model/windows.ts'
import type { Delivery } from '../../ports/buffer.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import { isOn } from '../channels/store.ts'
import { DeskError } from '../errors.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Permissions } from '../permissions/permissions.ts'
import type { Threads } from '../timeline/threads.ts'
import type { Takers } from './takers.ts'

/**
 * Takes in what a platform sent: everything in one transaction, durable when it resolves.
 * Throws `not-found` when the channel is gone or paused, and `SqlFault` when the database cannot take it.
 */
export type Receive = (delivery: Delivery) => Promise<Outcome>

/** An instant that a calendar can show and that has come; ours where the platform's makes no sense. */
const instant = (at: number, now: number): number => (Number.isFinite(at) && at > 0 ? Math.min(Math.trunc(at), now) : now)

export function createReceive(
  { sql, clock, commit, live }: Kit,
  rooms: { channels: ChannelStore; threads: Threads; permissions: Permissions; takers: Takers; jobs: JobsRoom },
): Receive {
  // OR IGNORE would also swallow other faults.
  const first = sql.prepare(
    'INSERT INTO Receipt (channelId, dedupeKey, at, raw) VALUES (?, ?, ?, ?) ON CONFLICT (channelId, dedupeKey) DO NOTHING',
  )

  function takeOne(channel: ChannelInfo, received: InboundEvent): boolean {
    const event = { ...clean(received), at: instant(received.at, clock.now()) }
    const surface = channel.adapter.manifest.surfaces[event.surface]
    if (!surface) return false
    if (first.run(channel.id, event.dedupeKey, clock.now(), event.raw ?? null) === 0) return false
    rooms.takers.take(channel, event)
    if (surface.windows.length > 0) {
      const thread = rooms.threads.find(channel.id, event.thread.externalId)
      if (thread) {
        for (const lane of lanesClosedBy(event, surface)) {
          rooms.permissions.close(thread.id, lane)
          // Who wants no messages may write all the same, and then wants none besides the answers.
          if (event.type === 'muted') rooms.permissions.lock(thread.id, lane)
        }
        if (event.type === 'unmuted') rooms.permissions.unlock(thread.id)
        for (const grant of grantsOf(event, surface, channel.settings, clock.now())) rooms.permissions.mint(thread.id, grant)
      }
    }
    rooms.takers.answer(channel, event)
    return true
  }

  /** What is told in part waits for the whole: whichever is taken first has the key. */
  function hold({ id }: ChannelInfo, { holdMs = 0, ...event }: InboundEvent): true {
    const data = { channelId: id, event: JSON.stringify(event) }
    rooms.jobs.schedule('held', `${id}:${event.dedupeKey}`, clock.now() + holdMs, data)
    return true
  }
  rooms.jobs.handle('held', async ({ data }) => {
    const { channelId, event } = data as { channelId: string; event: string }
    const channel = rooms.channels.find(channelId)
    if (channel) await commit(() => takeOne(channel, JSON.parse(event) as InboundEvent))
  })

  /** Typing is gone before it could be stored. */
  function typing(channel: ChannelInfo, event: InboundEvent): void {
    const conversationId = rooms.takers.openConversation(channel.id, event.thread.externalId)
    if (conversationId === undefined) return
    const frame = JSON.stringify({ type: 'typing', data: { conversationId: String(conversationId) } })
    for (const socket of live.sockets('console')) socket.send(frame)
  }

  return async ({ channelId, events, cursor, wake, account }) => {
    const channel = rooms.channels.find(channelId)
    if (!isOn(channel)) throw new DeskError('not-found', 404, 'There is no such channel.')
    const lasting = events.filter((event) => event.type !== 'typing')
    for (const event of events) if (event.type === 'typing') typing(channel, event)
    if (lasting.length === 0 && cursor === undefined && wake === undefined) return 'ignored'
    return commit(() => {
      let stored = false
      for (const event of lasting) stored = (event.holdMs === undefined ? takeOne : hold)(channel, event) || stored
      if (cursor !== undefined) rooms.channels.moveCursor(channelId, cursor)
      const woken = account === undefined ? channelId : rooms.channels.ofAccount(channel.kind, account)
      if (wake !== undefined && woken !== undefined) rooms.jobs.schedule('poll-now', woken, clock.now(), wake)
      return stored || wake !== undefined ? 'stored' : 'duplicate'
    })
  }
}
