import { z } from 'zod'
import { ABILITIES, FAULT_CODES, type Outgoing } from '../../contract/adapter.ts'
import { broughtPart } from '../../model/content.ts'
import { type Json, inboundEvent, json } from '../../model/events.ts'
import { optional } from '../../model/optional.ts'

/*
 * What a gateway and a hub say to each other: JSON over HTTPS below `/api/gateway`, with `Authorization: Bearer KEY`. The
 * gateway always calls. Nothing is taken as done before the other side has said so, and everything may be said twice.
 */

export { MAX_BODY } from '../web/limits.ts'

const id = z.string().min(1).max(1000)

export const eventsSchema = z.object({ events: z.array(inboundEvent(broughtPart)).max(100) })

const fault = z.object({
  code: z.enum(FAULT_CODES),
  message: z.string().max(2000),
  certain: z.boolean(),
  retryAfterMs: optional(z.number()),
  platformCode: optional(z.string()),
  movedTo: optional(id),
  account: optional(z.boolean()),
  externalId: optional(id),
})
/** An `AdapterFault` as it travels. */
export type WireFault = z.infer<typeof fault>

const sent = z.object({
  externalId: optional(id),
  state: z.enum(['sent', 'pending']),
  left: optional(z.object({ count: z.number(), resetAt: z.number() })),
})

/** What came of a send, by the gateway that made it. */
export const resultSchema = z.object({ instance: id, key: id, sent: optional(sent), fault: optional(fault) })
export type WireResult = Omit<z.infer<typeof resultSchema>, 'instance'>

const health = z.object({
  state: z.enum(['ok', 'warn', 'broken']),
  code: optional(z.string()),
  text: optional(z.string()),
  qr: optional(z.string().max(4000)),
})

const account = z.object({
  externalId: id,
  name: z.string(),
  username: optional(z.string()),
  lacks: optional(z.array(z.enum(ABILITIES))),
  extra: optional(z.record(z.string(), json)),
})

export const healthSchema = z.object({ health, account: optional(account) })

/** Who asks: the same for as long as the gateway has its file, in which it knows what it has sent. */
export const helloSchema = z.object({ instance: id })

/** `have`: keys of sends and ids of files that the gateway is busy with. `waitMs`: how long an empty answer may take. */
export const nextSchema = z.object({ instance: id, have: z.array(id).max(1000), waitMs: z.number().min(0).max(25_000) })
export type Ask = z.infer<typeof nextSchema>

/** What there is to do. */
export interface Next {
  sends: Omit<Outgoing, 'open'>[]
  /** Media of customers that are still on the platform. */
  files: { id: string; ref: string }[]
  /** The channel was changed: greet again, and connect with what the answer brings. Until then there is nothing else to do. */
  greet?: true
}

/** What a gateway needs in order to be one end of the channel. */
export interface Hello {
  channelId: string
  kind: string
  settings: { [key: string]: Json }
  credentials: unknown
  hookSecret: string
}
