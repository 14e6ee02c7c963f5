import { type Clock, systemClock } from '../ports/clock.ts'
import type { Trace } from '../ports/ports.ts'
import type { Wake } from '../ports/wake.ts'

export interface AlarmWake extends Wake {
  /** For the Durable Object's `alarm`. */
  alarm(): Promise<void>
}

/** The object's one alarm. It survives everything; what was set before this start is kept. A run that failed is tried `again` ms later. */
export async function openAlarmWake(options: {
  storage: DurableObjectStorage
  clock?: Clock
  trace: Trace
  again?: number
}): Promise<AlarmWake> {
  const { storage, clock = systemClock, trace, again = 5000 } = options
  let run: (() => Promise<number | null>) | undefined
  let due = (await storage.getAlarm()) ?? Infinity

  function by(at: number): void {
    if (at >= due) return
    due = at
    // Storage keeps the order of its writes and holds every answer back until they are durable: nothing to wait for. 0 is no time to it.
    void storage.setAlarm(Math.max(at, 1))
  }

  return {
    by,
    onWake(call) {
      run = call
    },
    stop() {},
    // The engine never calls it twice at the same time.
    async alarm() {
      if (!run) return
      due = Infinity
      try {
        by((await run()) ?? Infinity)
      } catch (error) {
        trace('error', 'wake.failed', { error: String(error) })
        by(clock.now() + again)
      }
    },
  }
}
