import type { AdapterFault, Outgoing, Sent } from '../../contract/adapter.ts'
import { AdapterFault as Fault } from '../../contract/adapter.ts'
import type { SegmentBody } from '../../model/outgoing.ts'
import { type Bucket, mayRepeat } from '../../model/surface.ts'
import { SqlFault } from '../../ports/sql.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import type { Kit } from '../kit.ts'
import type { Messages } from '../timeline/messages.ts'
import type { Thread, Threads } from '../timeline/threads.ts'
import { createPace } from './pace.ts'
import type { Outbox } from './outbox.ts'
import { type SegmentRow, keyOf } from './segment.ts'
import type { Settle } from './settle.ts'

/** A segment that is about to be sent, by whoever claimed it. */
export interface Claimed {
  segment: SegmentRow
  channel: ChannelInfo
  thread: Thread
}

/** One segment on its way: claimed once, sent, and what came of it written down. Who sends is not its business. */
export interface Claims {
  /** Claims a due segment; null where it may not be sent now. */
  claim(segment: SegmentRow): Promise<Claimed | null>
  /** What the adapter is given, but for the bytes of files. */
  outgoing(claimed: Claimed): Omit<Outgoing, 'open'>
  sent(claimed: Claimed, sent: Sent): Promise<void>
  failed(claimed: Claimed, fault: AdapterFault): Promise<void>
}

const bucketsOf = ({ segment, channel, thread }: Claimed): Bucket[] =>
  (channel.adapter.manifest.surfaces[thread.surface]?.rate ?? []).filter(
    ({ lanes }) => !lanes || lanes.some((lane) => lane === segment.lane),
  )

const PERSIST_TRIES = 8

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export function createClaims(
  { sql, clock, commit, trace }: Pick<Kit, 'sql' | 'clock' | 'commit' | 'trace'>,
  rooms: { channels: ChannelStore; threads: Threads; messages: Messages; settle: Settle; outbox: Pick<Outbox, 'regrant'> },
): Claims {
  const begin = sql.prepare(
    "UPDATE Segment SET state = 'sending', dueAt = NULL, attempts = attempts + 1 WHERE id = ? AND state = 'queued' AND dueAt IS NOT NULL",
  )
  const hold = sql.prepare('UPDATE Segment SET dueAt = ? WHERE id = ? AND dueAt IS NOT NULL')
  const pace = createPace()

  /** What the platform did must be written down, also when the database is busy just then. */
  async function persist(fn: () => void): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await commit(fn)
      } catch (error) {
        // A database that is busy or full takes it later; any other fault would come again.
        const passing = error instanceof SqlFault && (error.code === 'busy' || error.code === 'full')
        if (!passing && tries >= PERSIST_TRIES) return trace('error', 'outbox.unsettled', { error: String(error) })
        await pause(Math.min(50 * 2 ** tries, 5000))
      }
    }
  }

  return {
    async claim(segment) {
      const [channel, thread] = [rooms.channels.find(segment.channelId), rooms.threads.get(segment.threadId)]
      if (!channel || !thread || channel.state !== 'live') {
        await persist(() => void hold.run(null, segment.id))
        return null
      }
      const now = clock.now()
      if (now > segment.expiresAt) {
        // What it was to spend has ended while it waited; something else may be open.
        const destination = { id: thread.id, channelId: channel.id, surface: thread.surface }
        const again = await commit(() => rooms.outbox.regrant(segment.id, destination) && hold.run(now, segment.id) === 1)
        if (again) return null
        const fault = new Fault(segment.lane === null ? 'network' : 'window', 'It could not be delivered in time.', { certain: true })
        await persist(() => rooms.settle.fault({ ...segment, expiresAt: 0 }, fault, false))
        return null
      }
      const at = pace.slot(segment.id, channel.id, thread, bucketsOf({ segment, channel, thread }), now)
      if (at > now) {
        await persist(() => void hold.run(at, segment.id))
        return null
      }
      const mine = await commit(() => {
        rooms.messages.sending(segment.messageId)
        return begin.run(segment.id) === 1
      })
      return mine ? { segment, channel, thread } : null
    },
    outgoing({ segment, thread }) {
      const replyTo = segment.replyToId === null ? null : rooms.messages.refOf(segment.replyToId)
      return {
        key: keyOf(segment),
        surface: thread.surface,
        thread: rooms.threads.refOf(thread),
        body: JSON.parse(segment.body) as SegmentBody,
        ...(replyTo === null ? {} : { replyTo }),
        ...(segment.lane === null || segment.anchor === null
          ? {}
          : { grant: { lane: segment.lane, anchor: segment.anchor, seq: segment.grantSeq ?? 1 } }),
      }
    },
    sent({ segment, channel, thread }, sent) {
      pace.made(segment.id)
      if (sent.left?.count === 0) pace.rest(channel.id, thread.surface, sent.left.resetAt)
      return persist(() => rooms.settle.sent(segment, sent))
    },
    failed(claimed, fault) {
      const { segment, channel, thread } = claimed
      trace('warn', 'outbox.fault', { channel: channel.id, code: fault.code, certain: fault.certain, platform: fault.platformCode })
      if (fault.account && fault.retryAfterMs !== undefined) pace.rest(channel.id, thread.surface, clock.now() + fault.retryAfterMs)
      // What waits for its turn alone, as a file that the platform still works on, takes nothing from the others.
      if (fault.code === 'rate' && fault.certain && !fault.account) pace.back(segment.id)
      else pace.made(segment.id)
      const surface = channel.adapter.manifest.surfaces[thread.surface]
      const dedupes = surface !== undefined && mayRepeat(surface, segment.lane)
      return persist(() => rooms.settle.fault({ ...segment, attempts: segment.attempts + 1 }, fault, dedupes))
    },
  }
}
