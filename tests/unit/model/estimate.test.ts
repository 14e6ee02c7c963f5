import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Rate,
  type Scored,
  UNKNOWN,
  byLength,
  estimate,
  isTold,
  isToldAgain,
  observed,
  rangeOf,
  relativeError,
} from '../../../src/model/estimate.ts'
import { createRandom } from '../../support/random.ts'
import { replay } from './replay.ts'

const MINUTE = 60_000
const rate = (ended: number, time: number): Rate => ({ ended, time })

describe('by the length of the queue', () => {
  const few = fc.integer({ min: 0, max: 2000 })
  const some = fc.double({ min: 0.001, max: 100, noNaN: true })

  test('is the sum, also where it is too long to be added up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), some, some, (ahead, capacity, leaving) => {
        let sum = 0
        for (let k = 0; k <= ahead; k++) sum += 1 / (capacity + k * leaving)
        expect(Math.abs(byLength(ahead, capacity, leaving) / sum - 1)).toBeLessThan(1e-6)
      }),
    )
  })

  test('grows with those ahead, shrinks with capacity and with who gives up', () => {
    fc.assert(
      fc.property(few, some, some, (ahead, capacity, leaving) => {
        const wait = byLength(ahead, capacity, leaving)
        expect(byLength(ahead + 1, capacity, leaving)).toBeGreaterThan(wait)
        expect(byLength(ahead, capacity * 1.1, leaving)).toBeLessThan(wait)
        if (ahead > 0) expect(byLength(ahead, capacity, leaving * 1.1)).toBeLessThan(wait)
        expect(byLength(ahead, capacity, 0)).toBeCloseTo((ahead + 1) / capacity, 6)
      }),
    )
  })

  test('a million ahead take no time to reckon, and are less than without anybody giving up', () => {
    expect(byLength(1_000_000, 10, 1)).toBeCloseTo(Math.log(1_000_010.5 / 9.5), 2)
    expect(byLength(1_000_000, 10, 0)).toBeCloseTo(100_000.1, 6)
  })
})

describe('the relative error of estimates, for those who waited and were served', () => {
  test.each([
    [140, 100, 1, 0.157, 0.278, 0.224],
    [14, 10, 0.5, 0.344, 0.497, 0.483],
  ])('%d a minute for %d servers, %d leaving', (arrivals, servers, leaving, byQueue, naive, byFirst) => {
    const served = replay({ arrivals, servers, leaving }, 80_000).slice(1000)
    const mean = served.reduce((sum, { waited }) => sum + waited, 0) / served.length
    const error = (said: (one: (typeof served)[number]) => number): number =>
      Math.sqrt(served.reduce((sum, one) => sum + (said(one) - one.waited) ** 2, 0) / served.length) / mean
    const within = (found: number, expected: number): void => expect(Math.abs(found / expected - 1)).toBeLessThan(0.1)
    within(
      error(({ ahead }) => byLength(ahead, servers, leaving)),
      byQueue,
    )
    within(
      error(({ ahead }) => byLength(ahead, servers, 0)),
      naive,
    )
    within(
      error(({ first }) => first),
      byFirst,
    )
  })
})

describe('what is known of a queue', () => {
  test('a rate follows what is observed, and counts the time of those that did not end so', () => {
    const random = createRandom(1)
    let service = UNKNOWN
    for (let n = 0; n < 2000; n++) service = observed(service, random.exponential(1 / MINUTE), true)
    expect((service.ended / service.time) * MINUTE).toBeGreaterThan(0.8)
    expect((service.ended / service.time) * MINUTE).toBeLessThan(1.25)
    let leaving = UNKNOWN
    for (let n = 0; n < 4000; n++) {
      const [patience, served] = [random.exponential(0.5), random.exponential(1.5)]
      leaving = observed(leaving, Math.min(patience, served), patience < served)
    }
    expect(leaving.ended / leaving.time).toBeGreaterThan(0.35)
    expect(leaving.ended / leaving.time).toBeLessThan(0.65)
    for (let n = 0; n < 1000; n++) service = observed(service, 10 * MINUTE, true)
    expect(service.time / service.ended / MINUTE).toBeGreaterThan(9.5)
  })

  test('with few of them, the wait of the first in line; with none, or nobody there, nothing', () => {
    const known = { ahead: 3, slots: 2, service: rate(100, 100 * MINUTE), leaving: UNKNOWN, first: 7 * MINUTE }
    expect(estimate(known)).toBe(2 * MINUTE)
    expect(estimate({ ...known, leaving: rate(10, 20 * MINUTE) })).toBeLessThan(2 * MINUTE)
    expect(estimate({ ...known, service: rate(19, 19 * MINUTE) })).toBe(7 * MINUTE)
    expect(estimate({ ...known, service: UNKNOWN, first: null })).toBeUndefined()
    expect(estimate({ ...known, slots: 0 })).toBeUndefined()
  })
})

