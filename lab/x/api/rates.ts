import type { LabClock } from '../../clock.ts'
import type { Limits, Window } from '../options.ts'
import { tooMany } from './problems.ts'

interface Bucket {
  window: Window
  used: number
  reset: number
}

const day = 24 * 3600 * 1000
const seconds = (at: number): string => String(Math.ceil(at / 1000))

/** Windows that begin with the first request and are empty again when they end. */
export class Rates {
  readonly #clock: LabClock
  readonly #limits: () => Limits | false
  readonly #buckets = new Map<string, Bucket>()

  constructor(clock: LabClock, limits: () => Limits | false) {
    this.#clock = clock
    this.#limits = limits
  }

  /**
   * Counts one request. `user` is undefined with app-only authentication. Returns the headers of its answer; throws 429.
   * `x-rate-limit-*` tell of the short window; those of a day have names of their own, as twitter-api-v2 reads them.
   */
  take(name: keyof Limits, endpoint: string, app: string, user: string | undefined): Record<string, string> {
    const limits = this.#limits()
    if (limits === false) return {}
    const limit = limits[name]
    const what = name === 'sendDm' ? name : `${name} ${endpoint}`
    const own = user === undefined ? limit.app : limit.user
    const who = user === undefined ? 'app' : 'user'
    const buckets = [
      ...(own ?? []).map((window) => [who, this.#bucket(`${what} ${app} ${user}`, window)] as const),
      ...(limit.shared ?? []).map((window) => ['app', this.#bucket(`${what} ${app} all`, window)] as const),
    ]
    const full = buckets.some(([, bucket]) => bucket.used >= bucket.window.count)
    if (!full) for (const [, bucket] of buckets) bucket.used++
    const headers = Object.assign({}, ...buckets.map(([whose, bucket]) => headersOf(whose, bucket))) as Record<string, string>
    if (full) throw tooMany(headers)
    return headers
  }

  #bucket(key: string, window: Window): Bucket {
    const now = this.#clock.now()
    const name = `${key} ${window.per}`
    let bucket = this.#buckets.get(name)
    if (bucket === undefined || bucket.reset <= now) {
      bucket = { window, used: 0, reset: now + window.per }
      this.#buckets.set(name, bucket)
    }
    return bucket
  }
}

function headersOf(whose: string, { window, used, reset }: Bucket): Record<string, string> {
  const prefix = window.per === day ? `x-${whose}-limit-24hour` : 'x-rate-limit'
  return {
    [`${prefix}-limit`]: String(window.count),
    [`${prefix}-remaining`]: String(window.count - used),
    [`${prefix}-reset`]: seconds(reset),
  }
}
