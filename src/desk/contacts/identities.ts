import type { ContactRow, IdentityRow } from '../../../prisma/rows.ts'
import type { Person } from '../../model/events.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'

export interface Known {
  identityId: number
  contactId: number
  name: string | null
  vip: boolean
}

/** People as channels know them. Writes stand inside a transaction. */
export interface Identities {
  /** Finds or makes the contact behind a person of a channel. */
  identify(channelId: string, person: Person): Known
  /** Nothing can be sent to this person any more, until they write. */
  block(identityId: number): void
  /** The same for whoever the contact is on this channel. */
  blockContact(channelId: string, contactId: number): void
}

type Row = Pick<IdentityRow, 'id' | 'contactId' | 'name' | 'blockedAt'> & Pick<ContactRow, 'vip' | 'phone' | 'email' | 'language'>

export function createIdentities(
  { sql, clock, remembered }: Pick<Kit, 'sql' | 'clock' | 'remembered'>,
  { log }: { log: LogRoom },
): Identities {
  const find = sql.prepare<Row>(
    `SELECT i.id, i.contactId, i.name, i.blockedAt, c.vip, c.phone, c.email, c.language FROM Identity i JOIN Contact c ON c.id = i.contactId
     WHERE i.channelId = ? AND i.externalId = ?`,
  )
  const addContact = sql.prepare<Pick<ContactRow, 'id'>>(
    'INSERT INTO Contact (name, phone, email, unionId, language, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?6, ?6) RETURNING id',
  )
  const addIdentity = sql.prepare<Pick<IdentityRow, 'id'>>(
    'INSERT INTO Identity (channelId, externalId, contactId, name, avatar, createdAt) VALUES (?, ?, ?, ?, ?, ?) RETURNING id',
  )
  const rename = sql.prepare('UPDATE Identity SET name = ?, avatar = coalesce(?, avatar) WHERE id = ?')
  const renameContact = sql.prepare('UPDATE Contact SET name = ?, updatedAt = ? WHERE id = ? AND (name IS NULL OR name = ?)')
  const learn = sql.prepare(
    'UPDATE Contact SET phone = coalesce(phone, ?), email = coalesce(email, ?), language = coalesce(language, ?), updatedAt = ? WHERE id = ?',
  )
  // Someone who writes has not blocked us.
  const unblock = sql.prepare('UPDATE Identity SET blockedAt = NULL WHERE id = ?')

  const block = sql.prepare('UPDATE Identity SET blockedAt = coalesce(blockedAt, ?) WHERE id = ?')
  const blockContact = sql.prepare('UPDATE Identity SET blockedAt = coalesce(blockedAt, ?) WHERE channelId = ? AND contactId = ?')

  const known = remembered.of<string, Row>()

  const told = (contactId: number, action: string): void =>
    log.append({ type: 'contact.updated', actor: `contact:${contactId}`, data: { contactId: String(contactId), action } })

  function identify(channelId: string, person: Person): Known {
    const key = `${channelId} ${person.externalId}`
    const row = known.get(key) ?? find.get(channelId, person.externalId)
    if (!row) {
      const name = person.name ?? null
      const contact = addContact.get(
        name,
        person.phone ?? null,
        person.email ?? null,
        person.unionId ?? null,
        person.language ?? null,
        clock.now(),
      )
      const contactId = contact?.id ?? 0
      const identity = addIdentity.get(channelId, person.externalId, contactId, name, person.avatar ?? null, clock.now())
      return { identityId: identity?.id ?? 0, contactId, name, vip: false }
    }
    const name = person.name ?? row.name
    if (name !== row.name) {
      rename.run(name, person.avatar ?? null, row.id)
      renameContact.run(name, clock.now(), row.contactId, row.name)
      told(row.contactId, 'renamed')
    }
    const { phone = null, email = null, language = null } = person
    const [tel, mail, tongue] = [row.phone ?? phone, row.email ?? email, row.language ?? language]
    if (tel !== row.phone || mail !== row.email || tongue !== row.language) {
      learn.run(tel, mail, tongue, clock.now(), row.contactId)
      told(row.contactId, 'learned')
    }
    if (row.blockedAt !== null) unblock.run(row.id)
    known.keep(key, Object.assign(row, { name, phone: tel, email: mail, language: tongue, blockedAt: null }))
    return { identityId: row.id, contactId: row.contactId, name, vip: row.vip === 1 }
  }

  return {
    identify,
    block(identityId) {
      remembered.forget()
      block.run(clock.now(), identityId)
    },
    blockContact(channelId, contactId) {
      remembered.forget()
      blockContact.run(clock.now(), channelId, contactId)
    },
  }
}
