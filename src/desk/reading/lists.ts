import type { ConversationRow as Row } from '../../../prisma/rows.ts'
import type { Definition, Place } from '../../model/view.ts'
import type { Statement } from '../../ports/sql.ts'
import { DeskError } from '../errors.ts'
import type { Kit } from '../kit.ts'
import { kept } from './kept.ts'
import type { Incomplete, Search } from './search/search.ts'
import type { ConversationRow, ConversationView, WindowOf } from './view.ts'
import { CONVERSATION_SELECT, conversationView } from './view.ts'
import { type Compiled, compile } from './views.ts'

export interface Wanted extends Definition {
  agentId: string
  q?: string | undefined
  cursor?: string | undefined
  limit: number
}

export interface Page<T> {
  items: T[]
  next?: string
  /** Of a search, or a filter of what has been: why there may be more. */
  incomplete?: Incomplete
}

/** A page of a list: one statement on an index. Each says where it stands in the list. */
export type List = (wanted: Wanted) => Page<ConversationView & { place: Place }>

interface End extends Pick<Row, 'id'> {
  number: number
}

/** So far back a filter without an index looks for a page. */
const FURTHEST = 5000

export function createList(
  { sql, clock }: Pick<Kit, 'sql' | 'clock'>,
  search: Pick<Search, 'conversations'>,
  windowOf: WindowOf,
  furthest = FURTHEST,
): List {
  const lists = new Map<string, Statement<ConversationRow & { number: number }>>()
  const ends = new Map<string, Statement<End>>()

  /** Where a page of history ends at the latest, if the history goes on there. */
  function endOf({ along, key, direction, params }: Compiled): End | undefined {
    const text = `SELECT ${key} AS number, c.id FROM Conversation c WHERE ${along.join(' AND ')}
      ORDER BY ${key} ${direction}, c.id ${direction} LIMIT 1 OFFSET ${furthest}`
    return kept(ends, text, () => sql.prepare<End>(text)).get(params)
  }

  return ({ agentId, q, cursor, limit, ...definition }) => {
    const list = compile(definition, { agentId, now: clock.now() })
    const { along, rest, key, direction, params, bind } = list
    const past = direction === 'ASC' ? '>' : '<'
    if (cursor !== undefined) {
      const [number, id] = readCursor(cursor)
      along.push(`(${key}, c.id) ${past} (${bind('number', number)}, ${bind('id', id)})`)
    }
    // The last word in one channel is found there: the search looks in no other.
    const sought = q ? search.conversations(q, definition.channel?.length === 1 ? definition.channel[0] : undefined) : undefined
    const end = list.history && rest.length > 0 && definition.contact === undefined && !sought ? endOf(list) : undefined
    if (end) rest.push(`(${key}, c.id) ${direction === 'ASC' ? '<=' : '>='} (${bind('endNumber', end.number)}, ${bind('endId', end.id)})`)
    if (sought) rest.push(`c.id IN (SELECT value FROM json_each(${bind('ids', JSON.stringify(sought.ids))}))`)
    // What was found is few: an index of the view would lead through all the others.
    const select = sought ? CONVERSATION_SELECT.replace('Conversation c ', 'Conversation c NOT INDEXED ') : CONVERSATION_SELECT
    const text = `${select.replace('SELECT ', `SELECT ${key} AS number, `)} WHERE ${[...along, ...rest].join(' AND ')}
      ORDER BY ${key} ${direction}, c.id ${direction} LIMIT ${bind('limit', limit + 1)}`
    const rows = kept(lists, text, () => sql.prepare<ConversationRow & { number: number }>(text)).all(params)
    const next = rows.length > limit ? rows[limit - 1] : end
    const incomplete = sought?.incomplete ?? (rows.length <= limit && end ? 'many' : undefined)
    return {
      items: rows.slice(0, limit).map((row) => ({ ...conversationView(row, windowOf), place: list.place(row.number, row.id) })),
      ...(next && { next: `${next.number}.${next.id}` }),
      ...(incomplete && { incomplete }),
    }
  }
}

function readCursor(cursor: string): [number, number] {
  const match = /^(-?\d+(?:\.\d+)?)\.(\d+)$/.exec(cursor)
  if (!match) throw new DeskError('bad-cursor', 400, 'The cursor is not one that this list gave.')
  return [Number(match[1]), Number(match[2])]
}
