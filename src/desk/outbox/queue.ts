import type { Content } from '../../model/content.ts'
import type { SurfaceKind } from '../../model/events.ts'
import type { Plan, Refusal } from '../../model/outgoing.ts'
import { isRefusal } from '../../model/outgoing.ts'
import { plan } from '../../model/plan.ts'
import type { Surface } from '../../model/surface.ts'
import type { ChannelStore } from '../channels/store.ts'
import { surfaceOf } from '../channels/store.ts'
import { DeskError } from '../errors.ts'
import type { Alarm } from '../jobs/alarm.ts'
import type { Kit } from '../kit.ts'

export interface GrantRow {
  id: number
  lane: string
  anchor: string
  expiresAt: number
  remaining: number | null
  nextSeq: number
}

interface Place {
  id: number
  channelId: string
  surface: SurfaceKind
}

export interface OutboxQueue {
  /** What would be sent, by what is open or by these permissions. */
  plan(thread: Place, content: Content, grants?: GrantRow[]): Plan | Refusal
  /** Queues the segments of a stored message, spending what they need. Inside a transaction. Throws `window-closed` and the like. */
  enqueue(messageId: number, thread: Place, planned: Plan, grants?: GrantRow[]): void
  /** What an automatic notice may spend: what is given for an occasion, and of the rest what agents will not miss. */
  spare(threadId: number): GrantRow[]
  /**
   * For a message that is tried again: its queued segments get permissions in place of those that have ended meanwhile, and the
   * time that is left. Inside a transaction. Throws `window-closed`.
   */
  renew(messageId: number, thread: Place): void
  /**
   * Another permission for a queued segment whose own has ended while it waited. False: it has not, there is none, or a try before may
   * have arrived: under another name it would be a second message. Inside a transaction.
   */
  regrant(segmentId: number, thread: Place): boolean
  /** The open permissions of a thread, those to be spent first in front. */
  grants(threadId: number): GrantRow[]
}

/** So many replies are left for agents, whatever the hub would like to say by itself. */
const KEPT_FOR_AGENTS = 2

/** A reply that could not be delivered for this long is given up and shown as failed. */
const EXPIRES_MS = 24 * 3_600_000

