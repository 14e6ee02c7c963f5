import type { Mark } from '../../../src/model/content.ts'

const SAFE = new Set(['http:', 'https:', 'mailto:', 'tel:'])
/** Up to a space, a quotation mark, a bracket or full-width punctuation; not the full stop that ends the sentence. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"“”‘’\u3000-\u303F\uFF00-\uFFEF]+/gi
const TAIL = /[.,;:!?'*)\]}]+$/

/** The address as a browser may follow it, or null for `javascript:` and its like. */
export function safeUrl(text: string): string | null {
  try {
    const url = new URL(text)
    return SAFE.has(url.protocol) ? url.href : null
  } catch {
    return null
  }
}

/** Where addresses stand in plain text, as marks. A closing bracket belongs to the address when it was opened in it. */
export function findLinks(text: string): Mark[] {
  return Array.from(text.matchAll(ADDRESS), ({ 0: found, index }) => {
    const tail = TAIL.exec(found)?.[0] ?? ''
    const kept = tail.startsWith(')') && found.includes('(') ? 1 : 0
    const url = found.slice(0, found.length - tail.length + kept)
    return { kind: 'link', start: index, end: index + url.length, url }
  })
}
