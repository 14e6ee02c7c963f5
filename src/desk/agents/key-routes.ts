import { z } from '@hono/zod-openapi'
import { apiRouter } from '../web/problem.ts'
import { newKey } from '../web/forms.ts'
import { SCOPES } from '../web/roles.ts'
import { body, json, route } from '../web/route.ts'
import { iso, isoOrNull } from '../web/iso.ts'
import { idParam, instant } from '../web/schemas.ts'
import type { KeyView, Keys } from './keys.ts'

const scopes = z.array(z.enum(SCOPES))

const key = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    start: z.string().nullable().openapi({ description: 'Its first characters' }),
    scopes: scopes.nullable().openapi({ description: 'Null: all that its agent may' }),
    agent: z.object({ id: z.string(), name: z.string() }),
    createdAt: instant,
    expiresAt: instant.nullable(),
  })
  .openapi('ApiKey')

const who = { role: 'agent', scope: 'person' } as const

const list = route({
  method: 'get',
  path: '/keys',
  who,
  responses: { 200: json(z.object({ items: z.array(key) }), 'Your own keys; for admins everybody’s') },
})
const create = route({
  method: 'post',
  path: '/keys',
  who,
  request: body(
    newKey.extend({
      expiresInDays: z.int().min(1).max(365).optional().openapi({ description: 'Absent: it lasts until it is deleted' }),
    }),
  ),
  responses: { 201: json(key.extend({ key: z.string() }), 'The new key of yours; the key itself is in this answer and never again') },
})
const remove = route({
  method: 'delete',
  path: '/keys/{id}',
  who,
  request: { params: idParam },
  responses: { 204: { description: 'Refused from now on, and its live feeds have ended' } },
})

const view = (one: KeyView): z.infer<typeof key> => ({
  ...one,
  createdAt: iso(one.createdAt),
  expiresAt: isoOrNull(one.expiresAt),
})

export function keyRoutes({ keys }: { keys: Keys }) {
  return apiRouter()
    .openapi(list, (c) => c.json({ items: keys.list(c.get('agent')).map(view) }, 200))
    .openapi(create, async (c) => {
      const { key, ...made } = await keys.create(c.get('agent'), c.req.valid('json'))
      return c.json({ ...view(made), key }, 201)
    })
    .openapi(remove, async (c) => {
      await keys.remove(c.get('agent'), c.req.valid('param').id)
      return c.body(null, 204)
    })
}
