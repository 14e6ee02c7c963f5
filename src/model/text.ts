import type { TextUnit } from './surface.ts'
import { weightOf, weightedLinks } from './weighted.ts'

/** A stretch of a text in UTF-16 code units, end exclusive. */
export interface Span {
  start: number
  end: number
}

/** The parts of a text that are never broken: where each ends, and the cost of the text up to there. */
export interface Atoms {
  ends: number[]
  sums: number[]
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Addresses as readers see them: a scheme or `www.`, up to a space, a quotation mark or full-width punctuation. */
const ADDRESS = /(?:\b[a-z][a-z0-9+.-]{1,20}:\/\/|\bwww\.)[^\s<>"“”‘’«»…\u3000-\u303F\uFF00-\uFFEF]+/gi

export const findAddresses = (text: string): Span[] =>
  Array.from(text.matchAll(ADDRESS), (match) => ({ start: match.index, end: match.index + match[0].length }))

function bytesOf(text: string): number {
  let total = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    total += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return total
}

/** What one grapheme, or one code point of it, counts. */
function costOf(cluster: string, unit: TextUnit): number {
  switch (unit) {
    case 'utf16':
      return cluster.length
    case 'codepoint':
      return Array.from(cluster).length
    case 'byte':
      return bytesOf(cluster)
    case 'grapheme':
      return 1
    default:
      return weightOf(cluster)
  }
}

/**
 * Takes `text` apart at graphemes; one that alone is longer than `max` at its code points.
 * Null: there is a code point that does not fit.
 */
export function atomsOf(text: string, unit: TextUnit, max: number): Atoms | null {
  const ends: number[] = []
  const sums: number[] = []
  let total = 0
  const add = (end: number, cost: number): void => {
    total += cost
    ends.push(end)
    sums.push(total)
  }

  const links = unit === 'weighted' ? weightedLinks(text).filter((link) => link.weight <= max) : []
  let next = 0
  for (const { segment, index } of graphemes.segment(text)) {
    const end = index + segment.length
    const link = links[next]
    if (link && index >= link.start) {
      if (end < link.end) continue
      next += 1
      add(end, link.weight)
      continue
    }
    const cost = costOf(segment, unit)
    if (cost <= max) {
      add(end, cost)
      continue
    }
    let at = index
    for (const character of segment) {
      at += character.length
      const part = costOf(character, unit)
      if (part > max) return null
      add(at, part)
    }
  }
  return { ends, sums }
}

/** The length of `text` as the platform counts it. */
export function measure(text: string, unit: TextUnit): number {
  if (unit === 'utf16') return text.length
  if (unit === 'byte') return bytesOf(text)
  return atomsOf(text, unit, Number.MAX_SAFE_INTEGER)?.sums.at(-1) ?? 0
}

/** `text`, or its beginning and an ellipsis, in at most `max`; empty where not even that fits. */
export function shorten(text: string, max: number, unit: TextUnit): string {
  if (measure(text, unit) <= max) return text
  const room = max - measure('…', unit)
  const atoms = atomsOf(text, unit, max)
  const last = atoms?.sums.findLastIndex((total) => total <= room) ?? -1
  return last < 0 ? '' : `${text.slice(0, atoms?.ends[last])}…`
}
