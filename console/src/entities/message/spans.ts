/** What the model calls a mark, as it comes over the wire. */
export interface Mark {
  kind: 'bold' | 'italic' | 'code' | 'link' | 'mention'
  start: number
  end: number
  url?: string | undefined
}

/** A stretch of text in which every mark holds from end to end. */
export interface Span {
  text: string
  bold: boolean
  italic: boolean
  code: boolean
  mention: boolean
  /** Where it leads; only ever http or https. */
  href: string | null
}

/** The address if it is one that a browser opens as a page, otherwise null: no `javascript:`, no `data:`. */
export function safeHref(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null
  const { protocol, href } = new URL(url)
  return protocol === 'http:' || protocol === 'https:' ? href : null
}

const ADDRESS = /https?:\/\/[^\s<>"'\u3000-\u303f\uff00-\uffef]+/g
const CLOSING = /[.,;:!?)\]}'"]+$/

/** Addresses that stand in the text as they are. */
function addresses(text: string): Mark[] {
  return [...text.matchAll(ADDRESS)].flatMap((match) => {
    const balanced = match[0].includes('(')
    const url = match[0].replace(balanced ? /[.,;:!?'"]+$/ : CLOSING, '')
    return safeHref(url) === null ? [] : [{ kind: 'link' as const, start: match.index, end: match.index + url.length, url }]
  })
}

/** Cuts a text where its marks begin and end. Marks may overlap, be empty or reach too far. */
export function spansOf(text: string, marks: readonly Mark[] = []): Span[] {
  const linked = marks.filter(({ kind }) => kind === 'link')
  const free = addresses(text).filter(({ start, end }) => !linked.some((mark) => mark.start < end && mark.end > start))
  const all = [...marks, ...free]
    .map((mark) => ({ ...mark, start: Math.max(0, mark.start), end: Math.min(text.length, mark.end) }))
    .filter(({ start, end }) => start < end)
  const cuts = [...new Set([0, text.length, ...all.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? text.length
    const holding = all.filter(({ start, end }) => start <= from && end >= to)
    const has = (kind: Mark['kind']): boolean => holding.some((mark) => mark.kind === kind)
    return {
      text: text.slice(from, to),
      bold: has('bold'),
      italic: has('italic'),
      code: has('code'),
      mention: has('mention'),
      href: safeHref(holding.find(({ kind, url }) => kind === 'link' && safeHref(url) !== null)?.url),
    }
  })
}
