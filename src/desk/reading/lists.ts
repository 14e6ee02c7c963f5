import type { View } from '../../model/view.ts'
import type { SqlValue, Statement } from '../../ports/sql.ts'
import { DeskError } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { Incomplete, Search } from './search/search.ts'
import type { ConversationRow, ConversationView, WindowOf } from './view.ts'
import { CONVERSATION_SELECT, conversationView } from './view.ts'
import { ORDER } from './views.ts'

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

/** A page of a view: one statement on an index. */
export type List = (filter: Filter) => Page<ConversationView>

export function createList({ sql }: Pick<Kit, 'sql'>, search: Pick<Search, 'conversations'>, windowOf: WindowOf): List {
  // One statement for each combination of filters in use: a few dozen at most.
  const lists = new Map<string, Statement<ConversationRow & { number: number }>>()

  return ({ view, agentId, queue, channel, contact, q, cursor, limit }) => {
    const { where, key, direction, owned, within = [] } = ORDER[view]
    const params: Record<string, SqlValue> = {}
    const bind = (name: string, value: SqlValue): string => {
      params[name] = value
      return `:${name}`
    }
    const conditions = owned ? [`c.agentId = ${bind('agent', agentId)}`, where] : [where]
    const given = { channel, queue }
    const narrows = contact === undefined ? within.find((filter) => given[filter] !== undefined) : undefined
    // The plus keeps SQLite from another index, which would lead through the whole history of its queue or channel.
    if (queue !== undefined) conditions.push(`${narrows === 'queue' ? '' : '+'}c.queueId = ${bind('queue', queue)}`)
    if (channel !== undefined) conditions.push(`${narrows === 'channel' ? '' : '+'}c.channelId = ${bind('channel', channel)}`)
    if (contact !== undefined) conditions.push(`c.contactId = ${bind('contact', contact)}`)
    const sought = q ? search.conversations(q, channel) : undefined
    if (sought) conditions.push(`c.id IN (SELECT value FROM json_each(${bind('ids', JSON.stringify(sought.ids))}))`)
    if (cursor !== undefined) {
      const [number, id] = readCursor(cursor)
      const past = direction === 'ASC' ? '>' : '<'
      conditions.push(`(${key}, c.id) ${past} (${bind('number', number)}, ${bind('id', id)})`)
    }
    // What was found is few: an index of the view would lead through all the others.
    const select = sought ? CONVERSATION_SELECT.replace('Conversation c ', 'Conversation c NOT INDEXED ') : CONVERSATION_SELECT
    const text = `${select.replace('SELECT ', `SELECT ${key} AS number, `)} WHERE ${conditions.join(' AND ')}
      ORDER BY ${key} ${direction}, c.id ${direction} LIMIT ${bind('limit', limit + 1)}`
    const statement = lists.get(text) ?? sql.prepare<ConversationRow & { number: number }>(text)
    lists.set(text, statement)
    const rows = statement.all(params)
    const last = rows[limit - 1]
    return {
      items: rows.slice(0, limit).map((row) => conversationView(row, windowOf)),
      ...(rows.length > limit && last ? { next: `${last.number}.${last.id}` } : {}),
      ...(sought?.incomplete && { incomplete: sought.incomplete }),
    }
  }
}

function readCursor(cursor: string): [number, number] {
  const match = /^(-?\d+(?:\.\d+)?)\.(\d+)$/.exec(cursor)
  if (!match) throw new DeskError('bad-cursor', 400, 'The cursor is not one that this list gave.')
  return [Number(match[1]), Number(match[2])]
}
