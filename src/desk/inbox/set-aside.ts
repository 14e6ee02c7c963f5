import type { InboundEvent, Json } from '../../model/events.ts'
import { notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'

/** An event that could not be taken in, as it came. */
export interface Aside {
  id: number
  channel: string
  /** An `InboundEvent`, or what an earlier version held for one. */
  event: Json
  /** Why, in a few words. */
  error: string
  state: 'waiting' | 'replayed'
  /** ms */
  at: number
}

/** What was acknowledged and could not be taken in: kept until somebody plays it again or throws it away. */
export interface SetAside {
  /** Inside a transaction. An event that stands here already is not put a second time. */
  put(channelId: string, events: readonly InboundEvent[], reason: string): void
  /** Newest first. `cursor`: what `next` was; null begins. */
  page(cursor: string | null): { items: Aside[]; next?: string }
  /** Throws `not-found`. */
  get(id: number): Aside
  /** It was played again and taken in; or, with a reason, it was not. Inside a transaction. */
  replayed(id: number, reason?: string): void
  /** Throws `not-found`. */
  drop(id: number): Promise<void>
}

const PAGE = 50
const LONGEST = 500

interface Row extends Omit<Aside, 'channel' | 'event'> {
  channelId: string
  event: string
}

export function createSetAside({ sql, clock, commit, trace }: Pick<Kit, 'sql' | 'clock' | 'commit' | 'trace'>): SetAside {
  const insert = sql.prepare(
    'INSERT INTO SetAside (channelId, dedupeKey, event, error, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (channelId, dedupeKey) DO NOTHING',
  )
  const before = sql.prepare<Row>('SELECT id, channelId, event, error, state, at FROM SetAside WHERE id < ? ORDER BY id DESC LIMIT ?')
  const byId = sql.prepare<Row>('SELECT id, channelId, event, error, state, at FROM SetAside WHERE id = ?')
  const setState = sql.prepare('UPDATE SetAside SET state = ?, error = coalesce(?, error) WHERE id = ?')
  const remove = sql.prepare('DELETE FROM SetAside WHERE id = ?')

  const read = ({ channelId, event, ...rest }: Row): Aside => ({ ...rest, channel: channelId, event: JSON.parse(event) as Json })

  return {
    put(channelId, events, reason) {
      for (const event of events) {
        // One that has no key is told from others by a key of our own: it is kept once too often rather than lost.
        const key = typeof event.dedupeKey === 'string' ? event.dedupeKey : `none:${crypto.randomUUID()}`
        if (insert.run(channelId, key, JSON.stringify(event), reason.slice(0, LONGEST), clock.now()) > 0)
          trace('error', 'inbox.set-aside', { channel: channelId, type: event.type, error: reason })
      }
    },
    page(cursor) {
      const rows = before.all(Number(cursor ?? Number.MAX_SAFE_INTEGER), PAGE + 1)
      const items = rows.slice(0, PAGE).map(read)
      return { items, ...(rows.length > PAGE && { next: String(items.at(-1)?.id) }) }
    },
    get(id) {
      const row = byId.get(id)
      if (!row) throw notFound('event')
      return read(row)
    },
    replayed: (id, reason) => void setState.run(reason === undefined ? 'replayed' : 'waiting', reason?.slice(0, LONGEST) ?? null, id),
    drop: (id) =>
      commit(() => {
        if (remove.run(id) === 0) throw notFound('event')
      }),
  }
}
