import { z } from '@hono/zod-openapi'
import type { Contacts } from '../contacts/contacts.ts'
import { apiRouter } from '../web/problem.ts'
import { body, json, route } from '../web/route.ts'
import { contact } from '../web/schemas.ts'
import type { People } from './people.ts'

const params = z.object({ id: z.coerce.number().int().positive() })

const merge = route({
  method: 'post',
  path: '/contacts/{id}/merge',
  who: { role: 'agent', scope: 'answer' },
  request: { params, ...body(z.object({ contact: z.coerce.number().int() })) },
  responses: { 200: json(contact, 'With the identities and conversations of the other contact') },
})
const split = route({
  method: 'post',
  path: '/contacts/{id}/split',
  who: { role: 'agent', scope: 'answer' },
  request: { params, ...body(z.object({ merge: z.coerce.number().int() })) },
  responses: { 200: json(contact, 'Without what that merge brought') },
})

export function peopleRoutes({ people, contacts }: { people: People; contacts: Contacts }) {
  return apiRouter()
    .openapi(merge, async (c) => {
      const { id } = c.req.valid('param')
      await people.merge(c.get('agent'), c.req.valid('json').contact, id)
      return c.json(contacts.get(id), 200)
    })
    .openapi(split, async (c) => {
      const { id } = c.req.valid('param')
      await people.split(c.get('agent'), id, c.req.valid('json').merge)
      return c.json(contacts.get(id), 200)
    })
}
