import type { AdapterFault, Sent } from '../../contract/adapter.ts'
import type { SurfaceKind } from '../../model/events.ts'
import { mayRepeat } from '../../model/surface.ts'
import type { ChannelStore } from '../channels/store.ts'
import { isRemote } from '../channels/store.ts'
import type { Kit } from '../kit.ts'
import type { Alarm } from '../jobs/alarm.ts'
import type { LogRoom } from '../log/log.ts'
import type { Messages, MessageState } from '../timeline/messages.ts'
import type { Threads } from '../timeline/threads.ts'
import type { OutboxQueue } from './queue.ts'

export interface SegmentRow {
  id: number
  messageId: number
  conversationId: number
  threadId: number
  channelId: string
  body: string
  attempts: number
  expiresAt: number
  grantSeq: number | null
  lane: string | null
  anchor: string | null
  replyToId: number | null
  round: number
}

/** What came of a try. All of it inside a transaction. */
export interface Settle {
  sent(segment: Pick<SegmentRow, 'id' | 'messageId' | 'threadId' | 'channelId'>, sent: Sent): void
  /** Decides by the fault: later, parked, failed or unknown. */
  fault(segment: SegmentRow, fault: AdapterFault, dedupes: boolean): void
  /** After a restart: what was under way then. */
  recover(): void
  /** Finds threads whose first segment waits for nothing. */
  sweep(): void
  /** Sends of this channel may be tried again. */
  unpark(channelId: string): void
  /** An agent asks for another try of what failed or is unsure: from there on, in order. Throws `window-closed`. */
  retry(messageId: number): boolean
  /** A late report about a message of ours; `externalId` where it is about one of its segments only. */
  report(messageId: number, state: 'delivered' | 'read' | 'failed', error?: { code: string; text: string }, externalId?: string): void
}

const backoff = (attempts: number): number => Math.min(1000 * 2 ** Math.min(attempts, 10), 60_000)
const ORDER: Record<string, number> = { queued: 0, sending: 0, unknown: 1, sent: 1, delivered: 2, read: 3 }

