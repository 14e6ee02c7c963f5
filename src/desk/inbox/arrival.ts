import type { InboundEvent, Person } from '../../model/events.ts'
import type { ChannelInfo } from '../channels/store.ts'
import type { Identities, Known } from '../contacts/identities.ts'
import type { Thread, Threads } from '../timeline/threads.ts'

/** Who did it, and where. */
export interface Origin {
  who: Known
  thread: Thread
}

/** An event that has come in, and where it belongs: looked up once, whoever asks. */
export interface Arrival<E extends InboundEvent = InboundEvent> {
  readonly channel: ChannelInfo
  readonly event: E
  /** The thread, where there is one already. */
  known(): Thread | undefined
  /** Person and thread, found or made. Inside a transaction. */
  origin(): Origin
}

/** Where the platform names nobody, the thread itself is the contact. */
export const personOf = ({ sender, thread: { externalId, title } }: Pick<InboundEvent, 'sender' | 'thread'>): Person =>
  sender ?? { externalId, ...(title ? { name: title } : {}) }

export function createArrival(
  { identities, threads }: { identities: Identities; threads: Threads },
  channel: ChannelInfo,
  event: InboundEvent,
): Arrival {
  let thread: Thread | undefined
  let origin: Origin | undefined

  function resolve(): Origin {
    const who = identities.identify(channel.id, personOf(event))
    return { who, thread: threads.resolve(channel.id, event.surface, event.thread, () => who) }
  }

  return {
    channel,
    event,
    known: () => origin?.thread ?? (thread ??= threads.find(channel.id, event.thread.externalId)),
    origin: () => (origin ??= resolve()),
  }
}
