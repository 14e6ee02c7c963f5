import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a set asks of a line: whether somebody needs help within minutes, or wants to talk to a person. */
export type SetName = 'urgent' | 'person'

/** A labelled line. `label` is what a first stage learns: a category, or a kind of line that is none. */
export interface Line {
  text: string
  positive: boolean
  category: string | null
  kind: string
  lang: string
  label: string
  hand: string
}

/** Kinds that are learned as one: each alone has few lines. */
const GROUPS: Readonly<Record<string, string>> = {
  game: 'play',
  fiction: 'play',
  idiom: 'loud',
  angry: 'loud',
  quotation: 'knowing',
  policy: 'knowing',
  prevention: 'knowing',
  solved: 'over',
  negation: 'over',
  ordinary: 'plain',
  smalltalk: 'plain',
}

const ROOT = fileURLToPath(new URL('../../corpus', import.meta.url))

/** Reads labelled lines. Throws where a line is not as corpus/README.md says. */
export function parse(set: SetName, text: string, hand: string): Line[] {
  return text
    .trim()
    .split('\n')
    .map((json, at) => {
      const line: unknown = JSON.parse(json)
      if (typeof line !== 'object' || line === null) throw new Error(`${hand}, line ${at + 1}: not an object`)
      const { text, kind, lang, ...rest } = line as Record<string, unknown>
      const answer = rest[set]
      if (typeof text !== 'string' || typeof kind !== 'string' || typeof lang !== 'string')
        throw new Error(`${hand}, line ${at + 1}: text, kind or lang is missing`)
      if (set === 'urgent' ? answer !== null && typeof answer !== 'string' : typeof answer !== 'boolean')
        throw new Error(`${hand}, line ${at + 1}: no ${set}`)
      const category = typeof answer === 'string' ? answer : null
      const positive = answer !== null && answer !== false
      return { text, positive, category, kind, lang, hand, label: category ?? `${positive ? 'is' : 'not'} ${GROUPS[kind] ?? kind}` }
    })
}

const files = (set: SetName): string[] =>
  readdirSync(join(ROOT, set, 'train'))
    .filter((name) => name.endsWith('.jsonl'))
    .sort()

/** All lines to train on, hand by hand. */
export function training(set: SetName): Line[] {
  return files(set).flatMap((name) => parse(set, readFileSync(join(ROOT, set, 'train', name), 'utf8'), name.replace('.jsonl', '')))
}

/** What the training lines are, in 16 characters: the weights carry it, so that they fit together. */
export function fingerprint(): string {
  const hash = createHash('sha256')
  for (const set of ['urgent', 'person'] as const)
    for (const name of files(set)) hash.update(`${set}/${name}\n`).update(readFileSync(join(ROOT, set, 'train', name)))
  return hash.digest('hex').slice(0, 16)
}
