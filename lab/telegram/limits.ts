import type { LabClock } from '../clock.ts'
import { tooMany } from './errors.ts'

export interface Rate {
  /** So many messages … */
  count: number
  /** … in so many lab milliseconds … */
  per: number
  /** … and so many at once after a pause. */
  burst: number
}

export interface Limits {
  chat: Rate
  group: Rate
  all: Rate
}

/** The figures of Telegram's FAQ. They are not hard thresholds there; here they are. The burst is the lab's choice. */
export const usualLimits: Limits = {
  chat: { count: 1, per: 1000, burst: 3 },
  group: { count: 20, per: 60_000, burst: 20 },
  all: { count: 30, per: 1000, burst: 30 },
}

interface Bucket {
  level: number
  at: number
}

/** Token buckets of one bot. */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>()
  readonly #clock: LabClock
  readonly #limits: () => Limits | false

  constructor(clock: LabClock, limits: () => Limits | false) {
    this.#clock = clock
    this.#limits = limits
  }

  /** Takes room for `messages` to a chat, or throws 429 with the seconds until there is room. */
  take(chat: number, group: boolean, messages = 1): void {
    const limits = this.#limits()
    if (limits === false) return
    const wanted: [string, Rate][] = [
      ['all', limits.all],
      [`chat ${chat}`, limits.chat],
    ]
    if (group) wanted.push([`group ${chat}`, limits.group])
    const waits = wanted.map(([key, rate]) => this.#wait(key, rate, messages))
    const wait = Math.max(...waits)
    if (wait > 0) throw tooMany(Math.max(1, Math.ceil(wait / 1000 - 0.001)))
    for (const [key] of wanted) this.#bucket(key).level -= messages
  }

  /** Milliseconds until the bucket holds what is asked; an album larger than a full bucket goes when it is full. */
  #wait(key: string, rate: Rate, messages: number): number {
    const bucket = this.#bucket(key, rate.burst)
    const now = this.#clock.now()
    const gained = ((now - bucket.at) * rate.count) / rate.per
    bucket.level = Math.min(rate.burst, bucket.level + gained)
    bucket.at = now
    const missing = Math.min(messages, rate.burst) - bucket.level
    // A thousandth of a message is rounding, not waiting.
    return missing <= 0.001 ? 0 : (missing * rate.per) / rate.count
  }

  #bucket(key: string, full = 0): Bucket {
    let bucket = this.#buckets.get(key)
    if (bucket === undefined) this.#buckets.set(key, (bucket = { level: full, at: this.#clock.now() }))
    return bucket
  }
}
