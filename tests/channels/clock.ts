import type { LabClock } from '../../lab/clock.ts'
import type { Clock } from '../../src/ports/clock.ts'

/** The machine's time, which a test can push forward: for the hub and the lab alike, so that windows close on both sides. */
export interface PushedClock extends Clock, LabClock {
  push(ms: number): void
}

export function createPushedClock(): PushedClock {
  let ahead = 0
  const timers = new Set<{ at: number; run: () => void; timer: NodeJS.Timeout }>()
  const now = (): number => Date.now() + ahead
  return {
    now,
    after(ms, run) {
      const fire = (): void => {
        timers.delete(one)
        run()
      }
      const one = { at: now() + Math.max(0, ms), run: fire, timer: setTimeout(fire, Math.min(Math.max(0, ms), 2 ** 31 - 1)) }
      timers.add(one)
      return () => {
        clearTimeout(one.timer)
        timers.delete(one)
      }
    },
    push(ms) {
      ahead += ms
      for (const one of [...timers].toSorted((a, b) => a.at - b.at)) {
        if (one.at > now()) continue
        clearTimeout(one.timer)
        one.run()
      }
    },
  }
}
