import { AdapterFault } from '../../../adapters/adapter.ts'
import type { Outgoing } from '../../../adapters/adapter.ts'
import type { ThreadRef } from '../../model/events.ts'
import type { SegmentBody } from '../../model/outgoing.ts'
import { SqlFault } from '../../ports/sql.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import type { Alarm } from '../jobs/alarm.ts'
import { createPool } from '../jobs/pool.ts'
import type { Kit } from '../kit.ts'
import type { Messages } from '../timeline/messages.ts'
import type { Thread, Threads } from '../timeline/threads.ts'
import { createPace } from './pace.ts'
import type { SegmentRow, Settle } from './settle.ts'

/** Sends what is due: one call at a time per thread, in order, paced by the manifest. */
export interface Drain {
  /** Starts what is due; never waits. */
  run(): void
  /** When the next segment that is not under way is due, or null. */
  next(): number | null
  readonly busy: boolean
  idle(): Promise<void>
}

const AT_ONCE = 64
/** A platform that hangs takes this many places, so that the others go on. */
const AT_ONCE_PER_CHANNEL = 16
const SETTLE_TRIES = 8
/** While the database takes nothing. */
const PAUSE_MS = 1000

/** What an adapter throws otherwise is a mistake of ours: nobody knows whether the call was made. */
const ours = (error: unknown): AdapterFault => new AdapterFault('platform', String(error), { certain: false })

