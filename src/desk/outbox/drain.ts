import { AdapterFault } from '../../contract/adapter.ts'
import type { SegmentBody } from '../../model/outgoing.ts'
import type { ChannelStore } from '../channels/store.ts'
import type { Alarm } from '../jobs/alarm.ts'
import { createPool } from '../jobs/pool.ts'
import type { Kit } from '../kit.ts'
import type { Files, Lent } from '../timeline/files.ts'
import type { Claimed, Claims } from './claim.ts'
import { SEGMENT_SELECT, type SegmentRow } from './segment.ts'

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
  { sql, clock, trace }: Pick<Kit, 'sql' | 'clock' | 'trace'>,
  rooms: { channels: ChannelStore; claims: Claims; files: Pick<Files, 'lend'>; alarm: Alarm },
  kick: () => void,
): Drain {
  const { alarm, claims, channels, files } = rooms
  const due = sql.prepare<SegmentRow>(
    `${SEGMENT_SELECT} WHERE s.dueAt <= ?1 AND s.channelId NOT IN (SELECT value FROM json_each(?2)) ORDER BY s.dueAt LIMIT ?3`,
  )
  const coming = sql.prepare<Pick<SegmentRow, 'id'> & { dueAt: number }>(
    `SELECT id, dueAt FROM Segment WHERE dueAt IS NOT NULL AND channelId NOT IN (SELECT value FROM json_each(?1)) ORDER BY dueAt LIMIT ?2`,
  )
  const pool = createPool(AT_ONCE, () => {
    alarm.by(0)
    kick()
  })

  async function attempt(claimed: Claimed, { open }: Lent): Promise<void> {
    let called = false
    try {
      const [ctx, out] = [await channels.ctx(claimed.channel), { ...claims.outgoing(claimed), open }]
      called = true
      const sent = await claimed.channel.adapter.send(ctx, out)
      await claims.sent(claimed, sent)
    } catch (error) {
      await claims.failed(claimed, error instanceof AdapterFault ? error : called ? ours(error) : sealed(error))
    }
  }

  const started = new Map<string, number>()
  const startedOn = (channelId: string): number => started.get(channelId) ?? 0
  /** Channels that have no place now, and those whose sends somebody else fetches. */
  const others = (): string =>
    JSON.stringify([...[...started].filter(([, count]) => count >= AT_ONCE_PER_CHANNEL).map(([id]) => id), ...channels.remote()])

  function start(segment: SegmentRow): void {
    const { id, channelId } = segment
    if (startedOn(channelId) >= AT_ONCE_PER_CHANNEL) return
    const begun = pool.start(String(id), async () => {
      let lent: Lent | undefined
      try {
        // Before it is claimed: what only waits for room is not under way.
        lent = await files.lend(JSON.parse(segment.body) as SegmentBody)
        const claimed = await claims.claim(segment)
        if (claimed) await attempt(claimed, lent)
      } catch (error) {
        // Tried again at once, it would fail for the same reason and keep the database from recovering.
        trace('error', 'outbox.failed', { error: String(error) })
        await pause(PAUSE_MS)
      } finally {
        lent?.giveBack()
        started.set(channelId, startedOn(channelId) - 1)
      }
    })
    if (begun) started.set(channelId, startedOn(channelId) + 1)
  }

  return {
    run() {
      if (pool.free === 0 || !alarm.due(clock.now())) return
      for (const segment of due.all(clock.now(), others(), AT_ONCE * 2)) start(segment)
      alarm.set(pool.free === 0 ? null : (coming.all(others(), AT_ONCE + 1).find(({ id }) => !pool.has(String(id)))?.dueAt ?? null))
    },
    next: () => alarm.at,
    get busy() {
      return pool.busy
    },
    idle: () => pool.idle(),
  }
}
