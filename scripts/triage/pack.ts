import type { Table } from '../../src/model/triage/table.ts'
import type { Plane } from './svm.ts'

/** A few large weights would make the steps of all others coarse: this share of them keeps its size. */
const KEPT = { 8: 0.999, 4: 0.99 }

/** Rounds learned planes to what is shipped. `keys` are sorted; `size` says how large each feature is in a row. */
export function pack(
  planes: readonly Plane[],
  heads: readonly string[],
  keys: readonly number[],
  size: readonly number[],
  bits: 8 | 4,
): Table {
  const most = 2 ** (bits - 1) - 1
  const sizeStep = size.reduce((most, value) => Math.max(most, value), 0.001) / 255
  const shares = planes.map(({ weights }) => Array.from(weights, (weight, at) => weight * (size[at] ?? 0)))
  const steps = shares.map((list) => (list.map(Math.abs).sort((a, b) => a - b)[Math.floor(list.length * KEPT[bits])] || 1) / most)
  const rounded = keys.flatMap((_, at) =>
    shares.map((list, head) => Math.max(-most, Math.min(most, Math.round((list[at] ?? 0) / (steps[head] ?? 1))))),
  )
  const bytes = [
    ...distances(keys),
    ...size.map((value) => Math.max(1, Math.round(value / sizeStep))),
    ...(bits === 8 ? rounded : halves(rounded)),
  ]
  return {
    heads,
    known: keys.length,
    bits,
    biases: planes.map(({ bias }) => bias),
    steps,
    sizeStep,
    data: Buffer.from(bytes).toString('base64'),
  }
}

function distances(keys: readonly number[]): number[] {
  return keys.flatMap((key, at) => {
    const bytes: number[] = []
    let left = key - (keys[at - 1] ?? 0)
    for (; left > 127; left >>>= 7) bytes.push((left & 127) | 128)
    return [...bytes, left]
  })
}

const halves = (values: readonly number[]): number[] =>
  Array.from({ length: Math.ceil(values.length / 2) }, (_, at) => ((values[2 * at] ?? 0) + 8) | (((values[2 * at + 1] ?? 0) + 8) << 4))
