import type { ContactMergeRow, ContactRow, IdentityRow } from '../../../prisma/rows.ts'
import { DeskError, notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'

/** What came with a merge, and goes back with it. */
export interface Moved {
  identities: number[]
  threads: number[]
}

/** Which contact is part of which. All of it inside a transaction. */
export interface Merges {
  /** Throws `not-found`, and `merged-already` for a contact that is part of another: first that one is split. */
  demandWhole(contactId: number): void
  /** The identities of a contact, all of them. */
  identities(contactId: number): number[]
  moveIdentity(id: number, contactId: number): void
  record(from: number, into: number, moved: Moved, by: string): void
  /** Ends a merge into this contact and returns what it brought. Throws `not-found`. */
  undo(into: number, mergeId: number): Moved & { from: number; at: number }
}

export function createMerges({ sql, clock, remembered }: Pick<Kit, 'sql' | 'clock' | 'remembered'>): Merges {
  const contact = sql.prepare<Pick<ContactRow, 'mergedInto'>>('SELECT mergedInto FROM Contact WHERE id = ?')
  const identities = sql.prepare<Pick<IdentityRow, 'id'>>('SELECT id FROM Identity WHERE contactId = ? ORDER BY id')
  const moveIdentity = sql.prepare('UPDATE Identity SET contactId = ? WHERE id = ?')
  const setMerged = sql.prepare('UPDATE Contact SET mergedInto = ?, updatedAt = ? WHERE id = ?')
  const add = sql.prepare('INSERT INTO ContactMerge (fromId, intoId, identities, at, "by") VALUES (?, ?, ?, ?, ?)')
  const find = sql.prepare<Pick<ContactMergeRow, 'fromId' | 'identities' | 'at'>>(
    'SELECT fromId, identities, at FROM ContactMerge WHERE id = ? AND intoId = ? AND undoneAt IS NULL',
  )
  const end = sql.prepare('UPDATE ContactMerge SET undoneAt = ? WHERE id = ?')

  return {
    demandWhole(contactId) {
      const row = contact.get(contactId)
      if (!row) throw notFound('contact')
      if (row.mergedInto === null) return
      throw new DeskError('merged-already', 409, 'This contact is part of another one.', { contact: String(row.mergedInto) })
    },
    identities: (contactId) => identities.all(contactId).map(({ id }) => id),
    moveIdentity(id, contactId) {
      remembered.forget()
      moveIdentity.run(contactId, id)
    },
    record(from, into, moved, by) {
      setMerged.run(into, clock.now(), from)
      add.run(from, into, JSON.stringify(moved), clock.now(), by)
    },
    undo(into, mergeId) {
      const row = find.get(mergeId, into)
      if (!row) throw notFound('merge')
      setMerged.run(null, clock.now(), row.fromId)
      end.run(clock.now(), mergeId)
      return { ...(JSON.parse(row.identities) as Moved), from: row.fromId, at: row.at }
    },
  }
}
