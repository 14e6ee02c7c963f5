import type { ChannelRow } from '../../../prisma/rows.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'

/** When a platform was last heard at the channel's address, and when it last brought an event: ms, within minutes. Null: never. */
export type HeardAt = Pick<ChannelRow, 'calledAt' | 'heardAt'>

/** What proves that a channel was set up on the platform's side: the platform itself. */
export interface Heard {
  of(channelId: string): HeardAt
  /** It has asked whether we are there, or has rung. Inside a transaction. */
  called(channelId: string): void
  /** It has brought an event. Inside the transaction that stores it. */
  event(channelId: string): void
  /** With other credentials it may be another account, whose platform has still to be heard. Inside a transaction. */
  forget(channelId: string): void
  /** Whether the next call would be written down: the first one, and then one in some minutes. */
  isNews(channelId: string): boolean
}

/** So exact is what is written down, in ms: a row for each message would cost more than anybody wants to know. */
const EVERY = 10 * 60_000
const NEVER: HeardAt = { calledAt: null, heardAt: null }

export function createHeard({ sql, clock, remembered }: Pick<Kit, 'sql' | 'clock' | 'remembered'>, { log }: { log: LogRoom }): Heard {
  const select = sql.prepare<HeardAt>('SELECT calledAt, heardAt FROM Channel WHERE id = ?')
  const update = sql.prepare<{ listed: number }>(
    'UPDATE Channel SET calledAt = ?, heardAt = ? WHERE id = ? RETURNING steps IS NOT NULL AS listed',
  )
  const known = remembered.of<string, HeardAt>()

  const of = (id: string): HeardAt => known.get(id) ?? known.keep(id, select.get(id) ?? NEVER)
  const isOld = (at: number | null): boolean => at === null || clock.now() - at >= EVERY

  function write(id: string, next: HeardAt): void {
    const before = of(id)
    const listed = update.get(next.calledAt, next.heardAt, id)?.listed === 1
    known.keep(id, next)
    const first = (before.calledAt === null && next.calledAt !== null) || (before.heardAt === null && next.heardAt !== null)
    // Somebody may be looking at a checklist of which this is a step.
    if (listed && first) log.append({ type: 'channel.updated', actor: 'system', data: { channelId: id, changed: ['heard'] } })
  }

  return {
    of,
    forget: (id) => write(id, NEVER),
    isNews: (id) => isOld(of(id).calledAt),
    called(id) {
      if (isOld(of(id).calledAt)) write(id, { ...of(id), calledAt: clock.now() })
    },
    event(id) {
      if (isOld(of(id).heardAt)) write(id, { calledAt: clock.now(), heardAt: clock.now() })
    },
  }
}
