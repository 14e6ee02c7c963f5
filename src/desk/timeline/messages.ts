import type { Content, IncomingPart } from '../../model/content.ts'
import { isMedia, plainText } from '../../model/content.ts'
import type { Kit } from '../kit.ts'
import { createLastSaid, type LastSaid } from './last-said.ts'
import type { Media } from './media.ts'
import { createRefs, type Direction, MESSAGE_COLUMNS, type MessageRow, type MessageState, type Refs } from './refs.ts'

export type { MessageRow, MessageState } from './refs.ts'

export interface Author {
  kind: 'contact' | 'agent' | 'bot' | 'system'
  id?: string
  name?: string | null
}

export interface NewMessage {
  conversationId: number
  threadId: number
  seq: number
  direction: Direction
  author: Author
  content: readonly IncomingPart[]
  at: number
  state: MessageState
  key?: string | undefined
  replyToId?: number | null
  /** The platform's ids, none of which another message of the thread has. */
  refs?: string[]
  editedAt?: number
}

export interface Stored {
  id: number
  text: string
}

/** As stored: `by` is the name to show, `id` who it is on the channel. */
export interface Reaction {
  emoji: string
  by: string
  id: string
}

/** Messages and the platform's names for them. Everything here runs inside a transaction. */
export interface Messages extends Refs, LastSaid {
  add(message: NewMessage, channelId: string): Stored
  get(id: number): MessageRow | undefined
  /** Adds the parts of one more album entry. */
  extend(message: MessageRow, content: readonly IncomingPart[], channelId: string): void
  edit(message: MessageRow, content: readonly IncomingPart[], at: number, channelId: string): void
  recall(id: number, at: number): void
  /** Replaces what this person had on the message. */
  react(message: MessageRow, by: { id: string; name: string }, emoji: string[]): void
  /** The first of its segments is on its way. */
  sending(id: number): void
  setState(id: number, state: MessageState, error?: { code: string; text: string } | null): void
}

/** How a client's key is stored: one index for all, in which messages without a key lie together. */
export const keyOf = (conversationId: number, key: string): string => `${conversationId}:${key}`

export function createMessages({ sql, clock, remembered }: Pick<Kit, 'sql' | 'clock' | 'remembered'>, media: Media): Messages {
  const refs = createRefs({ sql })
  const { lastSaid, told, changed } = createLastSaid({ sql, remembered })
  const insert = sql.prepare(
    `INSERT INTO Message (conversationId, threadId, seq, direction, authorKind, authorId, authorName, content, text, at, storedAt, state, key, replyToId, editedAt, externalId)
     VALUES (:conversationId, :threadId, :seq, :direction, :authorKind, :authorId, :authorName, :content, :text, :at, :storedAt, :state, :key, :replyToId, :editedAt, :externalId)`,
  )
  const byId = sql.prepare<MessageRow>(`SELECT ${MESSAGE_COLUMNS} FROM Message m WHERE m.id = ?`)
  const rewrite = sql.prepare('UPDATE Message SET content = ?, text = ?, editedAt = coalesce(?, editedAt) WHERE id = ?')
  const keepRevision = sql.prepare('INSERT INTO Revision (messageId, content, at) VALUES (?, ?, ?)')
  const recall = sql.prepare('UPDATE Message SET recalledAt = coalesce(recalledAt, ?) WHERE id = ?')
  const react = sql.prepare('UPDATE Message SET reactions = ? WHERE id = ?')
  const setState = sql.prepare('UPDATE Message SET state = ?, errorCode = ?, errorText = ? WHERE id = ?')

  const sending = sql.prepare("UPDATE Message SET state = 'sending' WHERE id = ? AND state = 'queued'")

  const store = (content: readonly IncomingPart[], channelId: string): Content =>
    content.some(isMedia) ? media.register(content, channelId) : (content as Content)

  return {
    ...refs,
    lastSaid,
    add(message, channelId) {
      const content = store(message.content, channelId)
      const text = plainText(content)
      const { conversationId, threadId, seq, direction, author, at, state, refs: [externalId = null, ...more] = [] } = message
      const stored = JSON.stringify(content)
      const id = insert.insert({
        conversationId,
        threadId,
        seq,
        direction,
        authorKind: author.kind,
        authorId: author.id ?? null,
        authorName: author.name ?? null,
        content: stored,
        text,
        at,
        storedAt: clock.now(),
        state,
        key: message.key === undefined ? null : keyOf(conversationId, message.key),
        replyToId: message.replyToId ?? null,
        editedAt: message.editedAt ?? null,
        externalId,
      })
      if (direction === 'out') told(conversationId, { id, seq, content: stored })
      for (const ref of more) refs.addRef(threadId, ref, id)
      if (content.some(isMedia)) media.attach(content, id)
      return { id, text }
    },
    get: (id) => byId.get(id),
    extend(message, content, channelId) {
      const all = [...(JSON.parse(message.content) as Content), ...store(content, channelId)]
      rewrite.run(JSON.stringify(all), plainText(all), null, message.id)
      changed(message.conversationId)
      media.attach(all, message.id)
    },
    edit(message, content, at, channelId) {
      const next = store(content, channelId)
      keepRevision.run(message.id, message.content, at)
      rewrite.run(JSON.stringify(next), plainText(next), at, message.id)
      changed(message.conversationId)
      media.attach(next, message.id)
    },
    recall: (id, at) => void recall.run(at, id),
    react(message, by, emoji) {
      const others = (JSON.parse(message.reactions ?? '[]') as Reaction[]).filter(({ id }) => id !== by.id)
      react.run(JSON.stringify([...others, ...emoji.map((one): Reaction => ({ emoji: one, by: by.name, id: by.id }))]), message.id)
    },
    sending: (id) => void sending.run(id),
    setState: (id, state, error) => void setState.run(state, error?.code ?? null, error?.text.slice(0, 500) ?? null, id),
  }
}
