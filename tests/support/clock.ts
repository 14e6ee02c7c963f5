import type { Clock } from '../../src/ports/clock.ts'

export interface TestClock extends Clock {
  set(at: number): void
  forward(ms: number): void
}

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A clock that stands still until it is moved. */
export function createTestClock(start: number = Date.UTC(2026, 2, 3, 9, 0, 0)): TestClock {
  let now = start
  return {
    now: () => now,
    set(at) {
      now = at
    },
    forward(ms) {
      now += ms
    },
  }
}
