import type { MessageEntity } from '@grammyjs/types'
import { badRequest } from '../errors.ts'
import { byteOffset, sorted, withScheme, type Formatted } from './spans.ts'

type Style = 'bold' | 'italic' | 'underline' | 'strikethrough' | 'spoiler' | 'code' | 'pre' | 'text_link'

const names: Record<Style, string> = {
  bold: 'Bold',
  italic: 'Italic',
  underline: 'Underline',
  strikethrough: 'Strikethrough',
  spoiler: 'Spoiler',
  code: 'Code',
  pre: 'Pre',
  text_link: 'TextUrl',
}
const marks: [string, Style][] = [
  ['```', 'pre'],
  ['`', 'code'],
  ['__', 'underline'],
  ['_', 'italic'],
  ['*', 'bold'],
  ['~', 'strikethrough'],
  ['||', 'spoiler'],
  ['[', 'text_link'],
]
const reserved = '_*[]()~`>#+-=|{}.!'

interface Open {
  style: Style
  offset: number
  /** Where the mark stands in the source. */
  from: number
  language?: string
}

const fail = (what: string): Error => badRequest(`can't parse entities: ${what}`)

/** MarkdownV2 without block quotes and custom emoji. Reserved characters must be escaped, as on the real server. Throws 400. */
export function parseMarkdown(source: string): Formatted {
  const open: Open[] = []
  const entities: MessageEntity[] = []
  let text = ''
  for (let at = 0; at < source.length;) {
    const character = source.charAt(at)
    const next = source.charCodeAt(at + 1)
    if (character === '\\' && next > 0 && next <= 126) {
      text += source.charAt(at + 1)
      at += 2
      continue
    }
    const last = open.at(-1)
    const verbatim = last?.style === 'code' || last?.style === 'pre'
    if (!(verbatim ? '`' : reserved).includes(character)) {
      text += character
      at++
      continue
    }
    if (last !== undefined && source.startsWith(closing(last.style), at) && !(last.style === 'italic' && source[at + 1] === '_')) {
      open.pop()
      at += closing(last.style).length
      const url = last.style === 'text_link' ? target(source, at) : undefined
      if (url !== undefined) at = url.next
      const entity = finished(last, text, url?.url)
      if (entity !== undefined) entities.push(entity)
      continue
    }
    const mark = marks.find(([mark]) => source.startsWith(mark, at))
    if (mark === undefined || verbatim) throw fail(`Character '${character}' is reserved and must be escaped with the preceding '\\'`)
    const [symbol, style] = mark
    const opened: Open = { style, offset: text.length, from: at }
    at += symbol.length
    if (style === 'pre') {
      const language = /^([^\s`]+)(?=[\n\r])/.exec(source.slice(at))?.[1]
      if (language !== undefined) opened.language = language
      at += language?.length ?? 0
      if (/[\n\r]/.test(source.charAt(at))) at++
    }
    open.push(opened)
  }
  const left = open.at(-1)
  if (left !== undefined) throw fail(`Can't find end of ${names[left.style]} entity at byte offset ${byteOffset(source, left.from)}`)
  return { text, entities: sorted(entities) }
}

const closing = (style: Style): string => (style === 'text_link' ? ']' : (marks.find(([, other]) => other === style)?.[0] ?? ''))

function target(source: string, at: number): { url: string; next: number } | undefined {
  if (source[at] !== '(') return undefined
  const match = /^\(((?:\\.|[^)\\])*)\)/.exec(source.slice(at))
  if (match === null) throw fail(`Can't find end of a URL at byte offset ${byteOffset(source, at + 1)}`)
  return { url: (match[1] ?? '').replaceAll(/\\(.)/g, '$1'), next: at + match[0].length }
}

function finished(open: Open, text: string, url: string | undefined): MessageEntity | undefined {
  const span = { offset: open.offset, length: text.length - open.offset }
  if (span.length === 0) return undefined
  if (open.style === 'text_link') return { type: 'text_link', ...span, url: withScheme(url ?? text.slice(open.offset)) }
  if (open.style === 'pre') return { type: 'pre', ...span, ...(open.language === undefined ? {} : { language: open.language }) }
  return { type: open.style, ...span }
}
