import type { SurfaceKind } from '../../model/events.ts'
import type { Bucket } from '../../model/surface.ts'
import type { Thread } from '../timeline/threads.ts'

/** How long to wait before the next call, so that no bucket overflows. In memory: a restart starts fresh, and is told by the platform. */
export interface Pace {
  /** Milliseconds until a call may be made, 0: now, and then it counts as made. */
  take(channelId: string, thread: Place, buckets: readonly Bucket[], now: number): number
  /** The last call that was taken was not made after all. */
  back(channelId: string, thread: Place, buckets: readonly Bucket[]): void
  /** The platform says that this account may make no call of this surface before `until` (ms). */
  rest(channelId: string, surface: SurfaceKind, until: number): void
}

type Place = Pick<Thread, 'id' | 'surface'>

const MANY = 10_000

export function createPace(): Pace {
  const calls = new Map<string, number[]>()
  const resting = new Map<string, number>()

  const key = ({ scope, per, count, lanes }: Bucket, channelId: string, threadId: number): string =>
    `${scope === 'account' ? channelId : `#${threadId}`}/${per}/${count}/${lanes?.join() ?? ''}`

  return {
    rest(channelId, surface, until) {
      const name = `${channelId}/${surface}`
      resting.set(name, Math.max(until, resting.get(name) ?? 0))
    },
    back(channelId, { id }, buckets) {
      for (const bucket of buckets) calls.get(key(bucket, channelId, id))?.pop()
    },
    take(channelId, { id, surface }, buckets, now) {
      if (calls.size > MANY) for (const [name, times] of calls) if ((times.at(-1) ?? 0) < now - 3_600_000) calls.delete(name)
      let wait = Math.max(0, (resting.get(`${channelId}/${surface}`) ?? 0) - now)
      for (const bucket of buckets) {
        const times = calls.get(key(bucket, channelId, id)) ?? []
        const oldest = times[times.length - bucket.count]
        if (oldest !== undefined) wait = Math.max(wait, oldest + bucket.per - now)
      }
      if (wait > 0) return wait
      for (const bucket of buckets) {
        const name = key(bucket, channelId, id)
        const times = calls.get(name) ?? []
        times.push(now)
        if (times.length > bucket.count) times.shift()
        calls.set(name, times)
      }
      return 0
    },
  }
}
