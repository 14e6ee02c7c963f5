import type { Sent } from '../adapter.ts'

type Left = NonNullable<Sent['left']>

/** The headers of a window of 15 minutes, and of the day (`twitter-api-v2` reads the same; X docs name only the first). */
const WINDOWS = ['x-rate-limit', 'x-user-limit-24hour', 'x-app-limit-24hour']

/** What is left of the tightest limit that an answer tells of, and when that begins anew. */
export function leftOf(headers: Pick<Headers, 'get'>): Left | undefined {
  let tightest: Left | undefined
  for (const name of WINDOWS) {
    const [count, reset] = [numberIn(headers, `${name}-remaining`), numberIn(headers, `${name}-reset`)]
    if (count === undefined || reset === undefined) continue
    const left = { count, resetAt: reset * 1000 }
    if (!tightest || count < tightest.count || (count === tightest.count && left.resetAt > tightest.resetAt)) tightest = left
  }
  return tightest
}

function numberIn(headers: Pick<Headers, 'get'>, name: string): number | undefined {
  const value = headers.get(name)
  return value !== null && /^\d{1,12}$/.test(value) ? Number(value) : undefined
}
