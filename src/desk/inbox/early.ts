import type { EventOf } from '../../model/events.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'

export type EarlyEvent = EventOf<'echo'> | EventOf<'receipt'>

/**
 * What a platform says of our own message may be faster than its answer to our call, which brings the id. While a call is
 * under way in the thread, such an event is put aside until it has ended. Inside a transaction; false: it is not early.
 */
export interface Early {
  putAside(channel: ChannelInfo, event: EarlyEvent, threadId: number): boolean
  /** How an event is taken that was put aside, inside a transaction. Set once. */
  onLater(take: (channel: ChannelInfo, event: EarlyEvent) => void): void
}

const LOOK_AGAIN_MS = 1000

export function createEarly(
  { sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>,
  rooms: { jobs: JobsRoom; channels: ChannelStore },
): Early {
  const underWay = sql.prepare<{ one: number }>("SELECT 1 AS one FROM Segment WHERE open = ? AND state = 'sending' LIMIT 1")
  const isUnderWay = (threadId: number): boolean => underWay.get(threadId) !== undefined
  const later = (): number => clock.now() + LOOK_AGAIN_MS

  return {
    putAside(channel, event, threadId) {
      if (!isUnderWay(threadId)) return false
      const data = { channelId: channel.id, threadId, event: JSON.stringify(event) }
      rooms.jobs.schedule('early', `${channel.id}:${event.dedupeKey}`, later(), data)
      return true
    },
    onLater(take) {
      rooms.jobs.handle('early', ({ data }) =>
        commit(() => {
          const { channelId, threadId, event } = data as { channelId: string; threadId: number; event: string }
          if (isUnderWay(threadId)) return later()
          const channel = rooms.channels.find(channelId)
          if (channel) take(channel, JSON.parse(event) as EarlyEvent)
          return undefined
        }),
      )
    },
  }
}
