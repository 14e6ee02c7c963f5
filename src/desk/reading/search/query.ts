import type { Run } from '../../../model/words.ts'
import { runsOf, wordsOf } from '../../../model/words.ts'

/** Something that has to be found. */
export interface Term {
  /** Where it is looked for: whole words and pairs of signs, or single signs. */
  column: 'words' | 'signs'
  /** Next to each other. */
  words: string[]
  /** The word may go on. */
  open: boolean
  /** How it looks in a text, run by run. */
  looks: Look[]
}

export interface Look {
  solid: boolean
  text: string
  open: boolean
}

export interface Query {
  /** A conversation's number, where it may be one. */
  number: number | undefined
  /** All of them; none: there is nothing that could be found. */
  terms: Term[]
}

/** More than anybody means. */
const MOST = 20
const QUOTED = /["“”]([^"“”]*)["“”]|([^"“”]+)/g

/**
 * What is looked for by some words as people type them: all of them, those in quotes next to each other, Latin words also by their
 * beginnings. Nothing is an operator.
 */
export function parseQuery(q: string): Query {
  const number = /^\s*#?(\d{1,15})\s*$/.exec(q)?.[1]
  const terms = [...q.matchAll(QUOTED)].flatMap(([, quoted, free = '']) =>
    quoted === undefined ? runsOf(free).map(termOf) : phrase(runsOf(quoted)),
  )
  return { number: number === undefined ? undefined : Number(number), terms: terms.slice(0, MOST) }
}

const textOf = ({ pieces }: Run): string => pieces.map(({ word }) => word).join('')

/** One sign stands in the index only in pairs, and by itself in a column of its own. */
const isSign = ({ solid, pieces }: Run): boolean => solid && pieces.length === 1

function termOf(run: Run): Term {
  const open = !run.solid
  const looks = [{ solid: run.solid, text: textOf(run), open }]
  return { column: isSign(run) ? 'signs' : 'words', words: wordsOf(run), open, looks }
}

function phrase(runs: Run[]): Term[] {
  const signs = runs.filter(isSign).map(termOf)
  const rest = runs.filter((run) => !isSign(run))
  if (rest.length === 0) return signs
  const looks = rest.map((run) => ({ solid: run.solid, text: textOf(run), open: false }))
  return [{ column: 'words', words: rest.flatMap(wordsOf), open: false, looks }, ...signs]
}

/**
 * The terms as FTS5 wants them. `openFrom`: shorter beginnings than this are taken for whole words, because all that begins so would have
 * to be gathered first. `place`: only what has this word there.
 */
export function matchOf(terms: readonly Term[], { openFrom, place }: { openFrom: number; place?: string | undefined }): string {
  const parts = terms.map(({ column, words, open }) => {
    const star = open && (words.at(-1) ?? '').length >= openFrom ? '*' : ''
    return `${column} : "${words.join(' ')}"${star}`
  })
  return [...parts, ...(place === undefined ? [] : [`place : "${place}"`])].join(' AND ')
}