export function createSettle(
  { sql, clock }: Pick<Kit, 'sql' | 'clock'>,
  rooms: {
    messages: Messages
    threads: Threads
    channels: ChannelStore
    log: LogRoom
    alarm: Alarm
    outbox: Pick<OutboxQueue, 'renew'>
    broken(channelId: string, fault: AdapterFault): void
  },
): Settle {
  const done = sql.prepare(
    'UPDATE Segment SET state = ?, open = NULL, dueAt = NULL, externalId = ?, errorCode = ?, errorText = ?, sentAt = ? WHERE id = ?',
  )
  const setLater = sql.prepare("UPDATE Segment SET state = 'queued', dueAt = ?, errorCode = ?, errorText = ? WHERE id = ?")
  // The platform counts otherwise than we do, and its word is the one that counts: until the customer writes again.
  const spendAll = sql.prepare('UPDATE "Grant" SET remaining = 0 WHERE id = (SELECT grantId FROM Segment WHERE id = ?)')
  const spendAllOf = sql.prepare(
    'UPDATE "Grant" SET remaining = 0 WHERE id IN (SELECT grantId FROM Segment WHERE messageId = ? AND (?2 IS NULL OR externalId = ?2))',
  )
  const markUnsure = sql.prepare('UPDATE Segment SET unsure = 1 WHERE id = ?')
  const isUnsure = sql.prepare<{ one: number }>('SELECT 1 AS one FROM Segment WHERE id = ? AND unsure = 1')
  const cancel = sql.prepare("UPDATE Segment SET state = 'cancelled', open = NULL, dueAt = NULL WHERE messageId = ? AND state = 'queued'")
  const setHead = sql.prepare(
    `UPDATE Segment SET dueAt = ?1 WHERE id = (SELECT id FROM Segment WHERE open = ?2 ORDER BY id LIMIT 1) AND state = 'queued'
     AND NOT EXISTS (SELECT 1 FROM Segment WHERE open = ?2 AND (state = 'sending' OR dueAt IS NOT NULL))`,
  )
  const states = sql.prepare<{ state: string; errorCode: string | null; errorText: string | null }>(
    'SELECT state, errorCode, errorText FROM Segment WHERE messageId = ? ORDER BY ordinal',
  )
  // `open > 0` walks the index; `open IS NOT NULL` would walk the table, which holds every segment that was ever sent.
  const underWay = sql.prepare<Pick<SegmentRow, 'id' | 'messageId' | 'threadId' | 'channelId' | 'lane'> & { surface: SurfaceKind }>(
    `SELECT s.id, s.messageId, s.threadId, s.channelId, t.surface, g.lane FROM Segment s JOIN Thread t ON t.id = s.threadId
     LEFT JOIN "Grant" g ON g.id = s.grantId WHERE s.open > 0 AND s.state = 'sending'`,
  )
  const threadsOf = sql.prepare<{ threadId: number }>('SELECT DISTINCT open AS threadId FROM Segment WHERE open > 0 AND channelId = ?')
  const openThreads = sql.prepare<{ threadId: number; channelId: string }>(
    'SELECT DISTINCT open AS threadId, channelId FROM Segment WHERE open > 0',
  )
  const reopen = sql.prepare(
    `UPDATE Segment SET state = 'queued', open = threadId, dueAt = NULL, attempts = 0, errorCode = NULL, errorText = NULL,
       round = round + (state = 'failed'), unsure = unsure OR state = 'unknown'
     WHERE messageId = ? AND state IN ('failed', 'unknown', 'cancelled')`,
  )
  const failLate = sql.prepare(
    "UPDATE Segment SET state = 'failed', errorCode = ?, errorText = ? WHERE messageId = ? AND externalId = ? AND state IN ('sent', 'unknown')",
  )
  const behind = sql.prepare<{ one: number }>(
    `SELECT 1 AS one FROM Segment WHERE messageId = ?1 AND ordinal > (SELECT ordinal FROM Segment WHERE messageId = ?1 AND externalId = ?2) LIMIT 1`,
  )
  const conversationOf = sql.prepare<{
    conversationId: number
    threadId: number
    channelId: string
    surface: SurfaceKind
    state: MessageState
    errorCode: string | null
  }>(
    'SELECT m.conversationId, m.threadId, t.channelId, t.surface, m.state, m.errorCode FROM Message m JOIN Thread t ON t.id = m.threadId WHERE m.id = ?',
  )
  const block = sql.prepare(
    `UPDATE Identity SET blockedAt = coalesce(blockedAt, ?1) WHERE channelId = ?2 AND contactId = (SELECT contactId FROM Thread WHERE id = ?3)`,
  )

  /** The first segment of a thread may be tried, unless one is under way or has its time already. */
  function promote(threadId: number): void {
    setHead.run(clock.now(), threadId)
    rooms.alarm.by(clock.now())
  }

  /** `dueAt` null: not before something has changed. */
  function later(id: number, dueAt: number | null, error?: { code: string; text: string }): void {
    setLater.run(dueAt, error?.code ?? null, error?.text.slice(0, 500) ?? null, id)
    if (dueAt !== null) rooms.alarm.by(dueAt)
  }

  /** Not now; the message says why, once. */
  function wait(segment: Pick<SegmentRow, 'id' | 'messageId'>, dueAt: number | null, error: { code: string; text: string }): void {
    later(segment.id, dueAt, error)
    const known = conversationOf.get(segment.messageId)?.errorCode === error.code
    rooms.messages.setState(segment.messageId, 'queued', error)
    if (!known) tell(segment.messageId)
  }

  function tell(messageId: number): void {
    const of = conversationOf.get(messageId)
    const data = { changed: 'state' }
    if (of) rooms.log.append({ type: 'message.updated', actor: 'system', conversationId: of.conversationId, messageId, data })
  }

  /** A message is as far as the least fortunate of its segments. */
  function sum(messageId: number): void {
    const all = states.all(messageId)
    const bad = all.find(({ state }) => state === 'failed') ?? all.find(({ state }) => state === 'unknown')
    const state: MessageState = bad ? (bad.state as MessageState) : all.every((one) => one.state === 'sent') ? 'sent' : 'queued'
    const reported = conversationOf.get(messageId)?.state ?? 'queued'
    // A report of the platform may have overtaken our own call's answer.
    if (state === 'sent' && (ORDER[reported] ?? 0) > 1) return
    rooms.messages.setState(messageId, state, bad ? { code: bad.errorCode ?? 'platform', text: bad.errorText ?? '' } : null)
  }

  function end(
    segment: Pick<SegmentRow, 'id' | 'messageId' | 'threadId' | 'channelId'>,
    outcome: 'sent' | 'failed' | 'unknown',
    externalId?: string,
    error?: { code: string; text: string },
  ): void {
    // What this try could not do, the one before may have done.
    const state = outcome === 'failed' && isUnsure.get(segment.id) ? 'unknown' : outcome
    done.run(state, externalId ?? null, error?.code ?? null, error?.text.slice(0, 500) ?? null, clock.now(), segment.id)
    if (externalId !== undefined) rooms.messages.addRef(segment.threadId, externalId, segment.messageId)
    if (state === 'failed') cancel.run(segment.messageId)
    if (rooms.channels.find(segment.channelId)?.state === 'live') promote(segment.threadId)
    sum(segment.messageId)
    tell(segment.messageId)
  }

  return {
    sent: (segment, { externalId }) => end(segment, 'sent', externalId),
    fault(segment, fault, dedupes) {
      const now = clock.now()
      const error = { code: fault.code, text: fault.message }
      if (!fault.certain && !dedupes) return end(segment, 'unknown', fault.externalId, error)
      if (!fault.certain) markUnsure.run(segment.id)
      if (fault.movedTo !== undefined && rooms.threads.move(segment.threadId, fault.movedTo)) return later(segment.id, now)
      switch (fault.code) {
        case 'auth':
          rooms.broken(segment.channelId, fault)
          return wait(segment, null, error)
        case 'rate':
        case 'network':
        case 'platform': {
          const due = now + (fault.retryAfterMs ?? backoff(segment.attempts))
          // Where a permission ends, another may be open by then.
          if (due > segment.expiresAt && segment.lane === null) return end(segment, 'failed', undefined, error)
          return wait(segment, due, error)
        }
        case 'blocked':
          block.run(now, segment.channelId, segment.threadId)
          return end(segment, 'failed', undefined, error)
        case 'window':
          if (fault.platformCode !== undefined) spendAll.run(segment.id)
          return end(segment, 'failed', undefined, error)
        default:
          return end(segment, 'failed', undefined, error)
      }
    },
    recover() {
      for (const segment of underWay.all()) {
        const channel = rooms.channels.find(segment.channelId)
        // Whoever was sending it elsewhere knows what came of it, and will say so.
        if (channel && isRemote(channel)) continue
        const surface = channel?.adapter.manifest.surfaces[segment.surface]
        if (surface && mayRepeat(surface, segment.lane)) {
          markUnsure.run(segment.id)
          later(segment.id, clock.now())
        } else end(segment, 'unknown', undefined, { code: 'interrupted', text: 'The hub stopped while this was being sent.' })
      }
      this.sweep()
    },
    sweep() {
      for (const { threadId, channelId } of openThreads.all()) {
        if (rooms.channels.find(channelId)?.state === 'live') promote(threadId)
      }
    },
    unpark(channelId) {
      for (const { threadId } of threadsOf.all(channelId)) promote(threadId)
    },
    retry(messageId) {
      const of = conversationOf.get(messageId)
      if (!of || reopen.run(messageId) === 0) return false
      rooms.outbox.renew(messageId, { id: of.threadId, channelId: of.channelId, surface: of.surface })
      if (rooms.channels.find(of.channelId)?.state === 'live') promote(of.threadId)
      rooms.messages.setState(messageId, 'queued', null)
      tell(messageId)
      return true
    },
    report(messageId, state, error, externalId) {
      const of = conversationOf.get(messageId)
      if (!of) return
      if (state === 'failed') {
        const { code, text } = error ?? { code: 'platform', text: '' }
        if (code === 'window') spendAllOf.run(messageId, externalId ?? null)
        if (externalId !== undefined) failLate.run(code, text.slice(0, 500), messageId, externalId)
        rooms.messages.setState(messageId, state, { code, text })
        return tell(messageId)
      }
      // Order is kept in a thread: the last segment has arrived when all have, and not before.
      const part = externalId !== undefined && behind.get(messageId, externalId) !== undefined
      if (part || (ORDER[state] ?? 0) <= (ORDER[of.state] ?? 9)) return
      rooms.messages.setState(messageId, state, null)
      tell(messageId)
    },
  }
}
