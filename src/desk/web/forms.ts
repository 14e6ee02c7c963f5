import { z } from 'zod'
import { json } from '../../model/events.ts'
import { optional } from '../../model/optional.ts'
import { PRIORITIES } from '../../model/states.ts'
import { SCOPES } from './roles.ts'

// What people fill in. The API takes it by these rules, and the console's forms tell by the same ones what is wrong before it is sent: plain
// zod, so that no page has to load what describes the API.

export const personName = z.string().trim().min(1).max(100)
const email = z.email().max(254)
export const MIN_PASSWORD = 10
export const password = z.string().min(MIN_PASSWORD).max(128)
/** `locale`: a language that the console speaks. */
export const profile = z.object({ name: personName, locale: z.enum(['en', 'zh']) })

/** So many conversations at the same time. */
export const capacity = z.int().min(0).max(1000)
export const newAgent = z.object({ name: personName, email })
export const newOwner = z.object({ name: personName, email, password })

/** Who signs in is told by the door alone what was wrong. */
export const signIn = z.object({ email: z.string().min(1), password: z.string().min(1) })
export const changedPassword = z.object({ current: z.string().min(1), next: password })

export const newKey = z.object({
  name: z.string().trim().min(1).max(32),
  scopes: z.array(z.enum(SCOPES)).min(1),
})

export const channelName = z.string().trim().min(1).max(100)
export const channelSettings = z.record(z.string().max(64), json.describe('Any JSON'))

const words = (max: number) => z.string().trim().max(max).nullable()
export const contact = z.object({
  name: words(200),
  phone: words(64),
  email: words(254),
  language: words(35),
  notes: words(10_000),
  vip: z.boolean(),
})

export const viewName = z.string().trim().min(1).max(60)

const level = z.int().min(1).max(5)
export const skillName = z.string().trim().min(1).max(64)
export const skills = z.array(z.object({ name: skillName, level })).max(100)

export const MODES = ['offer', 'push', 'pull'] as const
const seconds = z.int().min(0).max(86_400)
const minutes = z
  .int()
  .min(0)
  .max(60 * 24 * 30)
const promised = z.partialRecord(z.enum(PRIORITIES), minutes.min(1))
export const queueMembers = z.array(z.object({ agent: z.string().max(64), level })).max(1000)
export const queueSettings = z.object({
  name: z.string().trim().min(1).max(64),
  mode: z.enum(MODES),
  offerSeconds: z.int().min(5).max(600).describe('How long an offer stands'),
  stickyMinutes: minutes.describe('So long the previous agent goes first'),
  stickySeconds: seconds.describe('So long it waits for them where they have no room'),
  idleMinutes: minutes.describe('So long after our answer the conversation of a silent customer weighs nothing'),
  returnMinutes: minutes.describe('So long after its agent has vanished it goes back'),
  urgentReturnMinutes: minutes,
  reserve: z.int().min(0).max(90).describe('Percent of each agent’s capacity that is kept for urgent ones'),
  relax: z.array(z.object({ afterSeconds: seconds, skill: z.int().optional(), level: level.optional() })).max(20),
  overflow: z.array(z.object({ queue: z.int().nullable().describe('null: everybody'), afterSeconds: seconds })).max(20),
  calendar: z.int().nullable().describe('When it works; null: always'),
  promises: z
    .object({ firstAnswer: promised, nextAnswer: promised, resolution: promised })
    .partial()
    .nullable()
    .describe('Minutes of its working time, by priority; null: none'),
})

/** So many rules are read with each message, and so many phrases looked for by all of them: what an admin writes costs no customer time. */
export const MAX_RULES = 100
export const MAX_PHRASES = 1000
/** Words, with `*` for any stretch of a message; without a letter or digit it would stand in every message. */
export const phrase = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/[\p{L}\p{N}]/u)
const phrases = optional(z.array(phrase).max(40))
const tag = z.string().trim().min(1).max(40)
export const ruleSettings = z.object({
  name: z.string().trim().min(1).max(64),
  enabled: z.boolean(),
  match: z
    .object({
      words: optional(z.object({ any: phrases, all: phrases, none: phrases })),
      channels: optional(z.array(z.string().max(64)).max(50)),
      entries: optional(z.array(z.string().min(1).max(500)).max(50)),
      languages: optional(z.array(z.enum(['zh', 'en', 'other'])).max(3)),
      hours: optional(z.enum(['open', 'closed'])),
      vip: optional(z.boolean()),
    })
    .describe('All that is named must hold; nothing: it always does'),
  effect: z
    .object({
      priority: optional(z.enum(PRIORITIES)),
      queue: optional(z.string().regex(/^\d{1,15}$/)),
      skills: optional(z.array(z.object({ skill: skillName, level })).max(10)),
      tags: optional(z.array(tag).max(20)),
      bot: optional(z.boolean()),
    })
    .describe('For each the first rule that holds decides; tags add up'),
})
