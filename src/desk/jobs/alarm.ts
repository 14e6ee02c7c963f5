/** The earliest time at which rows of one kind may be due, in memory, so that looking for them costs nothing when none are. */
export interface Alarm {
  /** Something is due at `at`. Too early is harmless: it is only looked at. */
  by(at: number): void
  /** Whether to look now. */
  due(now: number): boolean
  /** What looking found: when the next one is due, or null. */
  set(at: number | null): void
  readonly at: number | null
}

/** Rings at once the first time: what a restart left behind is due. */
export function createAlarm(): Alarm {
  let earliest = 0
  return {
    by(at) {
      if (at < earliest) earliest = at
    },
    due: (now) => earliest <= now,
    set(at) {
      earliest = at ?? Number.POSITIVE_INFINITY
    },
    get at() {
      return Number.isFinite(earliest) ? earliest : null
    },
  }
}
