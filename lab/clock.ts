/** Lab time, in milliseconds since 1970, and what is to happen later in it. */
export interface LabClock {
  now(): number
  /** Runs `run` once, `ms` of lab time from now. Returns what cancels it. */
  after(ms: number, run: () => void): () => void
}

/** The machine's time, or a multiple of it: with `speed` 60 a minute of retry delay is a second of waiting. */
export function realClock(speed = 1): LabClock {
  const start = Date.now()
  const origin = performance.now()
  return {
    now: () => start + (performance.now() - origin) * speed,
    after(ms, run) {
      const timer = setTimeout(run, Math.max(0, ms) / speed)
      return () => clearTimeout(timer)
    },
  }
}

/** Stands still until told to move. */
export class FakeClock implements LabClock {
  #now: number
  #timers = new Set<{ at: number; run: () => void }>()

  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, ms), run }
    this.#timers.add(timer)
    return () => void this.#timers.delete(timer)
  }

  /** When the next timer is due; undefined if none is set. */
  next(): number | undefined {
    return this.#timers.size === 0 ? undefined : Math.min(...[...this.#timers].map((timer) => timer.at))
  }

  /** Moves on by `ms`, running what falls due, in order. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      const due = [...this.#timers].filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)[0]
      if (due === undefined) break
      this.#timers.delete(due)
      this.#now = due.at
      due.run()
    }
    this.#now = end
  }
}

export const sleep = (clock: LabClock, ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => void clock.after(ms, resolve))
