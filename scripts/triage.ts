// `npm run triage -- FILE [--set urgent|person] [--quiet]`: what triage says of each line, why, and how often it is right.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { featuresOf } from '../src/model/triage/features.ts'
import { Model } from '../src/model/triage/model.ts'
import { CATEGORIES, counted, scoreOf } from '../src/model/triage/scorer.ts'
import { WEIGHTS } from '../src/model/triage/weights.ts'
import { type Line, parse, type SetName } from './triage/corpus.ts'
import { judged, table } from './triage/measure.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { set: { type: 'string' }, quiet: { type: 'boolean' } } })
const path = positionals[0]
if (path === undefined || (values.set !== undefined && values.set !== 'urgent' && values.set !== 'person')) {
  console.error('npm run triage -- FILE [--set urgent|person] [--quiet]')
  process.exit(1)
}
const text = readFileSync(path, 'utf8')
const labelled = text.trimStart().startsWith('{')
const set: SetName = values.set ?? (/^\{[^\n]*"person"\s*:/.test(text.trimStart()) ? 'person' : 'urgent')
const plain = (message: string): Line => ({ text: message, positive: false, category: null, kind: '', lang: '', label: '', hand: '' })
const lines = labelled ? parse(set, text, basename(path)) : text.split('\n').filter(Boolean).map(plain)

/** A sentence in the language of the message. */
function said(line: Line, positive: boolean, score: number): string {
  const words = counted(set, line.text).map(({ piece }) => piece)
  const chinese = /\p{Script=Han}/u.test(line.text)
  const category = scoreOf(featuresOf(line.text)).category
  const what = set === 'person' ? (chinese ? '要人工' : 'wants a person') : `${chinese ? '紧急' : 'urgent'} (${category ?? CATEGORIES[0]})`
  const not = set === 'person' ? (chinese ? '不要人工' : 'does not ask for a person') : chinese ? '不紧急' : 'not urgent'
  const because = chinese ? `因为:${words.join(' · ')}` : `because of: ${words.join(' · ')}`
  return `${positive ? what : not} ${score.toFixed(2)} ${because}`
}

const model = new Model(WEIGHTS[set])
const results = lines.map((line) => ({ line, ...model.ask(featuresOf(line.text)) }))
if (values.quiet !== true) {
  for (const { line, positive, score } of results) {
    const mark = labelled && line.positive !== positive ? '✗ ' : ''
    console.log(`${mark}${JSON.stringify(line.text)}\n    ${said(line, positive, score)}`)
  }
}
const started = performance.now()
for (const { text } of lines) scoreOf(featuresOf(text))
const each = (1000 * (performance.now() - started)) / lines.length
if (labelled) console.log(`\n${table(judged(results), results)}`)
console.log(`\n${lines.length} messages, ${each.toFixed(0)} µs each on Node ${process.version}`)
