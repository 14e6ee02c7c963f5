import type { Run } from '../../../model/words.ts'
import { runsOf } from '../../../model/words.ts'
import type { Look, Term } from './query.ts'

/** A piece of a text around what was found. `marks`: where, in UTF-16 units of the piece, end exclusive. */
export interface Snippet {
  text: string
  marks: { start: number; end: number }[]
}

export interface Found {
  /** How well it fits: more for whole words, for many, and in a short text. */
  score: number
  snippet: Snippet
}

/** Of a longer text the beginning is looked at. */
const LOOKED_AT = 4000
const BEFORE = 40
const LENGTH = 160
const MARKS = 20

interface Span {
  start: number
  end: number
}

/** Looks for the terms in a text; undefined where one of them is not in it. */
export function lookFor(terms: readonly Term[], text: string): Found | undefined {
  const head = text.slice(0, LOOKED_AT)
  const runs = runsOf(head)
  const marks: Span[] = []
  let score = 0
  for (const look of terms.flatMap(({ looks }) => looks)) {
    const [spans, whole] = spansOf(look, runs)
    // What is not at the beginning of a long text may come later.
    if (spans.length === 0 && head.length === text.length) return undefined
    marks.push(...spans)
    score += Math.log(1 + spans.length + whole)
  }
  marks.sort((a, b) => a.start - b.start || b.end - a.end)
  return { score: score / (1 + Math.log(1 + runs.length)), snippet: cut(head, marks) }
}

/** Where it is, and how often as a whole word. */
function spansOf({ solid, text, open }: Look, runs: readonly Run[]): [Span[], number] {
  if (solid) {
    const spans = runs.flatMap((run) => (run.solid ? within(run, text) : []))
    return [spans, spans.length]
  }
  const words = runs.flatMap((run) => (run.solid ? [] : run.pieces))
  const found = words.filter(({ word }) => (open ? word.startsWith(text) : word === text))
  return [found, found.filter(({ word }) => word === text).length]
}

function within({ pieces }: Run, text: string): Span[] {
  const spans: Span[] = []
  for (const [index, first] of pieces.entries()) {
    let [word, last] = ['', first]
    for (const piece of pieces.slice(index, index + text.length)) {
      word += piece.word
      last = piece
      if (word.length >= text.length) break
    }
    if (word === text) spans.push({ start: first.start, end: last.end })
  }
  return spans
}

function cut(text: string, marks: readonly Span[]): Snippet {
  const from = Math.max(0, (marks[0]?.start ?? 0) - BEFORE)
  const to = Math.min(text.length, from + LENGTH)
  const [before, after] = [from > 0 ? '…' : '', to < text.length ? '…' : '']
  const shown: Span[] = []
  for (const { start, end } of marks) {
    // Where two overlap the first is enough.
    if (end > to || start < (shown.at(-1)?.end ?? 0) || shown.length === MARKS) continue
    shown.push({ start, end })
  }
  const shift = before.length - from
  return {
    text: `${before}${text.slice(from, to).toWellFormed()}${after}`,
    marks: shown.map(({ start, end }) => ({ start: start + shift, end: end + shift })),
  }
}
