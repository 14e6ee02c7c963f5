import type { SegmentRow as Row, ThreadRow } from '../../../prisma/rows.ts'
import type { AdapterFault, Sent } from '../../contract/adapter.ts'
import { mayRepeat } from '../../model/surface.ts'
import type { ChannelHealth } from '../channels/health.ts'
import type { ChannelStore } from '../channels/store.ts'
import { isRemote } from '../channels/store.ts'
import type { Work } from '../channels/work.ts'
import type { Identities } from '../contacts/identities.ts'
import type { Alarm } from '../jobs/alarm.ts'
import type { Kit } from '../kit.ts'
import type { Permissions } from '../permissions/permissions.ts'
import type { Messages } from '../timeline/messages.ts'
import type { Threads } from '../timeline/threads.ts'
import type { Heads } from './heads.ts'
import type { SegmentRow } from './segment.ts'
import type { Summary } from './summary.ts'

type Ended = Pick<SegmentRow, 'id' | 'messageId' | 'threadId' | 'channelId'>
interface Reason {
  code: string
  text: string
}

/** What came of a try. All of it inside a transaction. */
export interface Settle {
  sent(segment: Ended, sent: Sent): void
  /** Decides by the fault: later, parked, failed or unknown. */
  fault(segment: SegmentRow, fault: AdapterFault, dedupes: boolean): void
  /** After a restart: what was under way then. */
  recover(): void
}

const backoff = (attempts: number): number => Math.min(1000 * 2 ** Math.min(attempts, 10), 60_000)

export function createSettle(
  { sql, clock }: Pick<Kit, 'sql' | 'clock'>,
  rooms: {
    messages: Messages
    threads: Threads
    channels: ChannelStore
    health: Pick<ChannelHealth, 'broken'>
    identities: Identities
    permissions: Permissions
    alarm: Alarm
    heads: Heads
    summary: Summary
    work: Work
  },
): Settle {
  const { messages, threads, channels, health, identities, permissions, alarm, heads, summary, work } = rooms
  const done = sql.prepare(
    'UPDATE Segment SET state = ?, open = NULL, dueAt = NULL, externalId = ?, errorCode = ?, errorText = ?, sentAt = ? WHERE id = ?',
  )
  const setLater = sql.prepare("UPDATE Segment SET state = 'queued', dueAt = ?, errorCode = ?, errorText = ? WHERE id = ?")
  const grantOf = sql.prepare<Pick<Row, 'grantId'>>('SELECT grantId FROM Segment WHERE id = ?')
  const markUnsure = sql.prepare('UPDATE Segment SET unsure = 1 WHERE id = ?')
  const isUnsure = sql.prepare<{ one: number }>('SELECT 1 AS one FROM Segment WHERE id = ? AND unsure = 1')
  const cancel = sql.prepare("UPDATE Segment SET state = 'cancelled', open = NULL, dueAt = NULL WHERE messageId = ? AND state = 'queued'")
  // `open > 0` walks the index; `open IS NOT NULL` would walk the table, which holds every segment that was ever sent.
  const underWay = sql.prepare<Ended & Pick<SegmentRow, 'lane'> & Pick<ThreadRow, 'surface'>>(
    `SELECT s.id, s.messageId, s.threadId, s.channelId, t.surface, g.lane FROM Segment s JOIN Thread t ON t.id = s.threadId
     LEFT JOIN "Grant" g ON g.id = s.grantId WHERE s.open > 0 AND s.state = 'sending'`,
  )

  /** `dueAt` null: not before something has changed. */
  function later({ id, channelId }: Pick<Ended, 'id' | 'channelId'>, dueAt: number | null, error?: Reason): void {
    setLater.run(dueAt, error?.code ?? null, error?.text.slice(0, 500) ?? null, id)
    if (dueAt === null) return
    alarm.by(dueAt)
    work.on(channelId)
  }

  /** Not now; the message says why, once. */
  function wait(segment: Ended, dueAt: number | null, error: Reason): void {
    later(segment, dueAt, error)
    const known = summary.of(segment.messageId)?.errorCode === error.code
    messages.setState(segment.messageId, 'queued', error)
    if (!known) summary.tell(segment.messageId)
  }

  function end(segment: Ended, outcome: 'sent' | 'failed' | 'unknown', externalId?: string, error?: Reason): void {
    // What this try could not do, the one before may have done.
    const state = outcome === 'failed' && isUnsure.get(segment.id) ? 'unknown' : outcome
    done.run(state, externalId ?? null, error?.code ?? null, error?.text.slice(0, 500) ?? null, clock.now(), segment.id)
    if (externalId !== undefined) messages.addRef(segment.threadId, externalId, segment.messageId)
    if (state === 'failed') cancel.run(segment.messageId)
    if (channels.find(segment.channelId)?.state === 'live') heads.promote(segment.threadId, segment.channelId)
    summary.update(segment.messageId)
    summary.tell(segment.messageId)
  }

  return {
    sent: (segment, { externalId }) => end(segment, 'sent', externalId),
    fault(segment, fault, dedupes) {
      const now = clock.now()
      const error = { code: fault.code, text: fault.message }
      if (!fault.certain && !dedupes) return end(segment, 'unknown', fault.externalId, error)
      if (!fault.certain) markUnsure.run(segment.id)
      if (fault.movedTo !== undefined && threads.move(segment.threadId, fault.movedTo)) return later(segment, now)
      switch (fault.code) {
        case 'auth':
          health.broken(segment.channelId, fault)
          return wait(segment, null, error)
        case 'rate':
        case 'network':
        case 'platform': {
          const due = now + (fault.retryAfterMs ?? backoff(segment.attempts))
          // Where a permission ends, another may be open by then.
          if (due > segment.expiresAt && segment.lane === null) return end(segment, 'failed', undefined, error)
          return wait(segment, due, error)
        }
        case 'blocked': {
          const contactId = threads.get(segment.threadId)?.contactId
          if (contactId !== undefined) identities.blockContact(segment.channelId, contactId)
          return end(segment, 'failed', undefined, error)
        }
        case 'window': {
          const grantId = fault.platformCode === undefined ? null : (grantOf.get(segment.id)?.grantId ?? null)
          if (grantId !== null) permissions.exhaust(grantId)
          return end(segment, 'failed', undefined, error)
        }
        default:
          return end(segment, 'failed', undefined, error)
      }
    },
    recover() {
      for (const segment of underWay.all()) {
        const channel = channels.find(segment.channelId)
        // Whoever was sending it elsewhere knows what came of it, and will say so.
        if (channel && isRemote(channel)) continue
        const surface = channel?.adapter.manifest.surfaces[segment.surface]
        if (surface && mayRepeat(surface, segment.lane)) {
          markUnsure.run(segment.id)
          later(segment, clock.now())
        } else end(segment, 'unknown', undefined, { code: 'interrupted', text: 'The hub stopped while this was being sent.' })
      }
      heads.sweep()
    },
  }
}
