import type { Mark } from '../../../src/model/content.ts'
import { h } from '../ui/dom.ts'
import { findLinks, safeUrl } from './links.ts'

const TAGS = { bold: 'strong', italic: 'em', code: 'code', mention: 'span', link: 'span' } as const

/** Text with its marks, as nodes. Overlapping marks nest at every border; addresses without a mark become links. */
export function rich(text: string, marks: readonly Mark[] = []): Node[] {
  const links = marks.filter(({ kind }) => kind === 'link')
  const found = findLinks(text).filter(({ start, end }) => !links.some((link) => link.start < end && start < link.end))
  const all = [...marks, ...found]
  const borders = new Set([0, text.length, ...all.flatMap(({ start, end }) => [start, end])])
  const stops = [...borders].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b)
  return stops.slice(0, -1).map((start, index) => {
    const end = stops[index + 1] ?? text.length
    const over = all.filter((mark) => mark.start <= start && mark.end >= end)
    return over.reduce<Node>(wrap, document.createTextNode(text.slice(start, end)))
  })
}

function wrap(node: Node, { kind, url }: Mark): Node {
  const href = kind === 'link' && url ? safeUrl(url) : null
  return href ? anchor(href, node) : h(TAGS[kind], {}, node)
}

/** A link to elsewhere that tells the other side nothing about this page. */
export const anchor = (href: string, ...children: (Node | string)[]): HTMLElement =>
  h('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, ...children)
