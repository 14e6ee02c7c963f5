/** Offsets in code points, as the API counts them. */
export interface Span {
  start: number
  end: number
}

export interface Link extends Span {
  url: string
  expanded: string
  display: string
}

export interface Mention extends Span {
  username: string
}

const address = /https?:\/\/[\w.~:/?#@!$&'()*+,;=%[\]-]*[\w~/#=&%+-]/g
const handle = /(?<![\w@/])@(\w{1,15})(?!\w)/gu
/** What a link counts, whatever its length (twitter-text, configuration v3). */
const linkWeight = 23
const light: readonly [number, number][] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
]
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

export const points = (text: string): number => Array.from(text).length

/** The length of a post as X counts it (twitter-text, configuration v3): a link 23, an emoji 2, Chinese and the like 2, else 1. */
export function weight(text: string): number {
  const links = text.match(address)?.length ?? 0
  let sum = links * linkWeight
  for (const { segment } of graphemes.segment(text.replace(address, '').normalize('NFC'))) {
    if (/\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{Regional_Indicator}{2}|\uFE0F\u20E3/u.test(segment)) sum += 2
    else for (const char of segment) sum += light.some(([from, to]) => isIn(char, from, to)) ? 1 : 2
  }
  return sum
}

const isIn = (char: string, from: number, to: number): boolean => {
  const point = char.codePointAt(0) ?? 0
  return from <= point && point <= to
}

export function mentions(text: string): Mention[] {
  return [...text.matchAll(handle)].map((found) => {
    const start = points(text.slice(0, found.index))
    return { start, end: start + points(found[0]), username: found[1] ?? '' }
  })
}

/** The text with its addresses shortened, and where they stand. `make` gives a t.co address. */
export function shorten(text: string, make: () => string): { text: string; links: Link[] } {
  const links: Link[] = []
  let out = ''
  let at = 0
  for (const found of text.matchAll(address)) {
    out += text.slice(at, found.index)
    at = found.index + found[0].length
    links.push(link(points(out), make(), found[0]))
    out += links.at(-1)?.url ?? ''
  }
  return { text: out + text.slice(at), links }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** The same with three characters as entities; the links stand where they are then. */
export function escaped({ text, links }: { text: string; links: Link[] }): { text: string; links: Link[] } {
  const safe = text.replace(/[&<>]/g, (char) => entities[char] ?? char)
  return {
    text: safe,
    links: links.map((one) => {
      const start = points(safe.slice(0, safe.indexOf(one.url)))
      return { ...one, start, end: start + points(one.url) }
    }),
  }
}

/** `display`: what is shown of it; the beginning of the address by default. */
export const link = (
  start: number,
  url: string,
  expanded: string,
  display = expanded.replace(/^https?:\/\/(www\.)?/u, '').slice(0, 26),
): Link => ({ start, end: start + points(url), url, expanded, display })
