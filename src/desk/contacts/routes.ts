import { createRoute, z } from '@hono/zod-openapi'
import { apiRouter } from '../web/problem.ts'
import { body, json } from '../web/route.ts'
import type { Rooms } from '../rooms.ts'

const contact = z
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

const params = z.object({ id: z.coerce.number().int().positive() })
const text = (max: number) => z.string().trim().max(max).nullable().optional()

const show = createRoute({ method: 'get', path: '/contacts/{id}', request: { params }, responses: { 200: json(contact, 'The contact') } })
const change = createRoute({
  method: 'patch',
  path: '/contacts/{id}',
  request: {
    params,
    ...body(
      z.object({
        name: text(200),
        phone: text(64),
        email: text(254),
        language: text(35),
        notes: text(10_000),
        vip: z.boolean().optional(),
      }),
    ),
  },
  responses: { 200: json(contact, 'As changed') },
})
const merge = createRoute({
  method: 'post',
  path: '/contacts/{id}/merge',
  request: { params, ...body(z.object({ contact: z.coerce.number().int() })) },
  responses: { 200: json(contact, 'With the identities and conversations of the other contact') },
})
const split = createRoute({
  method: 'post',
  path: '/contacts/{id}/split',
  request: { params, ...body(z.object({ merge: z.coerce.number().int() })) },
  responses: { 200: json(contact, 'Without what that merge brought') },
})

export function contactRoutes({ contacts }: Rooms) {
  return apiRouter()
    .openapi(show, (c) => c.json(contacts.get(c.req.valid('param').id), 200))
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param')
      await contacts.change(c.get('agent'), id, c.req.valid('json'))
      return c.json(contacts.get(id), 200)
    })
    .openapi(merge, async (c) => {
      const { id } = c.req.valid('param')
      await contacts.merge(c.get('agent'), c.req.valid('json').contact, id)
      return c.json(contacts.get(id), 200)
    })
    .openapi(split, async (c) => {
      const { id } = c.req.valid('param')
      await contacts.split(c.get('agent'), id, c.req.valid('json').merge)
      return c.json(contacts.get(id), 200)
    })
}
