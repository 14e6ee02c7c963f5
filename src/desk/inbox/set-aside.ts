import type { SetAsideRow } from '../../../prisma/rows.ts'
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
  page(cursor: string | null): Promise<{ items: Aside[]; next?: string }>
  /** Inside a transaction. Throws `not-found`. */
  get(id: number): { channel: string; event: InboundEvent }
  /** It was played again and taken in; or, with a reason, it was not. Inside a transaction. */
  replayed(id: number, reason?: string): void
  /** Rejects with `not-found`. */
  drop(id: number): Promise<void>
}

const PAGE = 50
const LONGEST = 500

export function createSetAside({ sql, db, clock, trace }: Pick<Kit, 'sql' | 'db' | 'clock' | 'trace'>): SetAside {
  // Within the command that takes an event in, or plays it again; the list and what is thrown away are Prisma's.
  const insert = sql.prepare(
    'INSERT INTO SetAside (channelId, dedupeKey, event, error, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (channelId, dedupeKey) DO NOTHING',
  )
  const byId = sql.prepare<Pick<SetAsideRow, 'channelId' | 'event'>>('SELECT channelId, event FROM SetAside WHERE id = ?')
  const setState = sql.prepare('UPDATE SetAside SET state = ?, error = coalesce(?, error) WHERE id = ?')

  return {
    put(channelId, events, reason) {
      for (const event of events) {
        // One that has no key is told from others by a key of our own: it is kept once too often rather than lost.
        const key = typeof event.dedupeKey === 'string' ? event.dedupeKey : `none:${crypto.randomUUID()}`
        if (insert.run(channelId, key, JSON.stringify(event), reason.slice(0, LONGEST), clock.now()) > 0)
          trace('error', 'inbox.set-aside', { channel: channelId, type: event.type, error: reason })
      }
    },
    async page(cursor) {
      const before = Math.min(Number(cursor ?? Infinity), Number.MAX_SAFE_INTEGER)
      const rows = await db.setAside.findMany({
        where: { id: { lt: before } },
        omit: { dedupeKey: true },
        orderBy: { id: 'desc' },
        take: PAGE + 1,
      })
      const items = rows.slice(0, PAGE).map(({ channelId, event, state, at, ...rest }) => ({
        ...rest,
        channel: channelId,
        event: event as Json,
        state: state as Aside['state'],
        at: at.getTime(),
      }))
      return { items, ...(rows.length > PAGE && { next: String(items.at(-1)?.id) }) }
    },
    get(id) {
      const row = byId.get(id)
      if (!row) throw notFound('event')
      return { channel: row.channelId, event: JSON.parse(row.event) as InboundEvent }
    },
    replayed: (id, reason) => void setState.run(reason === undefined ? 'replayed' : 'waiting', reason?.slice(0, LONGEST) ?? null, id),
    async drop(id) {
      if ((await db.setAside.deleteMany({ where: { id } })).count === 0) throw notFound('event')
    },
  }
}
