import type { ThreadRow } from '../../../prisma/rows.ts'
import type { Columns } from '../../ports/sql.ts'
import type { SurfaceKind, ThreadRef } from '../../model/events.ts'
import type { Kit } from '../kit.ts'

const COLUMNS = 'id, channelId, externalId, surface, route, title, contactId, entry'

/** `entry`: what a link carried that led here, until there is a conversation that it belongs to. */
export type Thread = Columns<ThreadRow, typeof COLUMNS>

/** Who began a thread. */
export interface Beginner {
  contactId: number
  identityId: number
}

export interface Threads {
  /** Finds or makes the thread; a new route or title replaces the old one. Inside a transaction. */
  resolve(channelId: string, surface: SurfaceKind, ref: ThreadRef, beginner: () => Beginner): Thread
  find(channelId: string, externalId: string): Thread | undefined
  get(id: number): Thread | undefined
  /** Keeps what a link carried that led here, or forgets it. */
  enter(thread: Thread, entry: string | null): void
  /** The thread as an adapter knows it. */
  refOf(thread: Thread): ThreadRef
  /** False where that name is taken already: then the thread stays as it is. */
  move(id: number, externalId: string): boolean
  /** The threads of a contact. */
  of(contactId: number): number[]
  /** Those of the contact's threads that one of these identities began. */
  begunBy(contactId: number, identities: readonly number[]): number[]
  /** The thread is another contact's from now on. */
  belong(id: number, contactId: number): void
}

export function createThreads({ sql, clock, remembered }: Pick<Kit, 'sql' | 'clock' | 'remembered'>): Threads {
  const byExternal = sql.prepare<Thread>(`SELECT ${COLUMNS} FROM Thread WHERE channelId = ? AND externalId = ?`)
  const byId = sql.prepare<Thread>(`SELECT ${COLUMNS} FROM Thread WHERE id = ?`)
  const add = sql.prepare<Pick<ThreadRow, 'id'>>(
    `INSERT INTO Thread (channelId, externalId, surface, route, title, contactId, identityId, createdAt)
     VALUES (:channelId, :externalId, :surface, :route, :title, :contactId, :identityId, :at) RETURNING id`,
  )
  const update = sql.prepare('UPDATE Thread SET route = ?, title = ? WHERE id = ?')
  const enter = sql.prepare('UPDATE Thread SET entry = ? WHERE id = ?')
  const rename = sql.prepare(
    `UPDATE Thread SET externalId = ?1 WHERE id = ?2 AND NOT EXISTS (SELECT 1 FROM Thread o WHERE o.channelId = Thread.channelId AND o.externalId = ?1)`,
  )
  const ofContact = sql.prepare<Pick<ThreadRow, 'id'>>('SELECT id FROM Thread WHERE contactId = ?')
  const begun = sql.prepare<Pick<ThreadRow, 'id'>>(
    'SELECT id FROM Thread WHERE contactId = ? AND identityId IN (SELECT value FROM json_each(?))',
  )
  const setContact = sql.prepare('UPDATE Thread SET contactId = ? WHERE id = ?')
  const known = remembered.of<string, Thread>()
  const keyOf = (channelId: string, externalId: string): string => `${channelId} ${externalId}`

  function find(channelId: string, externalId: string): Thread | undefined {
    const key = keyOf(channelId, externalId)
    const hit = known.get(key)
    if (hit) return hit
    const row = byExternal.get(channelId, externalId)
    return row && known.keep(key, row)
  }

  return {
    resolve(channelId, surface, ref, beginner) {
      const thread = find(channelId, ref.externalId)
      const route = ref.route ? JSON.stringify(ref.route) : null
      if (!thread) {
        const { contactId, identityId } = beginner()
        const { externalId, title = null } = ref
        const row = add.get({ channelId, externalId, surface, route, title, contactId, identityId, at: clock.now() })
        const begun: Thread = { id: row?.id ?? 0, channelId, externalId, surface, route, title, contactId, entry: null }
        return known.keep(keyOf(channelId, externalId), begun)
      }
      const now = { route: route ?? thread.route, title: ref.title ?? thread.title }
      if (now.route === thread.route && now.title === thread.title) return thread
      update.run(now.route, now.title, thread.id)
      return Object.assign(thread, now)
    },
    find,
    get: (id) => byId.get(id),
    enter(thread, entry) {
      thread.entry = entry
      enter.run(entry, thread.id)
      const key = keyOf(thread.channelId, thread.externalId)
      if (known.get(key) !== thread) known.drop(key)
    },
    refOf: ({ externalId, route }) => ({
      externalId,
      ...(route !== null && { route: JSON.parse(route) as NonNullable<ThreadRef['route']> }),
    }),
    move(id, externalId) {
      remembered.forget()
      return rename.run(externalId, id) > 0
    },
    of: (contactId) => ofContact.all(contactId).map(({ id }) => id),
    begunBy: (contactId, identities) => begun.all(contactId, JSON.stringify(identities)).map(({ id }) => id),
    belong(id, contactId) {
      remembered.forget()
      setContact.run(contactId, id)
    },
  }
}
