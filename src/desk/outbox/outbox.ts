import type { SegmentRow } from '../../../prisma/rows.ts'
import type { Content } from '../../model/content.ts'
import type { SurfaceKind } from '../../model/events.ts'
import type { Plan, Refusal } from '../../model/outgoing.ts'
import { isRefusal } from '../../model/outgoing.ts'
import { plan } from '../../model/plan.ts'
import type { Surface } from '../../model/surface.ts'
import type { ChannelStore } from '../channels/store.ts'
import { surfaceOf } from '../channels/store.ts'
import { DeskError } from '../errors.ts'
import type { Work } from '../channels/work.ts'
import type { Alarm } from '../jobs/alarm.ts'
import type { Kit } from '../kit.ts'
import type { Grant, Permissions } from '../permissions/permissions.ts'
import { drawFrom } from '../permissions/permissions.ts'

interface Destination {
  id: number
  channelId: string
  surface: SurfaceKind
}

/** What is to be sent, before anybody sends it: planned, permitted, in line. */
export interface Outbox {
  /** What would be sent, by what is open or by these permissions. */
  plan(thread: Destination, content: Content, grants?: Grant[]): Plan | Refusal
  /** Adds the segments of a stored message, spending what they need. Inside a transaction. Throws `window-closed` and the like. */
  add(messageId: number, thread: Destination, planned: Plan, grants?: Grant[]): void
  /**
   * For a message that is tried again: its queued segments get permissions in place of those that have ended meanwhile, and the
   * time that is left. Inside a transaction. Throws `window-closed`.
   */
  renew(messageId: number, thread: Destination): void
  /**
   * Another permission for a queued segment whose own has ended while it waited. False: it has not, there is none, or a try before may
   * have arrived: under another name it would be a second message. Inside a transaction.
   */
  regrant(segmentId: number, thread: Destination): boolean
}

/** A reply that could not be delivered for this long is given up and shown as failed. */
const EXPIRES_MS = 24 * 3_600_000

export function createOutbox(
  { sql, clock }: Pick<Kit, 'sql' | 'clock'>,
  { channels, permissions, alarm, work }: { channels: ChannelStore; permissions: Permissions; alarm: Alarm; work: Work },
): Outbox {
  const backlog = sql.prepare<{ one: number }>('SELECT 1 AS one FROM Segment WHERE open = ? LIMIT 1')
  const insert = sql.prepare(
    `INSERT INTO Segment (messageId, threadId, channelId, ordinal, body, state, open, dueAt, expiresAt, grantId, grantSeq)
     VALUES (:messageId, :threadId, :channelId, :ordinal, :body, 'queued', :threadId, :dueAt, :expiresAt, :grantId, :grantSeq)`,
  )

  const toRenew = sql.prepare<Pick<SegmentRow, 'id'> & { ends: number | null }>(
    `SELECT s.id, g.expiresAt AS ends FROM Segment s LEFT JOIN "Grant" g ON g.id = s.grantId
     WHERE s.messageId = ? AND s.state = 'queued' ORDER BY s.ordinal`,
  )
  const ended = sql.prepare<{ one: number }>(
    `SELECT 1 AS one FROM Segment s JOIN "Grant" g ON g.id = s.grantId WHERE s.id = ? AND s.state = 'queued' AND s.unsure = 0 AND g.expiresAt <= ?`,
  )
  const regrant = sql.prepare('UPDATE Segment SET grantId = ?, grantSeq = ?, expiresAt = ? WHERE id = ?')
  const extend = sql.prepare('UPDATE Segment SET expiresAt = ? WHERE id = ?')

  const expiry = (ends: number | null | undefined): number => Math.min(clock.now() + EXPIRES_MS, ends ?? Number.POSITIVE_INFINITY)

  const surfaceIn = ({ channelId, surface }: Destination): Surface => {
    const found = surfaceOf(channels.get(channelId), surface)
    if (!found) throw new DeskError('surface', 422, 'This channel cannot write there.')
    return found
  }

  return {
    plan: (thread, content, grants) => {
      const surface = surfaceIn(thread)
      return plan(content, surface, surface.windows.length > 0 ? (grants ?? permissions.open(thread.id)) : [])
    },
    add(messageId, thread, planned, grants) {
      const surface = surfaceIn(thread)
      const channel = channels.get(thread.channelId)
      const left = surface.windows.length > 0 ? (grants ?? permissions.open(thread.id)) : null
      const waiting = backlog.get(thread.id) !== undefined
      for (const [ordinal, body] of planned.segments.entries()) {
        const grant = left === null ? null : drawFrom(left)
        if (grant) permissions.spend(grant)
        const due = ordinal === 0 && !waiting && channel.state === 'live' ? clock.now() : null
        if (due !== null) {
          alarm.by(due)
          work.on(thread.channelId)
        }
        insert.run({
          messageId,
          threadId: thread.id,
          channelId: thread.channelId,
          ordinal,
          body: JSON.stringify(body),
          dueAt: due,
          expiresAt: expiry(grant?.expiresAt),
          grantId: grant?.id ?? null,
          grantSeq: grant?.nextSeq ?? null,
        })
      }
    },
    regrant(segmentId, thread) {
      if (!ended.get(segmentId, clock.now())) return false
      const grant = permissions.open(thread.id)[0]
      if (!grant) return false
      permissions.spend(grant)
      regrant.run(grant.id, grant.nextSeq, expiry(grant.expiresAt), segmentId)
      return true
    },
    renew(messageId, thread) {
      const left = surfaceIn(thread).windows.length > 0 ? permissions.open(thread.id) : null
      for (const { id, ends } of toRenew.all(messageId)) {
        if (left === null || (ends ?? 0) > clock.now()) {
          extend.run(expiry(ends), id)
          continue
        }
        const grant = drawFrom(left)
        permissions.spend(grant)
        regrant.run(grant.id, grant.nextSeq, expiry(grant.expiresAt), id)
      }
    },
  }
}

/** A plan, or the refusal as an error that says which limit was met. */
export function planned(result: Plan | Refusal): Plan {
  if (!isRefusal(result)) return result
  const { code, ...data } = result
  throw new DeskError(code, 422, 'The message cannot be sent as it is.', data)
}
