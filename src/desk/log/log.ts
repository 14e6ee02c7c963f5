import type { LogEntryRow } from '../../../prisma/rows.ts'
import type { Json } from '../../model/events.ts'
import type { Columns, Sql } from '../../ports/sql.ts'
import type { Actor, Kit } from '../kit.ts'

/** Everything that can happen, by room. What stands here is what readers of the log may rely on. */
export const LOG_TYPES = [
  'conversation.created',
  'conversation.updated',
  'message.created',
  'message.updated',
  'contact.updated',
  'queue.updated',
  'rule.updated',
  'calendar.updated',
  'calendar.ending',
  'offer.created',
  'offer.settled',
  'promise.warned',
  'promise.breached',
  'agent.presence',
  'agent.created',
  'agent.updated',
  'key.created',
  'key.deleted',
  'rights.updated',
  'view.updated',
  'channel.created',
  'channel.updated',
  'channel.deleted',
] as const
export type LogType = (typeof LOG_TYPES)[number]

export interface NewEntry {
  type: LogType
  actor: Actor
  conversationId?: number
  messageId?: number
  /** What changed, small. Never a secret. */
  data?: { [key: string]: Json }
}

export const ENTRY_COLUMNS = 'seq, at, type, actor, conversationId, messageId, data'

export interface Entry extends Columns<LogEntryRow, typeof ENTRY_COLUMNS> {
  type: LogType
}

export interface LogRoom {
  /** Inside a transaction: the next number is given here, so that the log has no gaps. */
  append(entry: NewEntry): void
  /** The last number given, 0 at the beginning. */
  last(): number
  /** The oldest entry that is still kept, 0 when there is none. */
  first(): number
  after(seq: number, limit: number): Entry[]
}

export function createLog({ sql, clock }: Pick<Kit, 'clock'> & { sql: Sql }): LogRoom {
  // Without a value for `seq`, SQLite gives the largest one plus one, and a rollback takes it back.
  const insert = sql.prepare('INSERT INTO LogEntry (at, type, actor, conversationId, messageId, data) VALUES (?, ?, ?, ?, ?, ?)')
  const last = sql.prepare<{ seq: number | null }>('SELECT max(seq) AS seq FROM LogEntry')
  const first = sql.prepare<{ seq: number | null }>('SELECT min(seq) AS seq FROM LogEntry')
  const after = sql.prepare<Entry>(`SELECT ${ENTRY_COLUMNS} FROM LogEntry WHERE seq > ? ORDER BY seq LIMIT ?`)
  return {
    append({ type, actor, conversationId, messageId, data }) {
      insert.run(clock.now(), type, actor, conversationId ?? null, messageId ?? null, data ? JSON.stringify(data) : null)
    },
    last: () => last.get()?.seq ?? 0,
    first: () => first.get()?.seq ?? 0,
    after: (seq, limit) => after.all(seq, limit),
  }
}
