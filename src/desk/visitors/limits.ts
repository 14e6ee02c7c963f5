import { DeskError } from '../errors.ts'

/** At most `burst` at once, and `perMinute` over time. */
export interface Limit {
  burst: number
  perMinute: number
}

const MB = 1024 * 1024
const DAY = 24 * 60

/** What one visitor, and one network address, may ask of us. An office, or a proxy that we do not know of, shares an address. */
export const LIMITS = {
  session: { burst: 60, perMinute: 60 },
  history: { burst: 30, perMinute: 60 },
  live: { burst: 30, perMinute: 30 },
  file: { burst: 300, perMinute: 300 },
  said: { burst: 30, perMinute: 60 },
  upload: { burst: 20, perMinute: 6 },
  uploadBytes: { burst: 200 * MB, perMinute: (200 * MB) / DAY },
  addressNew: { burst: 100, perMinute: 120 },
  addressSaid: { burst: 200, perMinute: 400 },
  addressUploadBytes: { burst: 1024 * MB, perMinute: (2048 * MB) / DAY },
} as const satisfies Record<string, Limit>
type LimitName = keyof typeof LIMITS

/** Counts in memory: who waits for a restart to start afresh gains little. */
export interface Limiter {
  /** `cost` of them, one unless said otherwise. Throws `too-many` (429) with `retryAfter` in seconds. Nobody ('') has no limit. */
  charge(limit: LimitName, who: string, cost?: number): void
}

/** Stands for a text that a stranger chose: as short for a long one, and of no use to who reads our memory. '' stays ''. */
export async function fingerprint(text: string): Promise<string> {
  if (text === '') return ''
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return btoa(String.fromCodePoint(...digest.subarray(0, 16)))
}

/** So much of a name is told apart: what strangers choose does not fill our memory. */
const LONGEST = 100
/** Beyond this many the ones at rest are forgotten. */
const MANY = 20_000
const MINUTE = 60_000

/** Leaky buckets: `full` is the instant at which a bucket will be empty again. */
export function createLimiter(clock: { now(): number }): Limiter {
  const full = new Map<string, number>()

  function forget(now: number): void {
    for (const [key, until] of full) if (until <= now) full.delete(key)
    // A flood of strangers: rather forget whom we counted longest than grow without end.
    for (const key of full.keys()) {
      if (full.size <= MANY / 2) return
      full.delete(key)
    }
  }

  return {
    charge(name, who, cost = 1) {
      if (who === '') return
      const { burst, perMinute } = LIMITS[name]
      const now = clock.now()
      const step = MINUTE / perMinute
      const key = `${name} ${who.slice(0, LONGEST)}`
      const until = Math.max(full.get(key) ?? 0, now) + step * cost
      const wait = until - now - burst * step
      if (wait > 0) throw new DeskError('too-many', 429, 'Too many requests. Wait a little.', { retryAfter: Math.ceil(wait / 1000) })
      if (full.size > MANY) forget(now)
      full.set(key, until)
    },
  }
}
