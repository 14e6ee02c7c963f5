import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DeskError } from '../errors.ts'
import { LIMITS, createLimiter, fingerprint } from './limits.ts'

const MINUTE = 60_000

function limiterAt(start = 0) {
  let now = start
  const limiter = createLimiter({ now: () => now })
  const take = (who = 'a'): number => {
    try {
      limiter.charge('said', who)
      return 0
    } catch (error) {
      if (!(error instanceof DeskError) || error.status !== 429) throw error
      return Number(error.data?.['retryAfter'])
    }
  }
  return { take, wait: (ms: number) => void (now += ms) }
}

describe('a limit', () => {
  const { burst, perMinute } = LIMITS.said

  test('lets a burst through, then says how long to wait, and keeps its word', () => {
    const { take, wait } = limiterAt(1_790_000_000_000)
    for (let n = 0; n < burst; n += 1) expect(take()).toBe(0)
    const seconds = take()
    expect(seconds).toBeGreaterThan(0)
    expect(take('another')).toBe(0)
    wait(seconds * 1000)
    expect(take()).toBe(0)
  })

  test('never lets more through than the burst and its rate', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { minLength: 50, maxLength: 300 }), (pauses) => {
        const { take, wait } = limiterAt()
        let [passed, time] = [0, 0]
        for (const pause of pauses) {
          wait(pause)
          time += pause
          if (take() === 0) passed += 1
        }
        expect(passed).toBeLessThanOrEqual(burst + (time / MINUTE) * perMinute + 1)
      }),
    )
  })

  test('counts a long name by its beginning, and a fingerprint tells long texts apart', async () => {
    const { take } = limiterAt()
    const long = 'x'.repeat(10_000)
    for (let n = 0; n < burst; n += 1) expect(take(`${long}${n}`)).toBe(0)
    expect(take(`${long}more`)).toBeGreaterThan(0)
    const prints = await Promise.all([long, `${long}more`, 'short', long].map(fingerprint))
    expect(new Set(prints).size).toBe(3)
    for (const print of prints) expect(print).toMatch(/^[\w+/]{22}==$/)
    expect(await fingerprint('')).toBe('')
  })

  test('forgets strangers, and under a flood of them does not grow', () => {
    const { take, wait } = limiterAt()
    for (let n = 0; n < 50_000; n += 1) expect(take(`who ${n}`)).toBe(0)
    wait(MINUTE)
    expect(take('who 1')).toBe(0)
  })

  test('counts what a thing weighs, and nobody is not counted', () => {
    const limiter = createLimiter({ now: () => 0 })
    limiter.charge('uploadBytes', 'a', LIMITS.uploadBytes.burst)
    expect(() => limiter.charge('uploadBytes', 'a', 1_000_000)).toThrow(DeskError)
    limiter.charge('uploadBytes', '', 10 * LIMITS.uploadBytes.burst)
    limiter.charge('uploadBytes', '', 10 * LIMITS.uploadBytes.burst)
  })
})
