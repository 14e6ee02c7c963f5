import { z } from '@hono/zod-openapi'
import type { Json } from '../../model/events.ts'
import type { Content } from '../../model/content.ts'
import { MEDIA_TYPES } from '../../model/content.ts'
import { PRIORITIES, STATUSES } from '../../model/states.ts'
import { PRESENCES, ROLES } from './roles.ts'

/** The longest text that is accepted from an agent, in UTF-16 units; a channel may allow less. */
const MAX_TEXT = 100_000

/** Deeper than anybody means it; writing JSON takes a call of a function for each level. */
const MAX_DEPTH = 32

const isShallow = (value: unknown, left: number): boolean =>
  typeof value !== 'object' || value === null || (left > 0 && Object.values(value).every((item) => isShallow(item, left - 1)))

/** Any JSON. zod's own `json()` describes itself by itself, which the OpenAPI generator follows for ever. */
export const anyJson = z
  .unknown()
  .refine((value) => isShallow(value, MAX_DEPTH), 'Too deep.')
  .openapi({ description: 'Any JSON' }) as unknown as z.ZodType<Json, Json>

export const instant = z.iso.datetime().openapi({ description: 'ISO 8601, UTC' })

const mark = z.object({
  kind: z.enum(['bold', 'italic', 'code', 'link', 'mention']),
  start: z.int().min(0),
  end: z.int().min(0),
  url: z.string().max(2048).optional(),
})

const marks = z.array(mark).max(1000).optional()

const part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string().max(MAX_TEXT), marks }),
  z.object({
    type: z.enum(MEDIA_TYPES),
    file: z.string().max(64),
    name: z.string().max(255).optional(),
    mime: z.string().max(255).default(''),
    bytes: z.int().min(0).default(0),
    width: z.number().optional(),
    height: z.number().optional(),
    seconds: z.number().optional(),
    caption: z.string().max(MAX_TEXT).optional(),
    marks,
    transcript: z.string().optional(),
  }),
  z.object({
    type: z.literal('location'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: z.string().max(1000).optional(),
    address: z.string().max(1000).optional(),
  }),
  z.object({ type: z.literal('contact'), name: z.string().max(255), phones: z.array(z.string().max(64)).optional() }),
  z.object({
    type: z.literal('link'),
    url: z.string().max(2048),
    title: z.string().max(1000).optional(),
    description: z.string().max(4000).optional(),
  }),
  z.object({
    type: z.literal('menu'),
    prompt: z.string().max(MAX_TEXT),
    options: z
      .array(z.object({ id: z.string().min(1).max(64), label: z.string().min(1).max(255) }))
      .min(1)
      .max(50),
  }),
  z.object({ type: z.literal('press'), id: z.string(), label: z.string().optional() }),
  z.object({ type: z.literal('quote'), messageId: z.string().optional(), text: z.string() }),
  z.object({ type: z.literal('unsupported'), kind: z.string(), summary: z.string() }),
])

export const content = z.array(part).min(1).max(20).openapi('Content')

/** A parsed content: zod says `undefined` where the model says absent, and the parser leaves absent keys out. */
export const asContent = (parsed: z.infer<typeof content>): Content => parsed as Content

export const owner = z
  .object({ kind: z.enum(['bot', 'queue', 'offer', 'agent', 'none']), id: z.string().optional(), name: z.string().optional() })
  .openapi('Owner')

export const message = z
  .object({
    id: z.string(),
    conversationId: z.string(),
    seq: z.int(),
    direction: z.enum(['in', 'out', 'note']),
    author: z.object({ kind: z.enum(['contact', 'agent', 'bot', 'system']), id: z.string().optional(), name: z.string().optional() }),
    content,
    text: z.string(),
    at: instant,
    state: z.enum(['received', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown']),
    error: z.object({ code: z.string(), text: z.string() }).optional(),
    key: z.string().optional(),
    edited: instant.optional(),
    recalled: instant.optional(),
    reactions: z.array(z.object({ emoji: z.string(), by: z.string() })),
    replyTo: z.string().optional(),
    rating: z.int().optional().openapi({ description: 'What the customer thinks of it by the platform’s own means: 1 (bad) to 5 (good)' }),
    pendingFiles: z.array(z.string()).openapi({ description: 'Files that are still being fetched from the platform' }),
    failedFiles: z.array(z.string()).openapi({ description: 'Files that could not be fetched' }),
  })
  .openapi('Message')

export const conversation = z
  .object({
    id: z.string(),
    number: z.int(),
    channel: z.object({ id: z.string(), kind: z.string(), name: z.string() }),
    contact: z.object({
      id: z.string(),
      name: z.string().nullable(),
      blocked: z.boolean(),
      identities: z.array(z.object({ channelId: z.string(), externalId: z.string(), name: z.string().nullable() })).optional(),
    }),
    thread: z.object({ id: z.string(), title: z.string().nullable() }),
    surface: z.enum(['dm', 'group', 'comment']),
    status: z.enum(STATUSES),
    priority: z.enum(PRIORITIES),
    owner,
    queue: z.object({ id: z.string(), name: z.string() }),
    preview: z.string().nullable(),
    unread: z.int(),
    lastSeq: z.int(),
    startedAt: instant,
    lastAt: instant,
    waitingSince: instant.nullable(),
    dueAt: instant.nullable(),
    snoozedUntil: instant.nullable(),
    resolvedAt: instant.nullable(),
    window: z
      .object({
        expiresAt: instant,
        left: z.int().nullable().openapi({ description: 'Messages that may still be sent; null: any number' }),
      })
      .nullable()
      .openapi({ description: 'Until when and how often the platform lets us write; null: at any time' }),
    canWrite: z.boolean().openapi({ description: 'False: every window is closed' }),
  })
  .openapi('Conversation')

export const plan = z.object({ segments: z.int(), losses: z.array(z.looseObject({ code: z.string(), part: z.int() })) }).openapi('Plan')

export const refusal = z.object({ code: z.string(), part: z.int().optional(), limit: z.number().optional() }).openapi('Refusal')

export const agent = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    presence: z.enum(PRESENCES),
    capacity: z.int(),
    load: z.int(),
    skills: z.array(z.object({ name: z.string(), level: z.int() })),
    disabled: z.boolean(),
  })
  .openapi('Agent')

export const channel = z
  .object({
    id: z.string(),
    kind: z.string(),
    name: z.string(),
    state: z.enum(['draft', 'live', 'paused', 'broken']),
    health: z.object({
      state: z.enum(['ok', 'warn', 'broken']),
      advice: z
        .object({
          code: z.string(),
          text: z.string().optional(),
          qr: z.string().optional().openapi({ description: 'To be scanned with the phone, as the text of a QR code' }),
        })
        .optional(),
      since: instant,
    }),
    hookUrl: z.string(),
    account: z.object({ externalId: z.string(), name: z.string(), username: z.string().optional() }).nullable(),
    settings: z.record(z.string(), anyJson),
    waitingSends: z.int().openapi({ description: 'Messages that wait to be sent' }),
  })
  .openapi('Channel')

/** `{ items, next }`: `next` is opaque; absent at the end. */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().optional() })

/** Of a search: why there may be more than what is told. */
export const incomplete = z
  .enum(['index', 'many'])
  .optional()
  .openapi({ description: '`index`: what was said last is not in it yet; `many`: of very many matches only the newest were looked at' })

export const idParam = z.object({ id: z.string().min(1).max(64) })
