import type { SegmentRow } from '../../../prisma/rows.ts'
import type { ChannelStore } from '../channels/store.ts'
import type { Work } from '../channels/work.ts'
import type { Alarm } from '../jobs/alarm.ts'
import type { Kit } from '../kit.ts'

/** Only the head of a thread has a time, so that order needs no further rule. All of it inside a transaction. */
export interface Heads {
  /** The first segment of a thread may be tried, unless one is under way or has its time already. */
  promote(threadId: number, channelId: string): void
  /** Sends of this channel may be tried again. */
  unpark(channelId: string): void
  /** Finds threads whose first segment waits for nothing. */
  sweep(): void
}

export function createHeads(
  { sql, clock }: Pick<Kit, 'sql' | 'clock'>,
  rooms: { alarm: Alarm; channels: Pick<ChannelStore, 'find'>; work: Work },
): Heads {
  const setHead = sql.prepare(
    `UPDATE Segment SET dueAt = ?1 WHERE id = (SELECT id FROM Segment WHERE open = ?2 ORDER BY id LIMIT 1) AND state = 'queued'
     AND NOT EXISTS (SELECT 1 FROM Segment WHERE open = ?2 AND (state = 'sending' OR dueAt IS NOT NULL))`,
  )
  // `open > 0` walks the index; `open IS NOT NULL` would walk the table, which holds every segment that was ever sent.
  const threadsOf = sql.prepare<{ threadId: number }>('SELECT DISTINCT open AS threadId FROM Segment WHERE open > 0 AND channelId = ?')
  const openThreads = sql.prepare<{ threadId: number } & Pick<SegmentRow, 'channelId'>>(
    'SELECT DISTINCT open AS threadId, channelId FROM Segment WHERE open > 0',
  )

  function promote(threadId: number, channelId: string): void {
    if (setHead.run(clock.now(), threadId) > 0) rooms.work.on(channelId)
    rooms.alarm.by(clock.now())
  }

  return {
    promote,
    unpark(channelId) {
      for (const { threadId } of threadsOf.all(channelId)) promote(threadId, channelId)
    },
    sweep() {
      for (const { threadId, channelId } of openThreads.all())
        if (rooms.channels.find(channelId)?.state === 'live') promote(threadId, channelId)
    },
  }
}
