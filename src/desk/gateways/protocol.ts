import { z } from 'zod'
import type { Outgoing } from '../../contract/adapter.ts'
import { MEDIA_TYPES } from '../../model/content.ts'
import type { InboundEvent, Json } from '../../model/events.ts'

/*
 * What a gateway and a hub say to each other: JSON over HTTPS below `/api/gateway`, with `Authorization: Bearer KEY`. The
 * gateway always calls. Nothing is taken as done before the other side has said so, and everything may be said twice.
 */

const id = z.string().min(1).max(1000)
const json = z.record(z.string(), z.unknown())
const marks = z
  .array(z.object({ kind: z.enum(['bold', 'italic', 'code', 'link', 'mention']), start: z.int(), end: z.int() }).loose())
  .optional()

const part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string(), marks }),
  z
    .object({ type: z.enum(MEDIA_TYPES), ref: id, name: z.string().optional(), mime: z.string().optional(), bytes: z.number().optional() })
    .loose(),
  z.object({ type: z.literal('location'), latitude: z.number(), longitude: z.number() }).loose(),
  z.object({ type: z.literal('contact'), name: z.string(), phones: z.array(z.string()).optional() }),
  z.object({ type: z.literal('link'), url: z.string(), title: z.string().optional(), description: z.string().optional() }),
  z.object({ type: z.literal('quote'), text: z.string(), messageId: z.string().optional() }),
  z.object({ type: z.literal('unsupported'), kind: z.string(), summary: z.string() }),
])
const content = z.array(part).min(1).max(50)

const person = z.object({ externalId: id }).loose()
const base = {
  dedupeKey: z.string().min(1).max(200),
  at: z.number(),
  surface: z.enum(['dm', 'group', 'comment']),
  thread: z.object({ externalId: id, route: json.optional(), title: z.string().optional() }),
  sender: person.nullable(),
  anchor: z.string().optional(),
  raw: z.string().optional(),
}
const replyTo = z.string().optional()
const quoted = z.string().optional()
const payload = z.string().optional()

/** The events that a connection can bring. */
const event = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal('message'), externalId: id.optional(), content, group: z.string().optional(), replyTo, quoted }),
  z.object({ ...base, type: z.literal('echo'), externalId: id, content, replyTo }),
  z.object({ ...base, type: z.literal('edited'), externalId: id, content }),
  z.object({ ...base, type: z.literal('recalled'), externalIds: z.array(id).min(1) }),
  z.object({ ...base, type: z.literal('reaction'), externalId: id, emoji: z.array(z.string()) }),
  z.object({
    ...base,
    type: z.literal('receipt'),
    state: z.enum(['delivered', 'read', 'failed']),
    of: z.union([z.object({ externalIds: z.array(id) }), z.object({ until: z.number() })]),
    error: z.object({ code: z.string(), text: z.string() }).optional(),
  }),
  z.object({ ...base, type: z.enum(['left', 'blocked', 'unblocked', 'muted', 'unmuted', 'typing']) }),
  z.object({ ...base, type: z.enum(['entered', 'followed']), payload }),
])

export const eventsSchema = z.object({ events: z.array(event).max(100) })
export const eventsOf = (parsed: z.infer<typeof eventsSchema>): InboundEvent[] => parsed.events as unknown as InboundEvent[]

const fault = z.object({
  code: z.enum(['auth', 'window', 'rate', 'content', 'blocked', 'gone', 'network', 'platform']),
  message: z.string().max(2000),
  certain: z.boolean(),
  retryAfterMs: z.number().optional(),
  platformCode: z.string().optional(),
  account: z.boolean().optional(),
})
export type WireFault = z.infer<typeof fault>

/** What came of a send. */
export const resultSchema = z.object({
  key: id,
  sent: z.object({ externalId: id.optional(), state: z.enum(['sent', 'pending']) }).optional(),
  fault: fault.optional(),
})
export type WireResult = z.infer<typeof resultSchema>

export const healthSchema = z.object({
  health: z.object({
    state: z.enum(['ok', 'warn', 'broken']),
    code: z.string().optional(),
    text: z.string().optional(),
    qr: z.string().max(4000).optional(),
  }),
  account: z.object({ externalId: id, name: z.string(), username: z.string().optional() }).optional(),
})

/** Who asks: the same for as long as the gateway has its file, in which it knows what it has sent. */
export const helloSchema = z.object({ instance: id })

/** `have`: keys of sends and ids of files that the gateway is busy with. `waitMs`: how long an empty answer may take. */
export const nextSchema = z.object({ have: z.array(id).max(1000), waitMs: z.number().min(0).max(25_000) })

/** What there is to do. */
export interface Next {
  sends: Omit<Outgoing, 'open'>[]
  /** Media of customers that are still on the platform. */
  files: { id: string; ref: string }[]
}

/** What a gateway needs in order to be one end of the channel. */
export interface Hello {
  channelId: string
  kind: string
  settings: { [key: string]: Json }
  credentials: unknown
  hookSecret: string
}
