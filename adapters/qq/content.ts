import type { IncomingPart } from '../../src/model/content.ts'
import { type Raw, list, text } from '../../src/contract/read.ts'
import { cardOf } from './ark.ts'
import { plain } from './markup.ts'
import { mediumOf } from './media.ts'
import { quotesIn } from './quotes.ts'
import type { Message } from './wire.ts'

const CARD = 3
const RECORD = 102
/** The names of `message_type`, for what says nothing that can be shown. */
const KINDS = new Map<unknown, string>([
  [0, 'text'],
  [CARD, 'ark'],
  [101, 'parallel'],
  [RECORD, 'chat record'],
  [103, 'quote'],
])

/** What a message says, never nothing: what it answers or passes on, its words or its card, its files. */
export function contentOf(message: Raw<Message>): IncomingPart[] {
  const words = text(plain(text(message.content) ?? '', message.mentions).trim())
  const card = message.message_type === CARD ? cardOf(message.ark_data, words) : null
  const parts: (IncomingPart | null)[] = [
    ...quotesIn(message),
    // A record that is passed on is told as one text: others said that.
    card ?? (words ? { type: message.message_type === RECORD ? 'quote' : 'text', text: words } : null),
    ...list(message.attachments).map(mediumOf),
  ]
  const said = parts.filter((part) => part !== null)
  if (said.length > 0) return said
  const kind = KINDS.get(message.message_type) ?? 'unknown'
  return [{ type: 'unsupported', kind, summary: kind }]
}
