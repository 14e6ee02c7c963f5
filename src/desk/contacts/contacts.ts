import { DeskError, notFound } from '../errors.ts'
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

/** People across channels. Merging keeps both histories and can be undone. */
export interface Contacts {
  get(id: number): ContactView
  change(agent: Acting, id: number, change: ContactChange): Promise<void>
  /** `from` becomes part of `into`. */
  merge(agent: Acting, from: number, into: number): Promise<void>
  /** Undoes a merge: what came with it goes back. */
  split(agent: Acting, id: number, mergeId: number): Promise<void>
}

interface Row {
  id: number
  name: string | null
  phone: string | null
  email: string | null
  language: string | null
  vip: number
  notes: string | null
  mergedInto: number | null
}

export function createContacts({ sql, clock, commit }: Kit, rooms: { log: LogRoom }): Contacts {
  const select = sql.prepare<Row>('SELECT id, name, phone, email, language, vip, notes, mergedInto FROM Contact WHERE id = ?')
  const identities = sql.prepare<{ id: number; channelId: string; externalId: string; name: string | null; blockedAt: number | null }>(
    'SELECT id, channelId, externalId, name, blockedAt FROM Identity WHERE contactId = ? ORDER BY id LIMIT 100',
  )
  const merges = sql.prepare<{ id: number; fromId: number; name: string | null; identities: string }>(
    'SELECT m.id, m.fromId, c.name, m.identities FROM ContactMerge m JOIN Contact c ON c.id = m.fromId WHERE m.intoId = ? AND m.undoneAt IS NULL ORDER BY m.id',
  )
  const update = sql.prepare(
    'UPDATE Contact SET name = ?, phone = ?, email = ?, language = ?, notes = ?, vip = ?, updatedAt = ? WHERE id = ?',
  )
  const moveIdentity = sql.prepare('UPDATE Identity SET contactId = ? WHERE id = ?')
  const threadsOf = sql.prepare<{ id: number }>('SELECT id FROM Thread WHERE contactId = ?')
  const moveThread = sql.prepare('UPDATE Thread SET contactId = ? WHERE id = ?')
  const moveConversations = sql.prepare('UPDATE Conversation SET contactId = ? WHERE threadId = ?')
  const setMerged = sql.prepare('UPDATE Contact SET mergedInto = ?, updatedAt = ? WHERE id = ?')
  const addMerge = sql.prepare('INSERT INTO ContactMerge (fromId, intoId, identities, at, "by") VALUES (?, ?, ?, ?, ?)')
  const undoMerge = sql.prepare('UPDATE ContactMerge SET undoneAt = ? WHERE id = ?')

  function row(id: number): Row {
    const found = select.get(id)
    if (!found) throw notFound('contact')
    return found
  }

  /** What is part of another contact is not changed by itself: first the other one is split. */
  function whole({ mergedInto }: Row): void {
    if (mergedInto !== null)
      throw new DeskError('merged-already', 409, 'This contact is part of another one.', { contact: String(mergedInto) })
  }

  const tell = (agent: Acting, id: number, action: string): void =>
    rooms.log.append({ type: 'contact.updated', actor: `agent:${agent.id}`, data: { contactId: String(id), action } })

  return {
    get(id) {
      const { mergedInto: _into, vip, ...contact } = row(id)
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
        update.run(next.name, next.phone, next.email, next.language, next.notes, next.vip ? 1 : 0, clock.now(), id)
        tell(agent, id, 'changed')
      }),
    merge: (agent, from, into) =>
      commit(() => {
        if (from === into) throw new DeskError('same-contact', 422, 'Choose two different contacts.')
        for (const contact of [row(from), row(into)]) whole(contact)
        const moved = { identities: identities.all(from).map(({ id }) => id), threads: threadsOf.all(from).map(({ id }) => id) }
        for (const id of moved.identities) moveIdentity.run(into, id)
        for (const id of moved.threads) {
          moveThread.run(into, id)
          moveConversations.run(into, id)
        }
        setMerged.run(into, clock.now(), from)
        addMerge.run(from, into, JSON.stringify(moved), clock.now(), agent.id)
        tell(agent, into, 'merged')
      }),
    split: (agent, id, mergeId) =>
      commit(() => {
        const merge = merges.all(id).find((one) => one.id === mergeId)
        if (!merge) throw notFound('merge')
        whole(row(id))
        const moved = JSON.parse(merge.identities) as { identities: number[]; threads: number[] }
        for (const identity of moved.identities) moveIdentity.run(merge.fromId, identity)
        for (const thread of moved.threads) {
          moveThread.run(merge.fromId, thread)
          moveConversations.run(merge.fromId, thread)
        }
        setMerged.run(null, clock.now(), merge.fromId)
        undoMerge.run(clock.now(), mergeId)
        tell(agent, id, 'split')
        tell(agent, merge.fromId, 'split')
      }),
  }
}
