import { z } from 'zod'
import type { IncomingPart } from './content.ts'
import { optional } from './optional.ts'
import { LANES } from './surface.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Deeper than anybody means it; writing JSON takes a call of a function for each level. */
const MAX_DEPTH = 32

const isShallow = (value: unknown, left: number): value is Json =>
  typeof value !== 'object' || value === null || (left > 0 && Object.values(value).every((item) => isShallow(item, left - 1)))

/** Any JSON, when what it checks came out of a parser. */
export const json = z.unknown().refine((value): value is Json => isShallow(value, MAX_DEPTH), 'Too deep.')

export const SURFACE_KINDS = ['dm', 'group', 'comment'] as const
/** Where in a platform people talk: one to one, in a group, or below a public post. */
export type SurfaceKind = (typeof SURFACE_KINDS)[number]

const id = z.string().min(1).max(1000)
const word = optional(z.string())

const threadRef = z.object({
  /** Unique within the channel. */
  externalId: id,
  /** What a reply must carry besides the id; opaque to the desk, replaced whole when an event brings a new one. */
  route: optional(z.record(z.string(), json)),
  /** Name of a group or post. */
  title: word,
})
/** A place where messages flow, as the channel knows it. */
export type ThreadRef = z.infer<typeof threadRef>

const person = z.object({
  /** Unique within the channel. */
  externalId: id,
  name: word,
  avatar: word,
  /** BCP 47. */
  language: word,
  phone: word,
  email: word,
  /** An id that the platform shares between its accounts. */
  unionId: word,
})
/** A person as the channel knows them. */
export type Person = z.infer<typeof person>

const base = z.object({
  /** Unique within the channel for ever: the same key again is the same event. At most 200 characters. */
  dedupeKey: z.string().min(1).max(200),
  /** The platform's clock, in milliseconds since 1970. */
  at: z.number(),
  surface: z.enum(SURFACE_KINDS),
  thread: threadRef,
  /** Who did it; null where the platform does not say. */
  sender: person.nullable(),
  /** What a reply to this event has to name. Absent: the id of its message, or its key. */
  anchor: word,
  /** Which windows of its surface it opens, where its threads are not all alike. Absent: all that need not be named. */
  lanes: optional(z.array(z.enum(LANES))),
  /** It is told in part: so long, in ms, it waits for the whole under the same key, and counts itself where that does not come. */
  holdMs: optional(z.number()),
  /** The event as received, as JSON text. Absent: the webhook's body is kept with its first event. */
  raw: word,
})

/** An event of this type, with nothing to say besides. */
const bare = <T extends string>(type: T) => base.extend({ type: z.literal(type) })

/** Everything that can happen on a platform, its contents made of such parts: a border says which it takes. */
export const inboundEvent = <P extends z.ZodType<IncomingPart>>(part: P) => {
  const content = z.array(part).min(1).max(50)
  return z.discriminatedUnion('type', [
    bare('message').extend({
      /** The platform's id of this message, unique in the thread. Absent where it gives none. */
      externalId: optional(id),
      content,
      /** Messages with the same group in one thread are parts of one (an album). */
      group: word,
      /** `externalId` of the message it answers. */
      replyTo: word,
      /** What that message says, for where it is not known to us. */
      quoted: word,
    }),
    /** Our own account spoke outside the hub, or the platform repeats what we sent. */
    bare('echo').extend({ externalId: id, content, replyTo: word }),
    bare('edited').extend({ externalId: id, content }),
    bare('recalled').extend({ externalIds: z.array(id).min(1) }),
    /** `emoji`: everything that this sender now has on the message. */
    bare('reaction').extend({ externalId: id, emoji: z.array(z.string()) }),
    bare('press').extend({
      /** What the button carried. */
      data: z.string(),
      label: word,
      /** The message that the button stood on. */
      externalId: optional(id),
      /** What `answerPress` needs. Absent: no answer is wanted. */
      answer: word,
    }),
    bare('receipt').extend({
      state: z.enum(['delivered', 'read', 'failed']),
      /**
       * Which messages of ours: by id, or all sent up to an instant (ms). `anywhere`: the platform does not say in which thread,
       * the ids are unique in the channel, and `thread` is not looked at.
       */
      of: z.union([z.object({ externalIds: z.array(id), anywhere: optional(z.literal(true)) }), z.object({ until: z.number() })]),
      error: optional(z.object({ code: z.string(), text: z.string() })),
    }),
    /** The chat was opened, before or without a word. `payload`: what the link that led here carried. */
    bare('entered').extend({ payload: word }),
    /** Became a friend or follower; `payload` as above. */
    bare('followed').extend({ payload: word }),
    /** A judgement by the platform's own means, 1 (bad) to 5 (good); null takes it back. `externalId`: the message it is about. */
    bare('rated').extend({ score: z.number().min(1).max(5).nullable(), externalId: optional(id) }),
    /** The platform renamed the thread (a Telegram group became a supergroup). */
    bare('moved').extend({ to: id }),
    bare('left'),
    bare('blocked'),
    bare('unblocked'),
    /** Wants no messages any more except as answers. */
    bare('muted'),
    bare('unmuted'),
    bare('typing'),
  ])
}

export type InboundEvent = z.infer<ReturnType<typeof inboundEvent<z.ZodType<IncomingPart>>>>
export type InboundEventType = InboundEvent['type']
export type EventOf<T extends InboundEventType> = Extract<InboundEvent, { type: T }>

/** Whether an event as received says more than we show of it: then it is kept as it came. */
export function saysMore(event: InboundEvent): boolean {
  if ('content' in event) return event.content.some(({ type }) => type === 'unsupported')
  return event.type !== 'receipt'
}
