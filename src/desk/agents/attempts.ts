import type { BetterAuthRateLimitStorage } from '@better-auth/core'

/** Beyond this many addresses and paths the oldest are forgotten: a flood of strangers does not fill the memory. */
const MANY = 20_000

/**
 * How often each address has tried what, for better-auth: in the memory of this desk. Its own counts are the process's, so that the agents of
 * one desk would lock those of another out. Counted from the first attempt to the end of the rule's `window` (s).
 */
export function createAttempts(clock: { now(): number }): BetterAuthRateLimitStorage {
  const counts = new Map<string, { n: number; ends: number }>()
  return {
    async consume(key, { window, max }) {
      const now = clock.now()
      const found = counts.get(key)
      const count = found && found.ends > now ? found : { n: 0, ends: now + window * 1000 }
      if (count.n >= max) return { allowed: false, retryAfter: Math.ceil((count.ends - now) / 1000) }
      count.n++
      counts.delete(key)
      counts.set(key, count)
      for (const oldest of counts.keys()) {
        if (counts.size <= MANY) break
        counts.delete(oldest)
      }
      return { allowed: true, retryAfter: null }
    },
  }
}
