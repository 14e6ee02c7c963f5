import { clean } from '../../model/clean.ts'
import { type InboundEvent, saysMore } from '../../model/events.ts'
import type { Surface } from '../../model/surface.ts'
import { grantsOf, lanesClosedBy } from '../../model/windows.ts'
import type { ChannelInfo } from '../channels/store.ts'
import type { Kit } from '../kit.ts'
import type { Permissions } from '../permissions/permissions.ts'
import { type Arrival, createArrival } from './arrival.ts'
import type { InboxRooms } from './rooms.ts'
import type { EventHandlers } from './handlers.ts'

/** Takes one event in, whole, inside a transaction. False: it was here before, or it is of a surface that the channel does not have. */
export type Intake = (channel: ChannelInfo, event: InboundEvent) => boolean

/** An instant that a calendar can show and that has come; ours where the platform's makes no sense. */
const instant = (at: number, now: number): number => (Number.isFinite(at) && at > 0 ? Math.min(Math.trunc(at), now) : now)

export function createIntake(
  { sql, clock }: Pick<Kit, 'sql' | 'clock'>,
  rooms: Pick<InboxRooms, 'identities' | 'threads'> & { permissions: Permissions; handlers: EventHandlers },
): Intake {
  const { permissions, handlers } = rooms
  // OR IGNORE would also swallow other faults.
  const first = sql.prepare(
    'INSERT INTO Inbound (channelId, dedupeKey, at, raw) VALUES (?, ?, ?, ?) ON CONFLICT (channelId, dedupeKey) DO NOTHING',
  )

  /** What may be written in the thread from now on, and what no longer. */
  function permit({ channel, event, known }: Arrival, surface: Surface): void {
    const thread = surface.windows.length > 0 ? known() : undefined
    if (!thread) return
    for (const lane of lanesClosedBy(event, surface)) {
      permissions.close(thread.id, lane)
      // Who wants no messages may write all the same, and then wants none besides the answers.
      if (event.type === 'muted') permissions.lock(thread.id, lane)
    }
    if (event.type === 'unmuted') permissions.unlock(thread.id)
    for (const grant of grantsOf(event, surface, channel.settings, clock.now())) permissions.mint(thread.id, grant)
  }

  return (channel, received) => {
    const event = { ...clean(received), at: instant(received.at, clock.now()) }
    const surface = channel.adapter.manifest.surfaces[event.surface]
    if (!surface) return false
    const raw = saysMore(event) ? (event.raw ?? null) : null
    if (first.run(channel.id, event.dedupeKey, clock.now(), raw) === 0) return false
    const arrival = createArrival(rooms, channel, event)
    handlers.handle(arrival)
    permit(arrival, surface)
    handlers.answer(arrival)
    return true
  }
}
