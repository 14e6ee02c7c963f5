/** A share or a mean, with what chance may have done to it. */
export interface Figure {
  value: number
  /** The true value is within so much of it, in 99 of 100 runs. */
  within: number
}

/** As independent as they are many: neighbours in a queue share their fate, batches hardly do. */
const BATCHES = 30
/** Student's t, 29 degrees of freedom, 99 % on both sides. */
const T = 2.756

/** The mean over all, by the means of batches that follow each other. */
export function figure<T>(all: readonly T[], of: (one: T) => number): Figure {
  const size = Math.floor(all.length / BATCHES)
  const means = Array.from({ length: BATCHES }, (_, n) => mean(all.slice(n * size, (n + 1) * size).map(of)))
  const value = mean(means)
  const variance = means.reduce((sum, one) => sum + (one - value) ** 2, 0) / (BATCHES - 1)
  return { value, within: T * Math.sqrt(variance / BATCHES) }
}

/** Zero of none. */
export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)

export const holds = ({ value, within }: Figure, exact: number): boolean => Math.abs(value - exact) <= within
