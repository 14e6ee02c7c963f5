import type { Virtualizer } from '@tanstack/react-virtual'
import type { Row } from './rows.ts'

// In pixels, of a bubble as wide as a desk's screen lets it be.
const [LINE, BUBBLE, NAME, MEDIA, OTHER] = [24, 18, 34, 200, 40]
const CHARACTERS_A_LINE = 72

/** How tall a row will be, about: so that little moves when it turns out. In pixels. */
export function estimateRow(row: Row | undefined): number {
  if (row?.kind !== 'message') return OTHER
  const { text, content, recalled } = row.message
  const lines = recalled ? 1 : text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS_A_LINE)), 0)
  const media = recalled ? 0 : content.filter(({ type }) => type === 'image' || type === 'video').length
  return lines * LINE + media * MEDIA + BUBBLE + (row.first ? NAME : 0)
}

/**
 * The height that the browser has told; until it has, in the same picture, the one that was known or taken for it. Asking for it at once would
 * have the page laid out anew for each row.
 */
export function heightOf(element: Element, entry: ResizeObserverEntry | undefined, view: Virtualizer<HTMLDivElement, Element>): number {
  const told = entry?.borderBoxSize[0]?.blockSize
  if (told !== undefined) return Math.round(told)
  const index = view.indexFromElement(element)
  return view.itemSizeCache.get(view.options.getItemKey(index)) ?? view.options.estimateSize(index)
}
