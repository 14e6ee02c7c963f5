import type { Kit } from '../kit.ts'

/** So many entries, in so many ms, are a surge: a desk with several hundred messages a second. */
const MUCH = { entries: 50, ms: 100 }

/** Tells whether entries come so fast that what can wait should. */
export interface Surge {
  /** `last`: the log's last number now. */
  is(last: number): boolean
  /** When to look again, although nothing happens, ms. */
  over(): number
}

export function createSurge({ clock }: Pick<Kit, 'clock'>, first: number): Surge {
  let from = { last: first, at: clock.now() }
  let surges = false
  return {
    is(last) {
      const ms = clock.now() - from.at
      if (ms >= MUCH.ms) {
        surges = (last - from.last) * MUCH.ms > MUCH.entries * ms
        from = { last, at: clock.now() }
      }
      return surges || last - from.last > MUCH.entries
    },
    over: () => from.at + 1000,
  }
}
