import type { ContactMergeRow, ContactRow, IdentityRow } from '../../../prisma/rows.ts'
import type { Columns } from '../../ports/sql.ts'
import { notFound } from '../errors.ts'
import type { Acting } from '../web/roles.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'

export interface ContactView {
  id: string
  name: string | null
  phone: string | null
  email: string | null
  language: string | null
  vip: boolean
  notes: string | null
  identities: { channelId: string; externalId: string; name: string | null; blocked: boolean }[]
  merges: { id: string; contact: string; name: string | null }[]
}

export interface ContactChange {
  name?: string | null | undefined
  phone?: string | null | undefined
  email?: string | null | undefined
  language?: string | null | undefined
  notes?: string | null | undefined
  vip?: boolean | undefined
}

/** People across channels. */
export interface Contacts {
  get(id: number): ContactView
  change(agent: Acting, id: number, change: ContactChange): Promise<void>
}

const COLUMNS = 'id, name, phone, email, language, vip, notes'
type Row = Columns<ContactRow, typeof COLUMNS>

export function createContacts({ sql, clock, commit, remembered }: Kit, rooms: { log: LogRoom }): Contacts {
  const select = sql.prepare<Row>(`SELECT ${COLUMNS} FROM Contact WHERE id = ?`)
  const identities = sql.prepare<Pick<IdentityRow, 'channelId' | 'externalId' | 'name' | 'blockedAt'>>(
    'SELECT channelId, externalId, name, blockedAt FROM Identity WHERE contactId = ? ORDER BY id LIMIT 100',
  )
  const merges = sql.prepare<Pick<ContactMergeRow, 'id' | 'fromId'> & Pick<ContactRow, 'name'>>(
    'SELECT m.id, m.fromId, c.name FROM ContactMerge m JOIN Contact c ON c.id = m.fromId WHERE m.intoId = ? AND m.undoneAt IS NULL ORDER BY m.id',
  )
  const update = sql.prepare(
    'UPDATE Contact SET name = :name, phone = :phone, email = :email, language = :language, notes = :notes, vip = :vip, updatedAt = :at WHERE id = :id',
  )
  function row(id: number): Row {
    const found = select.get(id)
    if (!found) throw notFound('contact')
    return found
  }

  const tell = (agent: Acting, id: number, action: string): void =>
    rooms.log.append({ type: 'contact.updated', actor: `agent:${agent.id}`, data: { contactId: String(id), action } })

  return {
    get(id) {
      const { vip, ...contact } = row(id)
      return {
        ...contact,
        id: String(id),
        vip: vip === 1,
        identities: identities
          .all(id)
          .map(({ channelId, externalId, name, blockedAt }) => ({ channelId, externalId, name, blocked: blockedAt !== null })),
        merges: merges.all(id).map((merge) => ({ id: String(merge.id), contact: String(merge.fromId), name: merge.name })),
      }
    },
    change: (agent, id, change) =>
      commit(() => {
        const old = row(id)
        const next = { ...old, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) }
        const { name, phone, email, language, notes } = next
        remembered.forget()
        update.run({ name, phone, email, language, notes, vip: next.vip ? 1 : 0, at: clock.now(), id })
        tell(agent, id, 'changed')
      }),
  }
}
