import type { Statement } from '../../ports/sql.ts'
import type { ChannelStore } from '../channels/store.ts'
import { DeskError, notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { OutboxQueue } from '../outbox/queue.ts'
import type { Incomplete, Search } from './search/search.ts'
import type { ConversationRow, ConversationView, MessageView, MessageViewRow, WindowOf } from './view.ts'
import { CONVERSATION_SELECT, MESSAGE_COLUMNS, conversationView, messageView } from './view.ts'

export const VIEWS = ['mine', 'waiting', 'urgent', 'open', 'snoozed', 'resolved'] as const
export type View = (typeof VIEWS)[number]

export interface Filter {
  view: View
  agentId: string
  queue?: number | undefined
  channel?: string | undefined
  contact?: number | undefined
  q?: string | undefined
  cursor?: string | undefined
  limit: number
}

export interface Page<T> {
  items: T[]
  next?: string
  /** Of a search: why there may be more. */
  incomplete?: Incomplete
}

/** What consoles read: one statement each, each on an index. */
export interface Reading {
  list(filter: Filter): Page<ConversationView>
  /** Throws `not-found`. */
  conversation(id: number): ConversationView
  find(id: number): ConversationView | undefined
  message(id: number): MessageView | undefined
  /** Newest last; `next` continues in the direction asked. */
  timeline(conversationId: number, page: { before?: number | undefined; after?: number | undefined; limit: number }): Page<MessageView>
}

/** Of each view: its condition, the expression that orders it (and names a row's place), the index it walks. */
const ORDER: Record<View, { where: string; key: string; direction: 'ASC' | 'DESC' }> = {
  mine: { where: "c.agentId = :agent AND c.status IN ('active', 'snoozed')", key: '-c.lastAt', direction: 'ASC' },
  waiting: { where: 'c.rank IS NOT NULL', key: 'c.rank', direction: 'ASC' },
  urgent: { where: "c.priority = 'urgent' AND c.resolvedAt IS NULL", key: 'c.startedAt', direction: 'ASC' },
  // Where only we have said something, nothing is open yet.
  open: { where: "c.resolvedAt IS NULL AND (c.status <> 'bot' OR c.unread > 0)", key: 'c.id', direction: 'DESC' },
  snoozed: { where: 'c.snoozedUntil IS NOT NULL', key: 'c.snoozedUntil', direction: 'ASC' },
  resolved: { where: 'c.resolvedAt IS NOT NULL', key: 'c.resolvedAt', direction: 'DESC' },
}

export function createReading(
  { sql }: Pick<Kit, 'sql'>,
  rooms: { channels: ChannelStore; outbox: OutboxQueue; search: Pick<Search, 'conversations'> },
): Reading {
  const one = sql.prepare<ConversationRow>(`${CONVERSATION_SELECT} WHERE c.id = ?`)
  const identities = sql.prepare<{ channelId: string; externalId: string; name: string | null }>(
    'SELECT channelId, externalId, name FROM Identity WHERE contactId = ? ORDER BY id LIMIT 50',
  )
  const message = sql.prepare<MessageViewRow>(`SELECT ${MESSAGE_COLUMNS} FROM Message m WHERE m.id = ?`)
  const older = sql.prepare<MessageViewRow>(
    `SELECT ${MESSAGE_COLUMNS} FROM Message m WHERE m.conversationId = ? AND m.seq < ? ORDER BY m.seq DESC LIMIT ?`,
  )
  const newer = sql.prepare<MessageViewRow>(
    `SELECT ${MESSAGE_COLUMNS} FROM Message m WHERE m.conversationId = ? AND m.seq > ? ORDER BY m.seq LIMIT ?`,
  )

  // One statement for each combination of filters in use: a few dozen at most.
  const lists = new Map<string, Statement<ConversationRow & { place: number }>>()

  const windowOf: WindowOf = ({ channelId, surface, threadId }) => {
    const windows = rooms.channels.find(channelId)?.adapter.manifest.surfaces[surface]?.windows ?? []
    if (windows.length === 0) return null
    const grants = rooms.outbox.grants(threadId)
    if (grants.length === 0) return 'closed'
    const counts = grants.map(({ remaining }) => remaining)
    return {
      expiresAt: Math.max(...grants.map(({ expiresAt }) => expiresAt)),
      left: counts.some((count) => count === null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    }
  }

  function list({ view, agentId, queue, channel, contact, q, cursor, limit }: Filter): Page<ConversationView> {
    const { where, key, direction } = ORDER[view]
    const params: (string | number)[] = []
    const bind = (value: string | number): string => `?${params.push(value)}`
    const conditions = [where.replace(':agent', () => bind(agentId))]
    // The plus keeps SQLite on the view's own index: that of a queue or channel leads through its whole history.
    if (queue !== undefined) conditions.push(`${view === 'waiting' ? '' : '+'}c.queueId = ${bind(queue)}`)
    if (channel !== undefined) conditions.push(`+c.channelId = ${bind(channel)}`)
    if (contact !== undefined) conditions.push(`c.contactId = ${bind(contact)}`)
    const sought = q ? rooms.search.conversations(q, channel) : undefined
    if (sought) conditions.push(`c.id IN (SELECT value FROM json_each(${bind(JSON.stringify(sought.ids))}))`)
    if (cursor !== undefined) {
      const [place, id] = placeOf(cursor)
      const past = direction === 'ASC' ? '>' : '<'
      conditions.push(`(${key}, c.id) ${past} (${bind(place)}, ${bind(id)})`)
    }
    // What was found is few: an index of the view would lead through all the others.
    const select = sought ? CONVERSATION_SELECT.replace('Conversation c ', 'Conversation c NOT INDEXED ') : CONVERSATION_SELECT
    const text = `${select.replace('SELECT ', `SELECT ${key} AS place, `)} WHERE ${conditions.join(' AND ')}
      ORDER BY ${key} ${direction}, c.id ${direction} LIMIT ${bind(limit + 1)}`
    const statement = lists.get(text) ?? sql.prepare<ConversationRow & { place: number }>(text)
    lists.set(text, statement)
    const rows = statement.all(...params)
    const last = rows[limit - 1]
    return {
      items: rows.slice(0, limit).map((row) => conversationView(row, windowOf)),
      ...(rows.length > limit && last ? { next: `${last.place}.${last.id}` } : {}),
      ...(sought?.incomplete && { incomplete: sought.incomplete }),
    }
  }

  const find = (id: number): ConversationView | undefined => {
    const row = one.get(id)
    return row && conversationView(row, windowOf)
  }

  return {
    list,
    find,
    conversation(id) {
      const view = find(id)
      if (!view) throw notFound('conversation')
      return { ...view, contact: { ...view.contact, identities: identities.all(Number(view.contact.id)) } }
    },
    message(id) {
      const row = message.get(id)
      return row && messageView(row)
    },
    timeline(conversationId, { before, after, limit }) {
      const forward = after !== undefined
      const rows = forward
        ? newer.all(conversationId, after, limit + 1)
        : older.all(conversationId, before ?? Number.MAX_SAFE_INTEGER, limit + 1)
      const more = rows.length > limit
      const kept = rows.slice(0, limit)
      const edge = kept.at(-1)?.seq
      const items = (forward ? kept : kept.toReversed()).map(messageView)
      return { items, ...(more && edge !== undefined ? { next: String(edge) } : {}) }
    },
  }
}

function placeOf(cursor: string): [number, number] {
  const match = /^(-?\d+(?:\.\d+)?)\.(\d+)$/.exec(cursor)
  if (!match) throw new DeskError('bad-cursor', 400, 'The cursor is not one that this list gave.')
  return [Number(match[1]), Number(match[2])]
}
