import type { Mark } from '../screen.ts'
import type { Pressable, Shown } from './chat.ts'

const anchor = /<a\s[^>]*?href\s*=\s*(["'])(.*?)\1[^>]*>([\s\S]*?)<\/a>/gi

/** A text as the phone shows it: `<a href>` becomes a link, and `weixin://bizmsgmenu` something to press. */
export function textWithLinks(source: string): Shown {
  const marks: Mark[] = []
  const pressable: Pressable[] = []
  let text = ''
  let from = 0
  for (const { 0: all, 2: href = '', 3: label = '', index } of source.matchAll(anchor)) {
    text += source.slice(from, index)
    from = index + all.length
    const item = itemOf(href)
    if (item === undefined) marks.push({ type: 'text_link', offset: text.length, length: label.length, url: href })
    else pressable.push(item)
    text += label
  }
  text += source.slice(from)
  return { text, ...(marks.length === 0 ? {} : { marks }), ...(pressable.length === 0 ? {} : { pressable }) }
}

function itemOf(href: string): Pressable | undefined {
  if (!/^weixin:\/\/bizmsgmenu\?/i.test(href)) return undefined
  const query = new URLSearchParams(href.slice(href.indexOf('?') + 1).replaceAll('&amp;', '&'))
  return { id: query.get('msgmenuid') ?? '', label: query.get('msgmenucontent') ?? '' }
}
