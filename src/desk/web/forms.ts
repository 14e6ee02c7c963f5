import { z } from 'zod'
import { json } from '../../model/events.ts'
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
