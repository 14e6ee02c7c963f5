import type { SurfaceKind, ThreadRef } from '../../model/events.ts'
import type { Lane } from '../../model/surface.ts'
import type { NewGrant } from '../../model/windows.ts'
import type { Kit } from '../kit.ts'

export interface Thread {
  id: number
  channelId: string
  externalId: string
  surface: SurfaceKind
  route: string | null
  contactId: number
}

export interface Threads {
  /** Finds or makes the thread; a new route replaces the old one. Inside a transaction. */
  resolve(channelId: string, surface: SurfaceKind, ref: ThreadRef, contactId: () => number): Thread
  find(channelId: string, externalId: string): Thread | undefined
  get(id: number): Thread | undefined
  /** The thread as an adapter knows it. */
  refOf(thread: Thread): ThreadRef
  /** False where that name is taken already: then the thread stays as it is. */
  move(id: number, externalId: string): boolean
  grant(threadId: number, grant: NewGrant): void
  /** Ends what is open to write in a lane. */
  endGrants(threadId: number, lane: Lane): void
  /** Whatever happens, nothing opens this lane until `unlock` or `endGrants`. */
  lock(threadId: number, lane: Lane): void
  unlock(threadId: number): void
}

/** The anchor of a lock: a grant of nothing, which lasts. */
const LOCK = 'locked'
/** The last instant that a calendar can show. */
const FOREVER = 8.64e15

const COLUMNS = 'id, channelId, externalId, surface, route, contactId'

export function createThreads({ sql, clock }: Pick<Kit, 'sql' | 'clock'>): Threads {
  const byExternal = sql.prepare<Thread>(`SELECT ${COLUMNS} FROM Thread WHERE channelId = ? AND externalId = ?`)
  const byId = sql.prepare<Thread>(`SELECT ${COLUMNS} FROM Thread WHERE id = ?`)
  const add = sql.prepare<{ id: number }>(
    'INSERT INTO Thread (channelId, externalId, surface, route, title, contactId, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id',
  )
  const reroute = sql.prepare('UPDATE Thread SET route = ? WHERE id = ?')
  const rename = sql.prepare(
    `UPDATE Thread SET externalId = ?1 WHERE id = ?2 AND NOT EXISTS (SELECT 1 FROM Thread o WHERE o.channelId = Thread.channelId AND o.externalId = ?1)`,
  )
  // A later event of the same anchor may open the window again or for longer, and never makes it shorter.
  const grant = sql.prepare(
    `INSERT INTO "Grant" (threadId, lane, anchor, openedAt, expiresAt, remaining)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6
     WHERE NOT EXISTS (SELECT 1 FROM "Grant" WHERE threadId = ?1 AND lane = ?2 AND anchor = '${LOCK}' AND expiresAt > ?7)
     ON CONFLICT (threadId, lane, anchor) DO UPDATE SET openedAt = excluded.openedAt, expiresAt = excluded.expiresAt, remaining = excluded.remaining
     WHERE excluded.expiresAt >= expiresAt`,
  )
  const endLane = sql.prepare('UPDATE "Grant" SET expiresAt = ?1 WHERE threadId = ?2 AND lane = ?3 AND expiresAt > ?1')
  const lock = sql.prepare(
    `INSERT INTO "Grant" (threadId, lane, anchor, openedAt, expiresAt, remaining) VALUES (?, ?, '${LOCK}', ?, ${FOREVER}, 0)
     ON CONFLICT (threadId, lane, anchor) DO UPDATE SET expiresAt = excluded.expiresAt`,
  )
  const unlock = sql.prepare(`UPDATE "Grant" SET expiresAt = ? WHERE threadId = ? AND anchor = '${LOCK}'`)
  return {
    resolve(channelId, surface, ref, contactId) {
      const thread = byExternal.get(channelId, ref.externalId)
      const route = ref.route ? JSON.stringify(ref.route) : null
      if (!thread) {
        const owner = contactId()
        const row = add.get(channelId, ref.externalId, surface, route, ref.title ?? null, owner, clock.now())
        return { id: row?.id ?? 0, channelId, externalId: ref.externalId, surface, route, contactId: owner }
      }
      if (route !== null && route !== thread.route) reroute.run(route, thread.id)
      return route === null ? thread : { ...thread, route }
    },
    find: (channelId, externalId) => byExternal.get(channelId, externalId),
    get: (id) => byId.get(id),
    refOf: ({ externalId, route }) => ({
      externalId,
      ...(route !== null && { route: JSON.parse(route) as NonNullable<ThreadRef['route']> }),
    }),
    move: (id, externalId) => rename.run(externalId, id) > 0,
    grant: (threadId, { lane, anchor, opensAt, expiresAt, remaining }) =>
      void grant.run(threadId, lane, anchor, opensAt, expiresAt, remaining, clock.now()),
    endGrants: (threadId, lane) => void endLane.run(clock.now(), threadId, lane),
    lock: (threadId, lane) => void lock.run(threadId, lane, clock.now()),
    unlock: (threadId) => void unlock.run(clock.now(), threadId),
  }
}
