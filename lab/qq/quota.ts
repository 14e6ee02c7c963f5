import type { LabClock } from '../clock.ts'
import type { Rate } from './options.ts'

/** Sums up, by key, what happened within sliding stretches of time: messages, calls, bytes. */
export class Quota {
  readonly #hits = new Map<string, { at: number; much: number }[]>()
  readonly #clock: LabClock

  constructor(clock: LabClock) {
    this.#clock = clock
  }

  /** Whether so much more fits into each of the rates. */
  room(key: string, rates: readonly Rate[], much = 1): boolean {
    const now = this.#clock.now()
    const longest = Math.max(0, ...rates.map(({ per }) => per))
    const recent = (this.#hits.get(key) ?? []).filter(({ at }) => at > now - longest)
    this.#hits.set(key, recent)
    return rates.every(({ count, per }) => {
      const within = recent.filter(({ at }) => at > now - per)
      return within.reduce((total, hit) => total + hit.much, much) <= count
    })
  }

  take(key: string, much = 1): void {
    const hits = this.#hits.get(key) ?? []
    hits.push({ at: this.#clock.now(), much })
    this.#hits.set(key, hits)
  }
}
