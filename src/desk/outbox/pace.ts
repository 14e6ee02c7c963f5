import type { Bucket } from '../../model/surface.ts'

/** How long to wait before the next call, so that no bucket of the manifest overflows. In memory: a restart starts fresh. */
export interface Pace {
  /** Milliseconds until a call may be made, 0: now, and then it counts as made. */
  take(channelId: string, threadId: number, buckets: readonly Bucket[], now: number): number
}

const MANY = 10_000

export function createPace(): Pace {
  const calls = new Map<string, number[]>()

  const key = (bucket: Bucket, channelId: string, threadId: number): string =>
    `${bucket.scope === 'account' ? channelId : `#${threadId}`}/${bucket.per}/${bucket.count}`

  return {
    take(channelId, threadId, buckets, now) {
      if (calls.size > MANY) for (const [name, times] of calls) if ((times.at(-1) ?? 0) < now - 3_600_000) calls.delete(name)
      let wait = 0
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
