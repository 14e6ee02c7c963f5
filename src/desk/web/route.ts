import { z } from '@hono/zod-openapi'

/** A JSON answer of a route. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } })

/** The JSON body of a request. */
export const body = <T extends z.ZodType>(schema: T) => ({ body: { content: { 'application/json': { schema } }, required: true } })

/** The number of what a path is about. */
export const intParam = z.object({ id: z.coerce.number().int().positive() })
