import type { SurfaceKind } from '../../model/events.ts'
import type { Bucket } from '../../model/surface.ts'
import type { Thread } from '../timeline/threads.ts'

/**
 * When each call may be made, so that no bucket overflows. Each holder is given an instant of its own, ahead of time: however many
 * wait, each has to be put off once. In memory: a restart starts fresh, and is told by the platform.
 */
export interface Pace {
  /** The instant (ms) at which `holder` may make its call, now or later. Asked again, it is the same unless it was missed or the account rests. */
  slot(holder: number, channelId: string, thread: Destination, buckets: readonly Bucket[], now: number): number
  /** The call was made: the holder may be given another instant. */
  made(holder: number): void
  /** It was not made after all, or does not count. */
  back(holder: number): void
  /** The platform says that this account may make no call of this surface before `until` (ms). */
  rest(channelId: string, surface: SurfaceKind, until: number): void
}

type Destination = Pick<Thread, 'id' | 'surface'>

interface Slot {
  at: number
  /** The calls that it counts among, by bucket. */
  among: number[][]
}

const FORGET_EVERY = 60_000
const LONG_AGO = 3_600_000
/** Whoever comes so late for its turn takes another: many at once would be a burst. */
const MISSED = 1000

const nameOf = ({ scope, per, count, lanes }: Bucket, channelId: string, threadId: number): string =>
  `${scope === 'account' ? channelId : `#${threadId}`}/${per}/${count}/${lanes?.join() ?? ''}`

export function createPace(): Pace {
  /** Instants of each bucket's calls, made and to come, in order: as many as it counts. */
  const calls = new Map<string, number[]>()
  const resting = new Map<string, number>()
  const slots = new Map<number, Slot>()
  let forgotten = 0

  function callsOf(name: string): number[] {
    const known = calls.get(name) ?? []
    calls.set(name, known)
    return known
  }

  /** What lies so far back that it fits into no bucket. Looked through once a minute, however many there are. */
  function forget(now: number): void {
    if (now - forgotten < FORGET_EVERY) return
    forgotten = now
    for (const [name, times] of calls) if ((times.at(-1) ?? 0) < now - LONG_AGO) calls.delete(name)
    for (const [holder, { at }] of slots) if (at < now - LONG_AGO) slots.delete(holder)
  }

  function back(holder: number): void {
    const slot = slots.get(holder)
    slots.delete(holder)
    for (const times of slot?.among ?? []) {
      const index = times.lastIndexOf(slot?.at ?? 0)
      if (index >= 0) times.splice(index, 1)
    }
  }

  return {
    back,
    made: (holder) => void slots.delete(holder),
    rest(channelId, surface, until) {
      const name = `${channelId}/${surface}`
      resting.set(name, Math.max(until, resting.get(name) ?? 0))
    },
    slot(holder, channelId, { id, surface }, buckets, now) {
      forget(now)
      const rested = resting.get(`${channelId}/${surface}`) ?? 0
      const known = slots.get(holder)
      if (known && known.at >= rested && known.at >= now - MISSED) return known.at
      back(holder)
      const among = buckets.map((bucket) => ({ bucket, times: callsOf(nameOf(bucket, channelId, id)) }))
      let at = Math.max(now, rested)
      for (const { bucket, times } of among) {
        const oldest = times[times.length - bucket.count]
        if (oldest !== undefined) at = Math.max(at, oldest + bucket.per)
      }
      for (const { bucket, times } of among) {
        // Kept in order: one that may go earlier stands before those that were given theirs.
        times.splice(times.findLastIndex((time) => time <= at) + 1, 0, at)
        while (times.length > bucket.count && (times[0] ?? now) + bucket.per <= now) times.shift()
      }
      slots.set(holder, { at, among: among.map(({ times }) => times) })
      return at
    },
  }
}
