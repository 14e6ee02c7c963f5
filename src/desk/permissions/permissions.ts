import type { GrantRow } from '../../../prisma/rows.ts'
import type { Lane } from '../../model/surface.ts'
import type { NewGrant } from '../../model/windows.ts'
import { DeskError } from '../errors.ts'
import type { Kit } from '../kit.ts'

/** A permission to write in a thread that is open now. `nextSeq`: the number that the next send takes; `remaining` null: any number. */
export type Grant = Pick<GrantRow, 'id' | 'lane' | 'anchor' | 'expiresAt' | 'remaining' | 'nextSeq'>

/** Permission to write: what events give and sends spend. The only writer of grants; everything but `open` and `spare` inside a transaction. */
export interface Permissions {
  /** The open ones of a thread, those to be spent first in front. */
  open(threadId: number): Grant[]
  /** What an automatic notice may spend: what is given for an occasion, and of the rest what agents will not miss. */
  spare(threadId: number): Grant[]
  mint(threadId: number, grant: NewGrant): void
  /** Uses one send and its number. False: somebody took that number before. */
  spend(grant: Pick<Grant, 'id' | 'nextSeq'>): boolean
  /** Gives a send back that certainly did not happen. Its number stays used: what was refused for it is not tried again. */
  refund(grantId: number): void
  /** The platform counts otherwise than we do, and its word is the one that counts: nothing is left until the customer writes again. */
  exhaust(grantId: number): void
  /** Ends what is open in a lane. */
  close(threadId: number, lane: Lane): void
  /** Whatever happens, nothing opens this lane until `unlock` or `close`. */
  lock(threadId: number, lane: Lane): void
  unlock(threadId: number): void
}

/** So many replies are left for agents, whatever the hub would like to say by itself. */
const KEPT_FOR_AGENTS = 2
/** The anchor of a lock: a grant of nothing, which lasts. */
const LOCK = 'locked'
/** The last instant that a calendar can show. */
const FOREVER = 8.64e15

const COLUMNS = 'id, lane, anchor, expiresAt, remaining, nextSeq'

export function createPermissions({ sql, clock }: Pick<Kit, 'sql' | 'clock'>): Permissions {
  // The one that ends first is spent first; a word for a long silence only when nothing else is open, a paid one last.
  const open = sql.prepare<Grant>(
    `SELECT ${COLUMNS} FROM "Grant"
     WHERE threadId = ?1 AND expiresAt > ?2 AND openedAt <= ?2 AND (remaining IS NULL OR remaining > 0) AND lane <> 'event'
     ORDER BY CASE lane WHEN 'template' THEN 2 WHEN 'wakeup' THEN 1 ELSE 0 END, expiresAt`,
  )
  const occasions = sql.prepare<Grant>(
    `SELECT ${COLUMNS} FROM "Grant" WHERE threadId = ? AND expiresAt > ? AND remaining > 0 AND lane = 'event' ORDER BY expiresAt`,
  )
  // A later event of the same anchor may open the window again or for longer, and never makes it shorter.
  const mint = sql.prepare(
    `INSERT INTO "Grant" (threadId, lane, anchor, openedAt, expiresAt, remaining)
     SELECT :threadId, :lane, :anchor, :opensAt, :expiresAt, :remaining
     WHERE NOT EXISTS (SELECT 1 FROM "Grant" WHERE threadId = :threadId AND lane = :lane AND anchor = '${LOCK}' AND expiresAt > :now)
     ON CONFLICT (threadId, lane, anchor) DO UPDATE SET openedAt = excluded.openedAt, expiresAt = excluded.expiresAt, remaining = excluded.remaining
     WHERE excluded.expiresAt >= expiresAt`,
  )
  const spend = sql.prepare('UPDATE "Grant" SET remaining = remaining - 1, nextSeq = nextSeq + 1 WHERE id = ? AND nextSeq = ?')
  const refund = sql.prepare('UPDATE "Grant" SET remaining = remaining + 1 WHERE id = ?')
  const exhaust = sql.prepare('UPDATE "Grant" SET remaining = 0 WHERE id = ?')
  const close = sql.prepare('UPDATE "Grant" SET expiresAt = ?1 WHERE threadId = ?2 AND lane = ?3 AND expiresAt > ?1')
  const lock = sql.prepare(
    `INSERT INTO "Grant" (threadId, lane, anchor, openedAt, expiresAt, remaining) VALUES (?, ?, '${LOCK}', ?, ${FOREVER}, 0)
     ON CONFLICT (threadId, lane, anchor) DO UPDATE SET expiresAt = excluded.expiresAt`,
  )
  const unlock = sql.prepare(`UPDATE "Grant" SET expiresAt = ? WHERE threadId = ? AND anchor = '${LOCK}'`)

  const openIn = (threadId: number): Grant[] => open.all(threadId, clock.now())

  return {
    open: openIn,
    spare(threadId) {
      let kept = KEPT_FOR_AGENTS
      // The kept ones are those that last longest.
      const rest = openIn(threadId)
        .toReversed()
        .flatMap((grant) => {
          if (grant.remaining === null) return [grant]
          const keep = Math.min(kept, grant.remaining)
          kept -= keep
          return keep < grant.remaining ? [{ ...grant, remaining: grant.remaining - keep }] : []
        })
      return [...occasions.all(threadId, clock.now()), ...rest.toReversed()]
    },
    mint: (threadId, { lane, anchor, opensAt, expiresAt, remaining }) =>
      void mint.run({ threadId, lane, anchor, opensAt, expiresAt, remaining, now: clock.now() }),
    spend: ({ id, nextSeq }) => spend.run(id, nextSeq) === 1,
    refund: (grantId) => void refund.run(grantId),
    exhaust: (grantId) => void exhaust.run(grantId),
    close: (threadId, lane) => void close.run(clock.now(), threadId, lane),
    lock: (threadId, lane) => void lock.run(threadId, lane, clock.now()),
    unlock: (threadId) => void unlock.run(clock.now(), threadId),
  }
}

/** One send's permission, drawn from the first of `grants` that has any; they count on. Throws `window-closed` when none has. */
export function drawFrom(grants: Grant[]): Grant {
  const grant = grants.find(({ remaining }) => remaining === null || remaining > 0)
  if (!grant) throw new DeskError('window-closed', 422, 'The platform does not allow a message to this customer now.')
  const drawn = { ...grant }
  grant.nextSeq += 1
  if (grant.remaining !== null) grant.remaining -= 1
  return drawn
}
