import type { IncomingPart, QuotePart } from '../../src/model/content.ts'
import { type Raw, list, object, text } from '../../src/contract/read.ts'
import { cardOf } from './ark.ts'
import { plain } from './markup.ts'
import { mediumOf } from './media.ts'
import type { Attachment, Element, Message } from './wire.ts'

/** The names of `message_type`, for what says nothing that can be shown. */
const KINDS = new Map<unknown, string>([
  [0, 'text'],
  [3, 'ark'],
  [101, 'parallel'],
  [102, 'chat record'],
  [103, 'quote'],
])

/** What a message says, never nothing: what it answers or passes on, its words or its card, its files. */
export function contentOf(message: Raw<Message>): IncomingPart[] {
  const words = text(plain(text(message.content) ?? '', message.mentions).trim())
  const card = message.message_type === 3 ? cardOf(message.ark_data, words) : null
  const parts: (IncomingPart | null)[] = [
    ...list(message.msg_elements).map(quoteOf),
    card ?? (words ? { type: 'text', text: words } : null),
    ...list(message.attachments).map(mediumOf),
  ]
  const said = parts.filter((part) => part !== null)
  if (said.length > 0) return said
  const kind = KINDS.get(message.message_type) ?? 'unknown'
  return [{ type: 'unsupported', kind, summary: kind }]
}

/** A message of before that is quoted, or one of a record that is passed on. Which of ours it is can't be told: see `ref.ts`. */
function quoteOf(value: unknown): QuotePart | null {
  const element = object<Element>(value)
  if (!element) return null
  const files = list(element.attachments).map((item) => {
    const file = object<Attachment>(item)
    return text(file?.filename) ?? text(file?.content_type)
  })
  const lines = [text(plain(text(element.content) ?? '', []).trim()), ...files.map((file) => file && `📎 ${file}`)]
  return { type: 'quote', text: lines.filter(Boolean).join('\n') || '…' }
}
