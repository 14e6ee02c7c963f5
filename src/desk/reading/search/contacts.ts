import type { ContactMergeRow, ContactRow, ConversationRow, IdentityRow } from '../../../../prisma/rows.ts'
import type { Columns } from '../../../ports/sql.ts'
import type { Kit } from '../../kit.ts'
import type { Entry } from '../../log/log.ts'
import type { Readers } from '../../log/readers.ts'
import { openWordTable, channelWord } from './table.ts'

export interface ContactIndex {
  /** Brings it to the end of the log; false: it is behind. */
  ready(): boolean
  /** Contacts that match, the newest first; `below` continues. */
  newest(match: string, below: number, limit: number): number[]
}

const NAME = 'contact-words'
/** Contacts in one part of a rebuild. */
const PART = 50

const COLUMNS = 'id, name, phone, email, mergedInto'
type Row = Columns<ContactRow, typeof COLUMNS>

/** What a contact can be found by, and what of it is shown. */
export const contactText = ({ name, phone, email }: Pick<Row, 'name' | 'phone' | 'email'>, names: readonly (string | null)[]): string =>
  [...new Set([name, ...names, phone, phone?.replaceAll(/\D/g, '') ?? null, email])].filter((text) => text !== null).join(' · ')

/** Who the customers are, kept up by a reader of the log. */
export function createContactIndex({ sql }: Pick<Kit, 'sql'>, readers: Readers): ContactIndex {
  const table = openWordTable(sql, 'Contact')
  const one = sql.prepare<Row>(`SELECT ${COLUMNS} FROM Contact WHERE id = ?`)
  const after = sql.prepare<Row>(`SELECT ${COLUMNS} FROM Contact WHERE id > ? ORDER BY id LIMIT ?`)
  const identities = sql.prepare<Pick<IdentityRow, 'channelId' | 'name'>>(
    'SELECT channelId, name FROM Identity WHERE contactId = ? ORDER BY id LIMIT 100',
  )
  const ofConversation = sql.prepare<Pick<ConversationRow, 'contactId'>>('SELECT contactId FROM Conversation WHERE id = ?')
  const parts = sql.prepare<Pick<ContactMergeRow, 'fromId'>>('SELECT fromId FROM ContactMerge WHERE intoId = ?')

  function put(row: Row): void {
    // Whoever is part of another contact is found as that one.
    if (row.mergedInto !== null) return table.drop(row.id)
    const known = identities.all(row.id)
    const text = contactText(
      row,
      known.map(({ name }) => name),
    )
    table.put(row.id, text, [...new Set(known.map(({ channelId }) => channelWord(channelId)))])
  }

  /** Whom an entry is about, and who was or is part of them. */
  function about({ type, conversationId, data }: Entry): number[] {
    if (type === 'conversation.created') return conversationId === null ? [] : [ofConversation.get(conversationId)?.contactId ?? 0]
    if (type !== 'contact.updated' || data === null) return []
    const id = Number((JSON.parse(data) as { contactId: string }).contactId)
    return [id, ...parts.all(id).map(({ fromId }) => fromId)]
  }

  readers.add(
    {
      name: NAME,
      gathers: 200,
      read(entries) {
        const ids = [...new Set(entries.flatMap(about))].sort((a, b) => a - b)
        for (const id of ids) {
          const row = one.get(id)
          if (row) put(row)
          else table.drop(id)
        }
      },
      rebuild(from) {
        if (from === 0) table.clear()
        const rows = after.all(from, PART)
        for (const row of rows) put(row)
        return rows.at(-1)?.id ?? null
      },
    },
    table.isNew,
  )
  return { ready: () => readers.catchUp(NAME), newest: table.newest }
}
