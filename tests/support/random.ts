/** Chance that can be repeated. */
export interface Random {
  /** 0 ≤ n < 1 */
  next(): number
  /** A time with this many events in a unit of it. */
  exponential(rate: number): number
}

/** The same numbers for the same seed (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return { next, exponential: (rate) => -Math.log(1 - next()) / rate }
}