export function createOutboxQueue({ sql, clock }: Pick<Kit, 'sql' | 'clock'>, channels: ChannelStore, alarm: Alarm): OutboxQueue {
  // The one that ends first is spent first; a word for a long silence only when nothing else is open, a paid one last.
  const grants = sql.prepare<GrantRow>(
    `SELECT id, lane, anchor, expiresAt, remaining, nextSeq FROM "Grant"
     WHERE threadId = ?1 AND expiresAt > ?2 AND openedAt <= ?2 AND (remaining IS NULL OR remaining > 0) AND lane <> 'event'
     ORDER BY CASE lane WHEN 'template' THEN 2 WHEN 'wakeup' THEN 1 ELSE 0 END, expiresAt`,
  )
  const occasions = sql.prepare<GrantRow>(
    `SELECT id, lane, anchor, expiresAt, remaining, nextSeq FROM "Grant"
     WHERE threadId = ? AND expiresAt > ? AND remaining > 0 AND lane = 'event' ORDER BY expiresAt`,
  )
  const spend = sql.prepare('UPDATE "Grant" SET remaining = remaining - 1, nextSeq = nextSeq + 1 WHERE id = ?')
  const backlog = sql.prepare<{ one: number }>('SELECT 1 AS one FROM Segment WHERE open = ? LIMIT 1')
  const insert = sql.prepare(
    `INSERT INTO Segment (messageId, threadId, channelId, ordinal, body, state, open, dueAt, expiresAt, grantId, grantSeq)
     VALUES (?1, ?2, ?3, ?4, ?5, 'queued', ?2, ?6, ?7, ?8, ?9)`,
  )

  const toRenew = sql.prepare<{ id: number; grantId: number | null; ends: number | null }>(
    `SELECT s.id, s.grantId, g.expiresAt AS ends FROM Segment s LEFT JOIN "Grant" g ON g.id = s.grantId
     WHERE s.messageId = ? AND s.state = 'queued' ORDER BY s.ordinal`,
  )
  const ended = sql.prepare<{ one: number }>(
    `SELECT 1 AS one FROM Segment s JOIN "Grant" g ON g.id = s.grantId WHERE s.id = ? AND s.state = 'queued' AND s.unsure = 0 AND g.expiresAt <= ?`,
  )
  const regrant = sql.prepare('UPDATE Segment SET grantId = ?, grantSeq = ?, expiresAt = ? WHERE id = ?')
  const extend = sql.prepare('UPDATE Segment SET expiresAt = ? WHERE id = ?')

  const expiry = (ends: number | null | undefined): number => Math.min(clock.now() + EXPIRES_MS, ends ?? Number.POSITIVE_INFINITY)

  const surfaceIn = ({ channelId, surface }: Place): Surface => {
    const found = surfaceOf(channels.get(channelId), surface)
    if (!found) throw new DeskError('surface', 422, 'This channel cannot write there.')
    return found
  }
  const openGrants = (threadId: number): GrantRow[] => grants.all(threadId, clock.now())

  return {
    grants: openGrants,
    plan: (thread, content, grants) => {
      const surface = surfaceIn(thread)
      return plan(content, surface, surface.windows.length > 0 ? (grants ?? openGrants(thread.id)) : [])
    },
    spare(threadId) {
      let kept = KEPT_FOR_AGENTS
      // The kept ones are those that last longest.
      const rest = openGrants(threadId)
        .toReversed()
        .flatMap((grant) => {
          if (grant.remaining === null) return [grant]
          const keep = Math.min(kept, grant.remaining)
          kept -= keep
          return keep < grant.remaining ? [{ ...grant, remaining: grant.remaining - keep }] : []
        })
      return [...occasions.all(threadId, clock.now()), ...rest.toReversed()]
    },
    enqueue(messageId, thread, planned, grants) {
      const surface = surfaceIn(thread)
      const channel = channels.get(thread.channelId)
      const left = surface.windows.length > 0 ? (grants ?? openGrants(thread.id)) : null
      const waiting = backlog.get(thread.id) !== undefined
      for (const [ordinal, body] of planned.segments.entries()) {
        const grant = left === null ? null : next(left)
        if (grant) spend.run(grant.id)
        const due = ordinal === 0 && !waiting && channel.state === 'live' ? clock.now() : null
        if (due !== null) alarm.by(due)
        insert.run(
          messageId,
          thread.id,
          thread.channelId,
          ordinal,
          JSON.stringify(body),
          due,
          expiry(grant?.expiresAt),
          grant?.id ?? null,
          grant ? grant.nextSeq++ : null,
        )
      }
    },
    regrant(segmentId, thread) {
      if (!ended.get(segmentId, clock.now())) return false
      const grant = openGrants(thread.id)[0]
      if (!grant) return false
      spend.run(grant.id)
      regrant.run(grant.id, grant.nextSeq, expiry(grant.expiresAt), segmentId)
      return true
    },
    renew(messageId, thread) {
      const left = surfaceIn(thread).windows.length > 0 ? openGrants(thread.id) : null
      for (const { id, grantId, ends } of toRenew.all(messageId)) {
        if (left === null || (grantId !== null && ends !== null && ends > clock.now())) {
          extend.run(expiry(ends), id)
          continue
        }
        const grant = next(left)
        spend.run(grant.id)
        regrant.run(grant.id, grant.nextSeq++, expiry(grant.expiresAt), id)
      }
    },
  }
}

/** Takes one send from the first grant that has any; throws when none has. */
function next(grants: GrantRow[]): GrantRow {
  const grant = grants.find(({ remaining }) => remaining === null || remaining > 0)
  if (!grant) throw new DeskError('window-closed', 422, 'The platform does not allow a message to this customer now.')
  if (grant.remaining !== null) grant.remaining -= 1
  return grant
}

/** A plan, or the refusal as an error that says which limit was met. */
export function planned(result: Plan | Refusal): Plan {
  if (!isRefusal(result)) return result
  const { code, ...data } = result
  throw new DeskError(code, 422, 'The message cannot be sent as it is.', data)
}
