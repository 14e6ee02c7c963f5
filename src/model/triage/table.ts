import type { Features } from './features.ts'

/** Learned planes over the same features, as they are shipped. */
export interface Table {
  heads: readonly string[]
  /** How many features it knows. */
  known: number
  /** Bits of a weight: 8, or 4 with two to a byte. */
  bits: 8 | 4
  biases: readonly number[]
  /** What one step of a weight is worth, head by head. */
  steps: readonly number[]
  /** What one step of a feature's size is worth. */
  sizeStep: number
  /** Base64: distances between the sorted keys (seven bits a byte, the eighth says that more follow), sizes, weights row by row. */
  data: string
}

/** What a table says of a text: a score for each head, and what the first head gave for each feature that it knows. */
export interface Scores {
  scores: number[]
  shares: { at: number; share: number }[]
}

/**
 * Counted into the length of every text: what little is known of a text of strange or few words does not weigh as much as a whole sentence. With it
 * half as many everyday short messages of a hand left out seem urgent, and as many urgent ones are found.
 */
export const FLOOR = 40

/** 22 bits of a feature's hash: among so many places a stranger is seldom taken for a friend. */
export const keyOf = (hash: number): number => hash >>> 10

/** A table that is ready to be asked. */
export class Planes {
  readonly #table: Table
  readonly #places = new Map<number, number>()
  readonly #sizes: Float64Array
  /** Row by row, one number for each head. */
  readonly #weights: Int8Array

  constructor(table: Table) {
    this.#table = table
    const { known, bits, heads, sizeStep } = table
    const text = atob(table.data)
    const bytes = Uint8Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
    let [at, key] = [0, 0]
    for (let place = 0; place < known; place++) {
      let [distance, shift, byte] = [0, 0, 0]
      do {
        byte = bytes[at++] ?? 0
        distance |= (byte & 127) << shift
        shift += 7
      } while (byte > 127)
      key += distance
      this.#places.set(key, place)
    }
    this.#sizes = Float64Array.from(bytes.subarray(at, at + known), (byte) => byte * sizeStep)
    const packed = bytes.subarray(at + known)
    this.#weights = Int8Array.from({ length: known * heads.length }, (_, place) =>
      bits === 8 ? (packed[place] ?? 0) : (((packed[place >> 1] ?? 0) >> (4 * (place & 1))) & 15) - 8,
    )
  }

  ask({ hashes }: Features): Scores {
    const { heads, biases, steps } = this.#table
    const width = heads.length
    const sums = new Float64Array(width)
    const shares: Scores['shares'] = []
    let square = 0
    for (let at = 0; at < hashes.length; at++) {
      const place = this.#places.get(keyOf(hashes[at] ?? 0))
      if (place === undefined) continue
      const size = this.#sizes[place] ?? 0
      square += size * size
      const row = place * width
      for (let head = 0; head < width; head++) sums[head] = (sums[head] ?? 0) + (this.#weights[row + head] ?? 0)
      shares.push({ at, share: this.#weights[row] ?? 0 })
    }
    const length = Math.sqrt(square + FLOOR * FLOOR)
    return { scores: heads.map((_, head) => (biases[head] ?? 0) + ((sums[head] ?? 0) * (steps[head] ?? 0)) / length), shares }
  }
}
