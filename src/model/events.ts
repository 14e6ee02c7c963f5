import type { IncomingPart } from './content.ts'
import type { Lane } from './surface.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Where in a platform people talk: one to one, in a group, or below a public post. */
export type SurfaceKind = 'dm' | 'group' | 'comment'

/** A place where messages flow, as the channel knows it. */
export interface ThreadRef {
  /** Unique within the channel. */
  externalId: string
  /** What a reply must carry besides the id; opaque to the desk, replaced whole when an event brings a new one. */
  route?: { [key: string]: Json }
  /** Name of a group or post. */
  title?: string
}

/** A person as the channel knows them. */
export interface Person {
  /** Unique within the channel. */
  externalId: string
  name?: string
  avatar?: string
  /** BCP 47. */
  language?: string
  phone?: string
  email?: string
  /** An id that the platform shares between its accounts. */
  unionId?: string
}

interface Base {
  /** Unique within the channel for ever: the same key again is the same event. At most 200 characters. */
  dedupeKey: string
  /** The platform's clock, in milliseconds since 1970. */
  at: number
  surface: SurfaceKind
  thread: ThreadRef
  /** Who did it; null where the platform does not say. */
  sender: Person | null
  /** What a reply to this event has to name. Absent: the id of its message, or its key. */
  anchor?: string
  /** Which windows of its surface it opens, where its threads are not all alike. Absent: all that need not be named. */
  lanes?: Lane[]
  /** It is told in part: so long, in ms, it waits for the whole under the same key, and counts itself where that does not come. */
  holdMs?: number
  /** The event as received, as JSON text. Absent: the webhook's body is kept with its first event. */
  raw?: string
}

export type InboundEvent =
  | (Base & {
      type: 'message'
      /** The platform's id of this message, unique in the thread. Absent where it gives none. */
      externalId?: string
      content: IncomingPart[]
      /** Messages with the same group in one thread are parts of one (an album). */
      group?: string
      /** `externalId` of the message it answers. */
      replyTo?: string
      /** What that message says, for where it is not known to us. */
      quoted?: string
    })
  | (Base & { type: 'edited'; externalId: string; content: IncomingPart[] })
  | (Base & { type: 'recalled'; externalIds: string[] })
  /** `emoji`: everything that this sender now has on the message. */
  | (Base & { type: 'reaction'; externalId: string; emoji: string[] })
  | (Base & {
      type: 'press'
      /** What the button carried. */
      data: string
      label?: string
      /** The message that the button stood on. */
      externalId?: string
      /** What `answerPress` needs. Absent: no answer is wanted. */
      answer?: string
    })
  | (Base & {
      type: 'receipt'
      state: 'delivered' | 'read' | 'failed'
      /**
       * Which messages of ours: by id, or all sent up to an instant (ms). `anywhere`: the platform does not say in which thread,
       * the ids are unique in the channel, and `thread` is not looked at.
       */
      of: { externalIds: string[]; anywhere?: true } | { until: number }
      error?: { code: string; text: string }
    })
  /** The chat was opened, before or without a word. `payload`: what the link that led here carried. */
  | (Base & { type: 'entered'; payload?: string })
  /** Became a friend or follower; `payload` as above. */
  | (Base & { type: 'followed'; payload?: string })
  | (Base & { type: 'left' })
  | (Base & { type: 'blocked' })
  | (Base & { type: 'unblocked' })
  /** Wants no messages any more except as answers. */
  | (Base & { type: 'muted' })
  | (Base & { type: 'unmuted' })
  /** A judgement by the platform's own means, 1 (bad) to 5 (good); null takes it back. `externalId`: the message it is about. */
  | (Base & { type: 'rated'; score: number | null; externalId?: string })
  | (Base & { type: 'typing' })
  /** Our own account spoke outside the hub, or the platform repeats what we sent. */
  | (Base & { type: 'echo'; externalId: string; content: IncomingPart[]; replyTo?: string })
  /** The platform renamed the thread (a Telegram group became a supergroup). */
  | (Base & { type: 'moved'; to: string })

export type InboundEventType = InboundEvent['type']
export type EventOf<T extends InboundEventType> = Extract<InboundEvent, { type: T }>

/** Whether an event as received says more than we show of it: then it is kept as it came. */
export function saysMore(event: InboundEvent): boolean {
  if ('content' in event) return event.content.some(({ type }) => type === 'unsupported')
  return event.type !== 'receipt'
}
