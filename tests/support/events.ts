import type { IncomingPart } from '../../src/model/content.ts'
import type { EventOf, InboundEventType, SurfaceKind } from '../../src/model/events.ts'

let count = 0

export interface About {
  /** The customer, and in a direct chat the thread. */
  from?: string
  name?: string
  /** Another thread than that of the customer. */
  thread?: string
  surface?: SurfaceKind
  at?: number
  key?: string
}

/** An event of this type with what every event has; `rest` is what this type needs besides. */
export function event<T extends InboundEventType>(
  type: T,
  { from = 'customer', name, thread, surface = 'dm', at = 0, key = `event-${++count}` }: About,
  rest: Omit<EventOf<T>, 'type' | 'dedupeKey' | 'at' | 'surface' | 'thread' | 'sender'> & Partial<Pick<EventOf<T>, 'thread' | 'sender'>>,
): EventOf<T> {
  return {
    type,
    dedupeKey: key,
    at,
    surface,
    thread: { externalId: thread ?? from },
    sender: { externalId: from, ...(name === undefined ? {} : { name }) },
    ...rest,
  } as unknown as EventOf<T>
}

export type SaidOptions = About & { id?: string; content?: IncomingPart[]; group?: string; replyTo?: string; quoted?: string }

/** A message of a customer. */
export function message(text: string, { id, content, group, replyTo, quoted, ...about }: SaidOptions = {}): EventOf<'message'> {
  return event('message', about, {
    content: content ?? [{ type: 'text', text }],
    ...(id === undefined ? {} : { externalId: id }),
    ...(group === undefined ? {} : { group }),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(quoted === undefined ? {} : { quoted }),
  })
}
