import { type Alarm, createAlarm } from './alarm.ts'
import { type Pool, createPool } from './pool.ts'

/** How many jobs of a kind run at once, where it is not `USUAL`. Kinds share nothing: what hangs keeps only its like waiting. */
const CONCURRENCY: Readonly<Record<string, number>> = {
  // Downloads take minutes.
  media: 16,
  // A call to the platform each: seconds, or the whole deadline while it is away.
  poll: 16,
  'poll-now': 16,
  stream: 16,
  probe: 8,
  farewell: 8,
  'answer-press': 8,
}
const USUAL = 4

/** One kind of job: how many run, and when the next may be due. */
export interface Lane {
  readonly kind: string
  readonly concurrency: number
  readonly pool: Pool
  readonly alarm: Alarm
}

export interface Lanes extends Iterable<Lane> {
  of(kind: string): Lane
}

/** `onDone` is called after each job: there may be more to start. */
export function createLanes(onDone: () => void): Lanes {
  const lanes = new Map<string, Lane>()

  function open(kind: string): Lane {
    const concurrency = CONCURRENCY[kind] ?? USUAL
    const alarm = createAlarm()
    const pool = createPool(concurrency, () => {
      // What ended may be due again, and there is room for more.
      alarm.by(0)
      onDone()
    })
    const lane = { kind, concurrency, pool, alarm }
    lanes.set(kind, lane)
    return lane
  }

  return {
    of: (kind) => lanes.get(kind) ?? open(kind),
    [Symbol.iterator]: () => lanes.values(),
  }
}
