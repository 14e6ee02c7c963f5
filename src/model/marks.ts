import type { Mark } from './content.ts'
import type { Span } from './text.ts'

/** The marks of a piece of a text, counted from its start. */
export const cutMarks = (marks: readonly Mark[], piece: Span): Mark[] =>
  marks
    .map((mark) => ({
      ...mark,
      start: Math.max(mark.start, piece.start) - piece.start,
      end: Math.min(mark.end, piece.end) - piece.start,
    }))
    .filter((mark) => mark.start < mark.end)

/** For a surface without formatting: the text with the target of each link written behind its words. */
export function spellLinks(text: string, marks: readonly Mark[]): string {
  const links = marks
    .filter((mark) => mark.kind === 'link' && mark.url && !text.slice(mark.start, mark.end).includes(mark.url))
    .toSorted((a, b) => b.end - a.end)
  return links.reduce((spelled, link) => `${spelled.slice(0, link.end)} (${link.url})${spelled.slice(link.end)}`, text)
}
