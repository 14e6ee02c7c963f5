import { featuresOf } from '../../src/model/triage/features.ts'
import { joined, Model, type Weights } from '../../src/model/triage/model.ts'
import { FLOOR, keyOf, type Table } from '../../src/model/triage/table.ts'
import type { Line } from './corpus.ts'
import { pack } from './pack.ts'
import { dot, learn, type Row } from './svm.ts'

/** How large a model may be: features that the plane of the answer knows, and that those of the labels know. */
export interface Size {
  answer: number
  labels: number
}

const SMOOTH = 1
const COST = 1
const EPOCHS = 10
const DRAFT = 4
/** A label with fewer lines is not learned for itself. */
const FEW = 60

interface Seen {
  keys: number[]
  line: Line
}

/** Features by their keys: how large each is in a row, and in how many lines it stands. */
type Sized = ReadonlyMap<number, { size: number; times: number }>

const indexed = (sized: Sized): [ReadonlyMap<number, number>, number[]] => [
  new Map([...sized.keys()].map((key, at) => [key, at])),
  [...sized.values()].map(({ size }) => size),
]

const view = (line: Line): Seen => ({ line, keys: [...new Set(featuresOf(line.text).hashes.map(keyOf))] })

/** Rarity times how much a feature tells the sides apart (after Wang and Manning, 2012); what was seen once is not known. */
function sizes(seen: readonly Seen[]): Sized {
  const counts = new Map<number, [no: number, yes: number]>()
  const totals = [0, 0]
  for (const { keys, line } of seen) {
    const side = line.positive ? 1 : 0
    totals[side] = (totals[side] ?? 0) + 1
    for (const key of keys) {
      const count = counts.get(key) ?? [0, 0]
      count[side] += 1
      counts.set(key, count)
    }
  }
  const found = new Map<number, { size: number; times: number }>()
  for (const [key, [no, yes]] of counts) {
    if (no + yes < 2) continue
    const ratio = (yes + SMOOTH) / ((totals[1] ?? 0) + 2 * SMOOTH) / ((no + SMOOTH) / ((totals[0] ?? 0) + 2 * SMOOTH))
    const size = Math.sqrt(Math.abs(Math.log(ratio))) * Math.log((seen.length + 1) / (no + yes))
    if (size > 0) found.set(key, { size, times: no + yes })
  }
  return found
}

function rowsOf(seen: readonly Seen[], columns: ReadonlyMap<number, number>, size: readonly number[]): Row[] {
  return seen.map(({ keys }) => {
    const found = keys.flatMap((key) => columns.get(key) ?? [])
    const values = Float64Array.from(found, (column) => size[column] ?? 0)
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, FLOOR * FLOOR))
    return { columns: Int32Array.from(found), values: values.map((value) => value / length) }
  })
}

/** The features that tell most: by how far they move a score, and how often. */
function chosen(seen: readonly Seen[], sized: Sized, targets: readonly boolean[][], limit: number): Sized {
  const list = [...sized]
  const [columns, size] = indexed(sized)
  const rows = rowsOf(seen, columns, size)
  const worth = new Float64Array(list.length)
  for (const target of targets) {
    const { weights } = learn(rows, target, list.length, COST, DRAFT)
    for (const [at, [, { size, times }]] of list.entries())
      worth[at] = Math.max(worth[at] ?? 0, Math.abs(weights[at] ?? 0) * size * Math.sqrt(times))
  }
  const order = list.map((_, at) => at).sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0))
  return new Map(
    order
      .slice(0, limit)
      .flatMap((at) => (list[at] ? [list[at]] : []))
      .sort(([a], [b]) => a - b),
  )
}

function tableOf(
  seen: readonly Seen[],
  sized: Sized,
  heads: readonly string[],
  targets: readonly boolean[][],
  limit: number,
  bits: 8 | 4,
): Table {
  const kept = chosen(seen, sized, targets, limit)
  const [columns, size] = indexed(kept)
  const rows = rowsOf(seen, columns, size)
  const planes = targets.map((target) => learn(rows, target, kept.size, COST, EPOCHS))
  return pack(planes, heads, [...kept.keys()], size, bits)
}

/** The first stage, as it will be shipped. The second stage is still empty. */
function firstStage(seen: readonly Seen[], labels: readonly string[], limit: Size): Weights {
  const sized = sizes(seen)
  const answers = seen.map(({ line }) => line.positive)
  const targets = labels.map((label) => seen.map(({ line }) => line.label === label))
  return {
    answer: tableOf(seen, sized, ['answer'], [answers], limit.answer, 8),
    labels: tableOf(seen, sized, labels, targets, labels.length > 0 ? limit.labels : 0, 4),
    join: [],
    threshold: 0,
  }
}

const dense = (values: readonly number[]): Row => ({ columns: Int32Array.from(values.keys()), values: Float64Array.from(values) })

/** Learns both stages. What the second stage learns from was said of lines by first stages that had not seen their hand. */
export function train(lines: readonly Line[], limit: Size): Weights {
  const seen = lines.map(view)
  const labels = [...new Set(lines.map(({ label }) => label))]
    .filter((label) => lines.filter((line) => line.label === label).length >= FEW)
    .sort()
  const hands = [...new Set(lines.map(({ hand }) => hand))]
  // With one or two hands there is too little left to learn from: then a third of the lines is left out in turn.
  const parts =
    hands.length > 2
      ? hands.map((hand) => (line: Line) => line.hand === hand)
      : [0, 1, 2].map((part) => (line: Line) => lines.indexOf(line) % 3 === part)
  const rows = new Map<Line, Row>()
  for (const isOut of parts) {
    const model = new Model(
      firstStage(
        seen.filter(({ line }) => !isOut(line)),
        labels,
        limit,
      ),
    )
    for (const line of lines.filter(isOut)) {
      const { answer, labels: said } = model.first(featuresOf(line.text))
      rows.set(line, dense(joined(answer, said, labels)))
    }
  }
  const whole = lines.flatMap((line) => rows.get(line) ?? [])
  const second = learn(
    whole,
    lines.map(({ positive }) => positive),
    whole[0]?.columns.length ?? 0,
    0.1,
    60,
  )
  const scored = lines.map((line, at) => ({ positive: line.positive, score: whole[at] ? dot(second, whole[at]) : 0 }))
  return { ...firstStage(seen, labels, limit), join: [...second.weights, second.bias], threshold: balance(scored) }
}

/** The score from which on the answer is yes: where the harmonic mean of precision and recall is best on lines of other hands. */
function balance(scored: readonly { positive: boolean; score: number }[]): number {
  const sorted = [...scored].sort((a, b) => b.score - a.score)
  const all = sorted.filter(({ positive }) => positive).length
  let [hits, best, threshold] = [0, 0, 0]
  for (const [at, { positive, score }] of sorted.entries()) {
    if (positive) hits++
    const mean = (2 * hits) / (at + 1 + all)
    if (mean > best) [best, threshold] = [mean, (score + (sorted[at + 1]?.score ?? score)) / 2]
  }
  return threshold
}
