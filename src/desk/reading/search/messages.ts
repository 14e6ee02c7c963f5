import type { ConversationRow, MessageRow } from '../../../../prisma/rows.ts'
import type { Columns } from '../../../ports/sql.ts'
import type { Kit } from '../../kit.ts'
import type { Entry } from '../../log/log.ts'
import type { Readers } from '../../log/readers.ts'
import { openWordTable, channelWord } from './table.ts'

/** A message in the index: those of one conversation lie together, so that a match says at once whose it is. */
export interface MessageAt {
  conversationId: number
  seq: number
}

export interface MessageIndex {
  /** Brings it to the end of the log; false: it is behind. */
  ready(): boolean
  /** Messages that match, of the newest conversations first; `below` continues. */
  newest(match: string, below: number, limit: number): number[]
}

/** Numbers within a conversation stay below it, and 53 bits hold half a billion conversations. */
const ROOM = 2 ** 24
export const messageOf = (id: number): MessageAt => ({ conversationId: Math.floor(id / ROOM), seq: id % ROOM })
const idOf = ({ conversationId, seq }: MessageAt): number => conversationId * ROOM + seq

const NAME = 'message-words'
/** Messages in one part of a rebuild. */
const PART = 50

const COLUMNS = 'm.id, m.conversationId, m.seq, m.text, m.recalledAt'
type Row = Columns<MessageRow, typeof COLUMNS> & Pick<ConversationRow, 'channelId'>

const SELECT = `SELECT ${COLUMNS}, c.channelId FROM Message m JOIN Conversation c ON c.id = m.conversationId`

/** What was said, kept up by a reader of the log. */
export function createMessageIndex({ sql }: Pick<Kit, 'sql'>, readers: Readers): MessageIndex {
  const table = openWordTable(sql, 'Message')
  const some = sql.prepare<Row>(`${SELECT} WHERE m.id IN (SELECT value FROM json_each(?))`)
  const after = sql.prepare<Row>(`${SELECT} WHERE m.id > ? ORDER BY m.id LIMIT ?`)
  const whole = sql.prepare<Row>(`${SELECT} WHERE m.conversationId = ? ORDER BY m.seq`)

  /** In the order of their ids: FTS5 writes a segment for each step back. */
  function put(rows: readonly Row[]): void {
    for (const row of rows.toSorted((a, b) => idOf(a) - idOf(b))) {
      if (row.recalledAt !== null || row.text === '') table.drop(idOf(row))
      else table.put(idOf(row), row.text, [channelWord(row.channelId)])
    }
  }

  /** Of a message that is gone nobody knows any more which it was. */
  function again(conversationId: number): void {
    table.drop(conversationId * ROOM, conversationId * ROOM + ROOM - 1)
    put(whole.all(conversationId))
  }

  function read(entries: readonly Entry[]): void {
    const about = new Map(
      entries.flatMap(({ messageId, conversationId, data }) =>
        messageId === null || conversationId === null || isOnlyState(data) ? [] : [[messageId, conversationId] as const],
      ),
    )
    const rows = some.all(JSON.stringify([...about.keys()]))
    put(rows)
    for (const { id } of rows) about.delete(id)
    for (const conversationId of new Set(about.values())) again(conversationId)
  }

  readers.add(
    {
      name: NAME,
      gathers: 200,
      read,
      rebuild(from) {
        if (from === 0) table.clear()
        const rows = after.all(from, PART)
        put(rows)
        return rows.at(-1)?.id ?? null
      },
    },
    table.isNew,
  )
  return { ready: () => readers.catchUp(NAME), newest: table.newest }
}

/** Most changes of a message are how far it has come. */
const isOnlyState = (data: string | null): boolean => data !== null && (JSON.parse(data) as { changed?: string }).changed === 'state'
