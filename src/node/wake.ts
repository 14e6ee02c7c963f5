import { type Clock, systemClock } from '../ports/clock.ts'
import type { Trace } from '../ports/ports.ts'
import type { Wake } from '../ports/wake.ts'

/** Node counts a timer's delay in 31 bits. */
const LONGEST = 2 ** 31 - 1
/** A timer: forgotten when the process ends, so the desk sets it again when it opens. A run that failed is tried `again` ms later. */
export function createTimerWake({ clock = systemClock, trace, again = 5000 }: { clock?: Clock; trace: Trace; again?: number }): Wake {
  let run: (() => Promise<number | null>) | undefined
  let timer: NodeJS.Timeout | undefined
  let due = Infinity
  let running = false
  let stopped = false

  function by(at: number): void {
    // One that is overdue has a timer that the clock has outrun: it is set again.
    if (stopped || (at >= due && due > clock.now())) return
    due = Math.min(at, due)
    arm()
  }

  function arm(): void {
    clearTimeout(timer)
    if (running || stopped || due === Infinity) return
    timer = setTimeout(fire, Math.min(Math.max(due - clock.now(), 0), LONGEST))
  }

  function fire(): void {
    if (clock.now() < due) arm()
    else if (run) void wake(run)
  }

  async function wake(call: () => Promise<number | null>): Promise<void> {
    running = true
    due = Infinity
    try {
      by((await call()) ?? Infinity)
    } catch (error) {
      trace('error', 'wake.failed', { error: String(error) })
      by(clock.now() + again)
    } finally {
      running = false
      arm()
    }
  }

  return {
    by,
    onWake(call) {
      run = call
      arm()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
