import { z } from '@hono/zod-openapi'
import { intParam, json, route } from './route.ts'
import { conversation } from './schemas.ts'

/** Of an action that needs to know nothing. */
export const nothing = z.object({})

/** What agents do with one conversation, which is the answer. `schema`: what the action needs to know. */
export const action = <P extends string, T extends z.ZodType>(path: P, description: string, schema: T) =>
  route({
    method: 'post',
    path: `/conversations/{id}/${path}` as const,
    who: { role: 'agent', scope: 'answer' },
    request: { params: intParam, body: { content: { 'application/json': { schema } }, required: (schema as z.ZodType) !== nothing } },
    responses: { 200: json(conversation, description) },
  })
