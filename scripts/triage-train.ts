// `npm run triage:train`: learns src/model/triage/weights.ts from corpus/. With `--leave-out` it judges each hand by what the
// others taught, and writes nothing: that is the honest figure for text by somebody else.
import { writeFileSync } from 'node:fs'
import { featuresOf } from '../src/model/triage/features.ts'
import { Model, type Weights } from '../src/model/triage/model.ts'
import { CALM, NO_PERSON, PERSON, URGENT } from '../src/model/triage/triage.samples.ts'
import { fingerprint, type Line, type SetName, training } from './triage/corpus.ts'
import { judged, table } from './triage/measure.ts'
import { type Size, train } from './triage/train.ts'

const SIZES: Record<SetName, Size> = { urgent: { answer: 43_000, labels: 16_000 }, person: { answer: 16_000, labels: 2000 } }

const rounding = (_: string, value: unknown): unknown => (typeof value === 'number' ? Number(value.toPrecision(6)) : value)

function checkOf(weights: Record<SetName, Weights>, texts: readonly string[]): number {
  const sum = (set: SetName): number => {
    const model = new Model(JSON.parse(JSON.stringify(weights[set], rounding)) as Weights)
    return texts.reduce((total, text) => total + model.ask(featuresOf(text)).score, 0)
  }
  return Number((sum('urgent') + sum('person')).toFixed(6))
}

function leaveOut(set: SetName): void {
  const lines = training(set)
  const results = [...new Set(lines.map(({ hand }) => hand))].flatMap((hand) => {
    const model = new Model(
      train(
        lines.filter((line) => line.hand !== hand),
        SIZES[set],
      ),
    )
    return lines.filter((line) => line.hand === hand).map((line: Line) => ({ line, ...model.ask(featuresOf(line.text)) }))
  })
  console.log(`${set}: each hand by what the others taught\n${table(judged(results), results)}\n`)
}

if (process.argv.includes('--leave-out')) {
  leaveOut('urgent')
  leaveOut('person')
} else {
  const weights = { urgent: train(training('urgent'), SIZES.urgent), person: train(training('person'), SIZES.person) }
  const samples = [...URGENT.map(([text]) => text), ...CALM, ...PERSON, ...NO_PERSON]
  const rounded = JSON.stringify(weights, rounding)
  writeFileSync(
    new URL('../src/model/triage/weights.ts', import.meta.url),
    `// Written by \`npm run triage:train\` from corpus/: not to be changed by hand.
import type { Weights } from './model.ts'

/** The training lines that the weights come from. */
export const CORPUS = '${fingerprint()}'

/** The scores of the samples in triage.samples.ts added up, by either model: the same on every runtime. */
export const CHECK = ${JSON.stringify(checkOf(weights, samples))}

/** See \`Weights\`. */
export const WEIGHTS: { urgent: Weights; person: Weights } = ${rounded}
`,
  )
}
