import type { MessageEntity } from '@grammyjs/types'
import { badRequest } from '../errors.ts'
import { byteOffset, sorted, withScheme, type Formatted } from './spans.ts'

const types: Record<string, MessageEntity['type']> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  a: 'text_link',
  'tg-emoji': 'custom_emoji',
}

interface Open {
  tag: string
  attributes: Map<string, string>
  offset: number
}

/** Telegram's HTML: a fixed set of tags, four named entities, errors with byte offsets. Throws 400. */
export function parseHtml(source: string): Formatted {
  const open: Open[] = []
  const entities: MessageEntity[] = []
  let text = ''
  for (let at = 0; at < source.length;) {
    const character = source.charAt(at)
    if (character === '&') {
      const decoded = decodeAt(source, at)
      text += decoded.text
      at = decoded.next
      continue
    }
    if (character !== '<') {
      text += character
      at++
      continue
    }
    const fail = (what: string): Error => badRequest(`can't parse entities: ${what}`)
    const here = `at byte offset ${byteOffset(source, at)}`
    const end = source.indexOf('>', at)
    if (source[at + 1] === '/') {
      const last = open.pop()
      if (last === undefined) throw fail(`Unexpected end tag ${here}`)
      const name = (end < 0 ? source.slice(at + 2) : source.slice(at + 2, end)).trim().toLowerCase()
      if (end < 0) throw fail(`Unclosed end tag ${here}`)
      if (name !== '' && name !== last.tag) throw fail(`Unmatched end tag ${here}, expected "</${last.tag}>", found "</${name}>"`)
      close(last, text, entities)
    } else {
      if (end < 0) throw fail(`Unclosed start tag ${here}`)
      const { tag, attributes } = startTag(source.slice(at + 1, end))
      if (!Object.hasOwn(types, tag)) throw fail(`Unsupported start tag "${tag}" ${here}`)
      if (tag === 'span' && attributes.get('class') !== 'tg-spoiler') throw fail(`Tag "span" must have class "tg-spoiler" ${here}`)
      open.push({ tag, attributes, offset: text.length })
    }
    at = end + 1
  }
  const left = open.at(-1)
  if (left !== undefined) throw badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${left.tag}"`)
  return { text, entities: sorted(entities.map(withoutLanguage)) }
}

function close({ tag, attributes, offset }: Open, text: string, entities: MessageEntity[]): void {
  const length = text.length - offset
  const type = types[tag]
  if (length === 0 || type === undefined) return
  const before = entities.at(-1)
  const sameSpan = before !== undefined && before.offset === offset && before.length === length
  if (type === 'text_link') {
    const url = attributes.get('href') ?? text.slice(offset)
    if (/^(https?|tg|mailto|tel):|^[^\s/]+\.[^\s]/i.test(url)) entities.push({ type, offset, length, url: withScheme(url) })
  } else if (type === 'custom_emoji') {
    entities.push({ type, offset, length, custom_emoji_id: attributes.get('emoji-id') ?? '' })
  } else if (tag === 'pre' && sameSpan && before.type === 'code') {
    entities.splice(-1, 1, { ...pendingLanguage(before), type: 'pre', offset, length })
  } else if (tag === 'code') {
    const language = /^language-(.+)$/.exec(attributes.get('class') ?? '')?.[1]
    entities.push({ type: 'code', offset, length, ...(language === undefined ? {} : { language }) })
  } else if (tag === 'blockquote' && attributes.has('expandable')) {
    entities.push({ type: 'expandable_blockquote', offset, length })
  } else {
    entities.push({ type, offset, length } as MessageEntity)
  }
}

/** A language belongs to `pre`; alone on `code` the server forgets it. */
const withoutLanguage = (entity: MessageEntity): MessageEntity =>
  entity.type === 'code' ? { type: 'code', offset: entity.offset, length: entity.length } : entity

const pendingLanguage = (entity: MessageEntity): { language?: string } =>
  'language' in entity && entity.language !== undefined ? { language: entity.language } : {}

function startTag(inside: string): { tag: string; attributes: Map<string, string> } {
  const tag = (/^[^\s/]*/.exec(inside)?.[0] ?? '').toLowerCase()
  const attributes = new Map<string, string>()
  for (const match of inside.slice(tag.length).matchAll(/([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)))?/g)) {
    attributes.set((match[1] ?? '').toLowerCase(), decode(match[2] ?? match[3] ?? match[4] ?? ''))
  }
  return { tag, attributes }
}

function decode(source: string): string {
  let text = ''
  for (let at = 0; at < source.length;) {
    const decoded = decodeAt(source, at)
    text += decoded.text
    at = decoded.next
  }
  return text
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

function decodeAt(source: string, at: number): { text: string; next: number } {
  const match = /^&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|amp|quot));?/i.exec(source.slice(at, at + 12))
  const code = match?.[1] === undefined ? Number(match?.[2] ?? 0) : Number.parseInt(match[1], 16)
  if (match !== null && code > 0 && code <= 0x10ffff) return { text: String.fromCodePoint(code), next: at + match[0].length }
  const name = match?.[3]?.toLowerCase()
  if (match !== null && name !== undefined) return { text: named[name] ?? '', next: at + match[0].length }
  return { text: source.charAt(at), next: at + 1 }
}