describe('what is told', () => {
  const spread = (length: number, error: number): Scored[] =>
    Array.from({ length }, (_, n) => ({ said: 100, came: 100 * (n % 2 === 0 ? 1 + error : 1 - error) }))

  test('is a number only where the last ones were near enough', () => {
    expect(relativeError(spread(200, 0.3))).toBeCloseTo(0.3, 12)
    expect(isTold(spread(200, 0.34))).toBe(true)
    expect(isTold(spread(200, 0.36))).toBe(false)
    expect(isTold([...spread(300, 0.9), ...spread(200, 0.1)])).toBe(true)
    expect(isTold([...spread(300, 0.1), ...spread(200, 0.9)])).toBe(false)
  })

  test('is no number before twenty were checked, nor where nobody waited', () => {
    expect(isTold(spread(19, 0.1))).toBe(false)
    expect(isTold(spread(20, 0.1))).toBe(true)
    expect(isTold(Array.from({ length: 50 }, () => ({ said: 0, came: 0 })))).toBe(false)
  })

  test('is a range in which at least eight of ten come, whatever the waits are like', () => {
    const seed = fc.integer()
    fc.assert(
      fc.property(seed, fc.integer({ min: 20, max: 250 }), fc.double({ min: 0.1, max: 2, noNaN: true }), (seed, length, power) => {
        const random = createRandom(seed)
        const one = (): Scored => {
          const said = 1000 * (1 + random.next())
          return { said, came: said * (0.1 + random.exponential(1)) ** power }
        }
        let held = 0
        for (let n = 0; n < 300; n++) {
          const learned = Array.from({ length }, one)
          const { said, came } = one()
          const { low, high } = rangeOf(said, learned)
          expect(low).toBeLessThanOrEqual(high)
          if (low <= came && came <= high) held += 1
        }
        // Four standard errors of chance below.
        expect(held / 300).toBeGreaterThan(0.8 - 4 * Math.sqrt(0.16 / 300))
      }),
      { numRuns: 20 },
    )
  })

  test('is told again when it is past, or ends later by more than a third', () => {
    const told = { at: 0, low: 3 * MINUTE, high: 6 * MINUTE }
    expect(isToldAgain(told, 2 * MINUTE, { low: MINUTE, high: 4 * MINUTE })).toBe(false)
    expect(isToldAgain(told, 2 * MINUTE, { low: 2 * MINUTE, high: 6 * MINUTE })).toBe(false)
    expect(isToldAgain(told, 2 * MINUTE, { low: 2 * MINUTE, high: 6.1 * MINUTE })).toBe(true)
    expect(isToldAgain(told, 6 * MINUTE, { low: 0, high: MINUTE })).toBe(false)
    expect(isToldAgain(told, 6 * MINUTE + 1, { low: 0, high: MINUTE })).toBe(true)
  })

  test('is not told again to whom it gets better', () => {
    const time = fc.integer({ min: 0, max: 100 })
    fc.assert(
      fc.property(time, time, time, (high, waited, less) => {
        fc.pre(waited <= high)
        expect(isToldAgain({ at: 0, low: 0, high }, waited, { low: 0, high: Math.max(high - waited - less, 0) })).toBe(false)
      }),
    )
  })
})
