import { z } from '@hono/zod-openapi'
import {
  contactPart,
  linkPart,
  locationPart,
  mark,
  mediaPart,
  menuPart,
  onEarth,
  pressPart,
  quotePart,
  textPart,
  unsupportedPart,
} from '../../model/content.ts'
import { SURFACE_KINDS, json } from '../../model/events.ts'
import { optional } from '../../model/optional.ts'
import { ACTIONS, PRIORITIES, STATUSES } from '../../model/states.ts'
import { PRESENCES, ROLES } from './roles.ts'

/** zod's own `json()` describes itself by itself, which the OpenAPI generator follows for ever. */
export const anyJson = json.describe('Any JSON')

export const instant = z.iso.datetime().openapi({ description: 'ISO 8601, UTC' })

/** At most so many UTF-16 units. */
const max = (length: number) => z.string().max(length)
/** The longest text that is accepted from an agent; a channel may allow less. */
const text = max(100_000)
const name = max(255)
const title = optional(max(1000))
const url = max(2048)
const marks = optional(z.array(mark.extend({ url: optional(url) })).max(1000))

/** The model's parts, within what an agent may send. */
const part = z.discriminatedUnion('type', [
  textPart.extend({ text, marks }),
  mediaPart.extend({
    file: max(64),
    name: optional(name),
    mime: name.default(''),
    bytes: z.int().min(0).default(0),
    caption: optional(text),
    marks,
  }),
  locationPart.extend({ ...onEarth, name: title, address: title }),
  contactPart.extend({ name, phones: optional(z.array(max(64))) }),
  linkPart.extend({ url, title, description: optional(max(4000)) }),
  menuPart.extend({
    prompt: text,
    options: z
      .array(z.object({ id: max(64).min(1), label: name.min(1) }))
      .min(1)
      .max(50),
  }),
  pressPart,
  quotePart,
  unsupportedPart,
])

export const content = z.array(part).min(1).max(20).openapi('Content')

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

/** How a customer got to a person, the last time that they asked for one. */
export const person = z
  .object({
    steps: z.int().openapi({ description: 'Messages and presses of the customer until they had asked, that one included; 1 is the least' }),
    how: z
      .enum(['press', 'word', 'meaning'])
      .openapi({ description: 'A button or menu, a word that always works, or what was read in a sentence' }),
    askedAt: instant,
    answeredAt: instant.nullable().openapi({ description: 'When a person first answered after that' }),
    seconds: z.int().nullable().openapi({ description: 'From one to the other' }),
  })
  .openapi('PersonAsk')

/** Where a conversation stands in a list. */
export const place = z.tuple([z.number(), z.number()])

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
    surface: z.enum(SURFACE_KINDS),
    status: z.enum(STATUSES),
    priority: z.enum(PRIORITIES),
    owner,
    queue: z.object({ id: z.string(), name: z.string() }),
    preview: z.string().nullable(),
    entry: z.string().nullable().openapi({
      description:
        'Entry point: what the latest link carried that led the customer here; empty: they opened the chat without one; null: they wrote',
    }),
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
    tags: z.array(z.string()).optional().openapi({ description: 'Of one conversation, not in lists' }),
    demands: z
      .array(z.object({ skill: z.string(), level: z.int() }))
      .optional()
      .openapi({ description: 'What an agent has to know. Of one conversation, not in lists' }),
    person: person.nullable().optional().openapi({ description: 'Of one conversation, not in lists. null: a person was not asked for' }),
    places: z.record(z.string(), place).openapi({
      description:
        'The lists that it is in, by their key (`waiting`, `mine:AGENT` …), and where it stands there: ascending, the first number before the second',
    }),
  })
  .openapi('Conversation')

export const activity = z
  .object({
    seq: z.int(),
    at: instant,
    // To whom it was offered is not told.
    action: z.enum([...ACTIONS, 'priority']).exclude(['offer', 'decline', 'miss', 'withdraw', 'return']),
    actor: z.object({ kind: z.enum(['agent', 'contact', 'system']), id: z.string().optional(), name: z.string().optional() }),
    after: z.int().optional().openapi({ description: '`seq` of the message below which it stands; absent in older entries' }),
    agent: z.object({ id: z.string(), name: z.string() }).optional().openapi({ description: 'Who has the conversation from then on' }),
    queue: z.object({ id: z.string(), name: z.string() }).optional().openapi({ description: 'The queue that it went to' }),
    until: instant.optional(),
    from: z.enum(PRIORITIES).optional(),
    to: z.enum(PRIORITIES).optional(),
  })
  .openapi('Activity')

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
    invited: z.boolean().openapi({ description: 'Has not chosen a password yet' }),
    locale: z.string().nullable().openapi({ description: 'The language of their console, where they have chosen one' }),
  })
  .openapi('Agent')

export const contact = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    language: z.string().nullable(),
    vip: z.boolean(),
    notes: z.string().nullable(),
    identities: z.array(z.object({ channelId: z.string(), externalId: z.string(), name: z.string().nullable(), blocked: z.boolean() })),
    merges: z.array(z.object({ id: z.string(), contact: z.string(), name: z.string().nullable() })),
  })
  .openapi('Contact')

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
    setup: z.object({
      steps: z.array(
        z.object({
          code: z.string(),
          text: z.object({ en: z.string(), zh: z.string() }),
          value: z.string().optional(),
          checked: z.boolean().openapi({ description: 'We see for ourselves when it is done; otherwise an admin says so' }),
          done: z.enum(['seen', 'ticked']).nullable(),
        }),
      ),
      waits: z.boolean().openapi({ description: 'Live, but the platform has not brought an event yet: steps may be missing there' }),
      calledAt: instant.nullable().openapi({ description: 'When the platform last called, within ten minutes' }),
      heardAt: instant.nullable().openapi({ description: 'When it last brought an event, within ten minutes' }),
    }),
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
