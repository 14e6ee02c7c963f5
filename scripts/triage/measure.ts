import type { Verdict } from '../../src/model/triage/model.ts'
import type { Line } from './corpus.ts'

/** A line and what was said of it. */
export interface Result extends Pick<Verdict, 'positive' | 'score'> {
  line: Line
}

interface Counts {
  hits: number
  misses: number
  alarms: number
  quiet: number
}

/** How often it was right. */
export function judged(results: readonly Result[]): Counts {
  const count = (is: boolean, said: boolean): number =>
    results.filter(({ line, positive }) => line.positive === is && positive === said).length
  return { hits: count(true, true), misses: count(true, false), alarms: count(false, true), quiet: count(false, false) }
}

/** A share with its 95 % interval after Wilson (1927). */
export function share(part: number, all: number): string {
  if (all === 0) return '–'
  const z = 1.96
  const rate = part / all
  const centre = rate + (z * z) / (2 * all)
  const spread = z * Math.sqrt((rate * (1 - rate)) / all + (z * z) / (4 * all * all))
  const [low, high] = [(centre - spread) / (1 + (z * z) / all), (centre + spread) / (1 + (z * z) / all)]
  return `${rate.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)}, ${part} of ${all})`
}

/** Recall at the highest threshold that keeps `precision`. */
function recallAt(results: readonly Result[], precision: number): number {
  const all = results.filter(({ line }) => line.positive).length
  let [hits, best] = [0, 0]
  for (const [at, { line }] of [...results].sort((a, b) => b.score - a.score).entries()) {
    if (line.positive) hits++
    if (hits / (at + 1) >= precision) best = hits / all
  }
  return best
}

/** The figures as lines: together, then by category, kind, language and hand. */
export function table({ hits, misses, alarms }: Counts, results: readonly Result[]): string {
  const whole = [
    `recall     ${share(hits, hits + misses)}`,
    `precision  ${share(hits, hits + alarms)}`,
    `F          ${((2 * hits) / (2 * hits + misses + alarms || 1)).toFixed(3)}`,
    `recall where precision is 0.93: ${recallAt(results, 0.93).toFixed(3)}, 0.95: ${recallAt(results, 0.95).toFixed(3)}`,
  ]
  const by = (name: string, of: (line: Line) => string): string[] => {
    const groups = Map.groupBy(results, ({ line }) => of(line))
    return [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([group, part]) => {
        const counts = judged(part)
        const positives = counts.hits + counts.misses
        const negatives = counts.alarms + counts.quiet
        const found = positives > 0 ? `  found ${share(counts.hits, positives)}` : ''
        return `${name} ${group.padEnd(22)}${found}${negatives > 0 ? `  left alone ${share(counts.quiet, negatives)}` : ''}`
      })
  }
  return [
    ...whole,
    ...by('category', ({ category }) => category ?? 'none'),
    ...by('kind', ({ kind }) => kind),
    ...by('language', ({ lang }) => lang),
    ...by('hand', ({ hand }) => hand),
  ].join('\n')
}
