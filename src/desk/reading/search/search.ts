import type { ContactRow, ConversationRow, MessageRow } from '../../../../prisma/rows.ts'
import type { Kit } from '../../kit.ts'
import type { Readers } from '../../log/readers.ts'
import { DeskError } from '../../errors.ts'
import { contactText, createContactIndex } from './contacts.ts'
import type { Found, Snippet } from './look.ts'
import { lookFor } from './look.ts'
import { createMessageIndex, messageOf } from './messages.ts'
import type { Query } from './query.ts'
import { matchOf, parseQuery } from './query.ts'
import { channelWord } from './table.ts'

/** Why there may be more: `index`: it is still being brought up; `many`: only the newest of very many matches were looked at. */
export type Incomplete = 'index' | 'many'

export interface Hits {
  /** Of messages or contacts, the best first. */
  items: { id: number; snippet: Snippet }[]
  next?: string
  incomplete?: Incomplete
}

export interface Sought {
  q: string
  channel?: string | undefined
  cursor?: string | undefined
  limit: number
}

export interface Search {
  messages(sought: Sought): Hits
  contacts(sought: Sought): Hits
  /** Conversations with that number, with such words, or with such a contact. */
  conversations(q: string, channel?: string): { ids: number[]; incomplete?: Incomplete }
}

/** The newest of what matches are ranked among themselves; then come older ones. */
const RANKED = 200
/** So many matches are followed to their conversations: a few milliseconds. */
const FOLLOWED = 2000
/** Shorter beginnings are taken for whole words: in messages they would gather half of all there is. */
const OPEN_FROM = { messages: 3, contacts: 1 }

interface Text {
  id: number
  /** Its number in the index. */
  entry: number
  text: string
}

export function createSearch({ sql }: Pick<Kit, 'sql'>, readers: Readers): Search {
  // A table that is new and the position of a reader that has read everything must not meet.
  const [messages, contacts] = sql.transaction(() => [createMessageIndex({ sql }, readers), createContactIndex({ sql }, readers)])
  const said = sql.prepare<Pick<MessageRow, 'id' | 'text'>>(
    'SELECT id, text FROM Message WHERE conversationId = ? AND seq = ? AND recalledAt IS NULL',
  )
  const person = sql.prepare<Pick<ContactRow, 'name' | 'phone' | 'email'> & { names: string }>(
    `SELECT p.name, p.phone, p.email, (SELECT json_group_array(i.name) FROM Identity i WHERE i.contactId = p.id) AS names
     FROM Contact p WHERE p.id = ?`,
  )
  const ofContacts = sql.prepare<Pick<ConversationRow, 'id'>>(
    'SELECT id FROM Conversation WHERE contactId IN (SELECT value FROM json_each(?)) LIMIT ?',
  )

  function textOfMessage(entry: number): Text | undefined {
    const { conversationId, seq } = messageOf(entry)
    const row = said.get(conversationId, seq)
    return row && { ...row, entry }
  }

  function textOfContact(id: number): Text | undefined {
    const row = person.get(id)
    return row && { id, entry: id, text: contactText(row, JSON.parse(row.names) as (string | null)[]) }
  }

  /** A window of the newest matches, ranked; its pages; then the next window. */
  function ranked(
    { terms }: Query,
    newest: (below: number) => number[],
    textOf: (entry: number) => Text | undefined,
    { cursor, limit }: Sought,
  ): Pick<Hits, 'items' | 'next'> {
    if (terms.length === 0) return { items: [] }
    const [below, from] = cursor === undefined ? [Number.MAX_SAFE_INTEGER, 0] : positionOf(cursor)
    const entries = newest(below)
    const found: (Found & Text)[] = entries.flatMap((entry) => {
      const text = textOf(entry)
      const hit = text && lookFor(terms, text.text)
      return hit ? [{ ...hit, ...text }] : []
    })
    found.sort((a, b) => b.score - a.score || b.entry - a.entry)
    const [first, last] = [entries[0], entries.at(-1)]
    const rest = found.length > from + limit ? `${(first ?? 0) + 1}.${from + limit}` : undefined
    const next = rest ?? (entries.length === RANKED && last !== undefined ? `${last}.0` : undefined)
    const items = found.slice(from, from + limit).map(({ id, snippet }) => ({ id, snippet }))
    return { items, ...(next !== undefined && { next }) }
  }

  const wordOf = (channel: string | undefined): string | undefined => (channel === undefined ? undefined : channelWord(channel))
  const behind = (ready: boolean): { incomplete?: Incomplete } => (ready ? {} : { incomplete: 'index' })

  return {
    messages(sought) {
      const ready = messages.ready()
      const query = parseQuery(sought.q)
      const match = matchOf(query.terms, { openFrom: OPEN_FROM.messages, place: wordOf(sought.channel) })
      return { ...ranked(query, (below) => messages.newest(match, below, RANKED), textOfMessage, sought), ...behind(ready) }
    },
    contacts(sought) {
      const ready = contacts.ready()
      const query = parseQuery(sought.q)
      const match = matchOf(query.terms, { openFrom: OPEN_FROM.contacts, place: wordOf(sought.channel) })
      return { ...ranked(query, (below) => contacts.newest(match, below, RANKED), textOfContact, sought), ...behind(ready) }
    },
    conversations(q, channel) {
      const ready = [messages.ready(), contacts.ready()].every(Boolean)
      const { number, terms } = parseQuery(q)
      const [end, place] = [Number.MAX_SAFE_INTEGER, wordOf(channel)]
      const words = terms.length === 0 ? [] : messages.newest(matchOf(terms, { openFrom: OPEN_FROM.messages, place }), end, FOLLOWED)
      const people = terms.length === 0 ? [] : contacts.newest(matchOf(terms, { openFrom: OPEN_FROM.contacts, place }), end, FOLLOWED)
      const theirs = ofContacts.all(JSON.stringify(people), FOLLOWED).map(({ id }) => id)
      const numbered = number === undefined ? [] : [number]
      const ids = new Set([...numbered, ...words.map((id) => messageOf(id).conversationId), ...theirs])
      const many = [words, people, theirs].some(({ length }) => length === FOLLOWED)
      return { ids: [...ids], ...(many && { incomplete: 'many' as const }), ...behind(ready) }
    },
  }
}

function positionOf(cursor: string): [below: number, from: number] {
  const match = /^(\d{1,16})\.(\d{1,3})$/.exec(cursor)
  if (!match) throw new DeskError('bad-cursor', 400, 'The cursor is not one that this search gave.')
  return [Number(match[1]), Number(match[2])]
}
