import type { QuotePart } from '../../src/model/content.ts'
import { type Raw, list, object, text } from '../../src/contract/read.ts'
import { plain } from './markup.ts'
import type { Attachment, Element, Message, Parallel } from './wire.ts'

/** A quote within a quote within … */
const DEEPEST = 4

/**
 * Messages of before that are quoted, or those of a record that is passed on. QQ tells them in the message, and more thinly
 * beside it, in `parallel_message`: that counts where the message says nothing of them. Which of ours one is can't be told:
 * see `ref.ts`.
 */
export function quotesIn(message: Raw<Message>): QuotePart[] {
  const said = (items: unknown): string[] => list(items).flatMap((item) => linesOf(item, message.mentions) ?? [])
  const told = said(message.msg_elements)
  const beside = told.some(Boolean) ? [] : said(object<Parallel>(message.parallel_message)?.msg_nodes)
  return (beside.length > 0 ? beside : told).map((words) => ({ type: 'quote', text: words || '…' }))
}

/** What one of them says, a line for each file; null for what is none. */
function linesOf(value: unknown, mentions: unknown, depth = 0): string | null {
  const element = object<Element>(value)
  if (!element || depth > DEEPEST) return null
  const files = list(element.attachments).map((item) => {
    const file = object<Attachment>(item)
    return text(file?.filename) ?? text(file?.content_type)
  })
  const within = list(element.msg_elements).map((item) => linesOf(item, mentions, depth + 1))
  const words = plain(text(element.content) ?? '', mentions).trim()
  return [words, ...files.map((file) => file && `📎 ${file}`), ...within].filter(Boolean).join('\n')
}
