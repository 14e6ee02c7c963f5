/** How long somebody will wait, from what a queue did lately. Times in ms, rates in 1/ms. */

/**
 * How often something ends, for each that is under way. Those that ended some other way count with their time, so that neither the quick nor the patient weigh
 * more than their share.
 */
export interface Rate {
  ended: number
  time: number
}
export const UNKNOWN: Rate = { ended: 0, time: 0 }

/** So many observations are remembered, the latest most: the error of a rate stays the same, at night as in a rush, and a row holds it in two numbers. */
const MEMORY = 200
/** Fewer say nothing. */
const FEW = 20

/** With one more: how long it took, and whether it ended so. */
export function observed({ ended, time }: Rate, took: number, so: boolean): Rate {
  const keep = 1 - 1 / MEMORY
  return { ended: ended * keep + (so ? 1 : 0), time: time * keep + took }
}

/** What is known of a queue when somebody asks how long they will wait. */
export interface Situation {
  /** How many wait before them. */
  ahead: number
  /** How many conversations its agents have at once, of those who are there, by the share of them that this queue gets. */
  slots: number
  /** Of conversations with an agent, how they end. */
  service: Rate
  /** Of those who wait, how they give up. */
  leaving: Rate
  /** How long the first in line has waited, ms; null: nobody waits. */
  first: number | null
}

/** Terms that are added one by one; the rest of the sum is as good as its integral. */
const TERMS = 1000

/** By the length of the queue, and that it gets shorter while some give up: `Σ k=0…ahead 1/(slots·μ + k·θ)`. */
export function byLength(ahead: number, capacity: number, leaving: number): number {
  let sum = 0
  for (let k = 0; k <= Math.min(ahead, TERMS); k++) sum += 1 / (capacity + k * leaving)
  if (ahead <= TERMS) return sum
  if (leaving === 0) return (ahead + 1) / capacity
  return sum + Math.log((capacity + (ahead + 0.5) * leaving) / (capacity + (TERMS + 0.5) * leaving)) / leaving
}

/** The wait, ms; as long as the first has waited where little is known yet; undefined: nothing can be said, or nobody is there. */
export function estimate({ ahead, slots, service, leaving, first }: Situation): number | undefined {
  if (slots <= 0) return undefined
  if (service.ended < FEW || service.time <= 0) return first ?? undefined
  return byLength(ahead, (slots * service.ended) / service.time, leaving.time > 0 ? leaving.ended / leaving.time : 0)
}

/** An estimate, and the wait that came of it. */
export interface Scored {
  said: number
  came: number
}

/** So many of the last are looked at. */
export const SCORED = 200
/** Past this a number misleads. */
const LOOSE = 0.35

/** The error (root mean square) of the latest as a share of the mean wait; undefined: too few to say. */
export function relativeError(scored: readonly Scored[], latest: number = SCORED): number | undefined {
  const last = scored.slice(-latest)
  const total = last.reduce((sum, { came }) => sum + came, 0)
  if (last.length < FEW || total <= 0) return undefined
  const squares = last.reduce((sum, { said, came }) => sum + (said - came) ** 2, 0)
  return Math.sqrt(squares * last.length) / total
}

/** Whether a number may be told at all: only where the last ones were near enough. What was never checked is not told either. */
export const isTold = (scored: readonly Scored[]): boolean => (relativeError(scored) ?? Infinity) <= LOOSE

/** What is told: between these two, ms. */
export interface Range {
  low: number
  high: number
}

/** Neighbours in a queue share their fate: of the next waits, the middle 80 % of the last ones hold but 72 to 77 %, and the middle 90 % more than 80. */
const TAIL = 0.05

/** What is told so that at least eight of ten waits come within, by how far the last ones were off. With none scored it is the estimate alone. */
export function rangeOf(said: number, scored: readonly Scored[]): Range {
  const off = scored
    .slice(-SCORED)
    .filter(({ said }) => said > 0)
    .map(({ said, came }) => came / said)
    .toSorted((a, b) => a - b)
  const low = Math.max(Math.floor((off.length + 1) * TAIL), 1)
  const high = Math.min(Math.ceil((off.length + 1) * (1 - TAIL)), off.length)
  return { low: said * (off[low - 1] ?? 1), high: said * (off[high - 1] ?? 1) }
}

/** Whether somebody who was told a range at `at` has to be told again: it is past, or what is told now ends later by more than a third. */
export function isToldAgain(told: Range & { at: number }, now: number, anew: Range): boolean {
  const waited = now - told.at
  return waited > told.high || waited + anew.high > (told.high * 4) / 3
}
