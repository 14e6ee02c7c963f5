import type { Bucket } from '../../model/surface.ts'

/** How long to wait before the next call, so that no bucket overflows. In memory: a restart starts fresh, and is told by the platform. */
export interface Pace {
  /** Milliseconds until a call may be made, 0: now, and then it counts as made. */
  take(channelId: string, threadId: number, buckets: readonly Bucket[], now: number): number
  /** The platform says that this account may make no call before `until` (ms). */
  rest(channelId: string, until: number): void
}

const MANY = 10_000

export function createPace(): Pace {
  const calls = new Map<string, number[]>()
  const resting = new Map<string, number>()

  const key = (bucket: Bucket, channelId: string, threadId: number): string =>
    `${bucket.scope === 'account' ? channelId : `#${threadId}`}/${bucket.per}/${bucket.count}`

  return {
    rest: (channelId, until) => void resting.set(channelId, Math.max(until, resting.get(channelId) ?? 0)),
    take(channelId, threadId, buckets, now) {
      if (calls.size > MANY) for (const [name, times] of calls) if ((times.at(-1) ?? 0) < now - 3_600_000) calls.delete(name)
      let wait = Math.max(0, (resting.get(channelId) ?? 0) - now)
      for (const bucket of buckets) {
        const times = calls.get(key(bucket, channelId, threadId)) ?? []
        const oldest = times[times.length - bucket.count]
        if (oldest !== undefined) wait = Math.max(wait, oldest + bucket.per - now)
      }
      if (wait > 0) return wait
      for (const bucket of buckets) {
        const name = key(bucket, channelId, threadId)
        const times = calls.get(name) ?? []
        times.push(now)
        if (times.length > bucket.count) times.shift()
        calls.set(name, times)
      }
      return 0
    },
  }
}