/** Before the call only the credentials can fail: they lie sealed under another secret. */
const sealed = (error: unknown): AdapterFault =>
  new AdapterFault('auth', error instanceof Error ? error.message : String(error), { certain: true })

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** `kick` is called when a send has ended: more may be due. */
export function createDrain(
  kit: Kit,
  rooms: { channels: ChannelStore; threads: Threads; messages: Messages; settle: Settle; alarm: Alarm },
  kick: () => void,
): Drain {
  const { sql, clock, commit, log, blobs } = kit
  const due = sql.prepare<SegmentRow>(
    `SELECT s.id, s.messageId, m.conversationId, s.threadId, s.channelId, s.body, s.attempts, s.expiresAt, s.grantSeq, g.lane, g.anchor, m.replyToId
     FROM Segment s JOIN Message m ON m.id = s.messageId LEFT JOIN "Grant" g ON g.id = s.grantId
     WHERE s.dueAt <= ?1 AND s.channelId NOT IN (SELECT value FROM json_each(?2)) ORDER BY s.dueAt LIMIT ?3`,
  )
  const coming = sql.prepare<{ id: number; dueAt: number }>(
    `SELECT id, dueAt FROM Segment WHERE dueAt IS NOT NULL AND channelId NOT IN (SELECT value FROM json_each(?1)) ORDER BY dueAt LIMIT ?2`,
  )
  const begin = sql.prepare(
    "UPDATE Segment SET state = 'sending', dueAt = NULL, attempts = attempts + 1 WHERE id = ? AND state = 'queued' AND dueAt IS NOT NULL",
  )
  const beginMessage = sql.prepare("UPDATE Message SET state = 'sending' WHERE id = ? AND state = 'queued'")
  const hold = sql.prepare('UPDATE Segment SET dueAt = ? WHERE id = ? AND dueAt IS NOT NULL')
  const fileMime = sql.prepare<{ mime: string }>('SELECT mime FROM File WHERE id = ?')

  const { alarm } = rooms
  const pool = createPool(AT_ONCE, () => {
    alarm.by(0)
    kick()
  })
  const pace = createPace()

  async function open(file: string): Promise<Blob> {
    const stored = await blobs.get(file)
    if (!stored) throw new AdapterFault('content', 'The file is not in the store any more.', { certain: true })
    return new Response(stored.body, { headers: { 'content-type': fileMime.get(file)?.mime ?? 'application/octet-stream' } }).blob()
  }

  function outgoing(segment: SegmentRow, thread: Thread): Outgoing {
    const replyTo = segment.replyToId === null ? null : rooms.messages.refOf(segment.replyToId)
    const ref: ThreadRef = { externalId: thread.externalId }
    if (thread.route !== null) ref.route = JSON.parse(thread.route) as NonNullable<ThreadRef['route']>
    return {
      key: String(segment.id),
      surface: thread.surface,
      thread: ref,
      body: JSON.parse(segment.body) as SegmentBody,
      ...(replyTo === null ? {} : { replyTo }),
      ...(segment.lane === null || segment.anchor === null
        ? {}
        : { grant: { lane: segment.lane, anchor: segment.anchor, seq: segment.grantSeq ?? 1 } }),
      open,
    }
  }

  /** What the platform did must be written down, also when the database is busy just then. */
  async function settle(fn: () => void): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await commit(fn)
      } catch (error) {
        // A database that is busy or full takes it later; any other fault would come again.
        const passing = error instanceof SqlFault && (error.code === 'busy' || error.code === 'full')
        if (!passing && tries >= SETTLE_TRIES) return log('error', 'outbox.unsettled', { error: String(error) })
        await pause(Math.min(50 * 2 ** tries, 5000))
      }
    }
  }

  async function attempt(segment: SegmentRow, channel: ChannelInfo, thread: Thread): Promise<void> {
    const dedupes = channel.adapter.manifest.surfaces[thread.surface]?.dedupes ?? false
    let called = false
    try {
      const [ctx, out] = [await rooms.channels.ctx(channel), outgoing(segment, thread)]
      called = true
      const sent = await channel.adapter.send(ctx, out)
      await settle(() => rooms.settle.sent(segment, sent))
    } catch (error) {
      const fault = error instanceof AdapterFault ? error : called ? ours(error) : sealed(error)
      log('warn', 'outbox.fault', { channel: channel.id, code: fault.code, certain: fault.certain, platform: fault.platformCode })
      await settle(() => rooms.settle.fault({ ...segment, attempts: segment.attempts + 1 }, fault, dedupes))
    }
  }

  async function send(segment: SegmentRow): Promise<void> {
    const [channel, thread] = [rooms.channels.find(segment.channelId), rooms.threads.get(segment.threadId)]
    if (!channel || !thread || channel.state !== 'live') return settle(() => void hold.run(null, segment.id))
    const now = clock.now()
    if (now > segment.expiresAt) {
      const fault = new AdapterFault(segment.lane === null ? 'network' : 'window', 'It could not be delivered in time.', { certain: true })
      return settle(() => rooms.settle.fault({ ...segment, expiresAt: 0 }, fault, false))
    }
    const wait = pace.take(channel.id, thread.id, channel.adapter.manifest.surfaces[thread.surface]?.rate ?? [], now)
    if (wait > 0) return settle(() => void hold.run(now + wait, segment.id))
    const mine = await commit(() => {
      beginMessage.run(segment.messageId)
      return begin.run(segment.id) === 1
    })
    if (mine) await attempt(segment, channel, thread)
  }

  const started = new Map<string, number>()
  const startedOn = (channelId: string): number => started.get(channelId) ?? 0
  const full = (): string => JSON.stringify([...started].filter(([, count]) => count >= AT_ONCE_PER_CHANNEL).map(([id]) => id))

  function start(segment: SegmentRow): void {
    const { id, channelId } = segment
    if (startedOn(channelId) >= AT_ONCE_PER_CHANNEL) return
    const begun = pool.start(String(id), async () => {
      try {
        await send(segment)
      } catch (error) {
        // Tried again at once, it would fail for the same reason and keep the database from recovering.
        log('error', 'outbox.failed', { error: String(error) })
        await pause(PAUSE_MS)
      } finally {
        started.set(channelId, startedOn(channelId) - 1)
      }
    })
    if (begun) started.set(channelId, startedOn(channelId) + 1)
  }

  return {
    run() {
      if (pool.free === 0 || !alarm.due(clock.now())) return
      for (const segment of due.all(clock.now(), full(), AT_ONCE * 2)) start(segment)
      alarm.set(pool.free === 0 ? null : (coming.all(full(), AT_ONCE + 1).find(({ id }) => !pool.has(String(id)))?.dueAt ?? null))
    },
    next: () => alarm.at,
    get busy() {
      return pool.busy
    },
    idle: () => pool.idle(),
  }
}
