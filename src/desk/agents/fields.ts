import { z } from '@hono/zod-openapi'

/** What several routes ask of people, alike. */
export const personName = z.string().trim().min(1).max(100)
export const email = z.email().max(254)
export const password = z.string().min(10).max(128)
/** A language that the console speaks. */
export const locale = z.enum(['en', 'zh'])
