import { z } from '@hono/zod-openapi'
import { apiRouter } from '../web/problem.ts'
import { contact as changed } from '../web/forms.ts'
import { body, json, route } from '../web/route.ts'
import { contact } from '../web/schemas.ts'
import type { Contacts } from './contacts.ts'

const params = z.object({ id: z.coerce.number().int().positive() })

const show = route({
  method: 'get',
  path: '/contacts/{id}',
  who: { role: 'agent', scope: 'read' },
  request: { params },
  responses: { 200: json(contact, 'The contact') },
})
const change = route({
  method: 'patch',
  path: '/contacts/{id}',
  who: { role: 'agent', scope: 'answer' },
  request: {
    params,
    ...body(changed.partial()),
  },
  responses: { 200: json(contact, 'As changed') },
})
export function contactRoutes({ contacts }: { contacts: Contacts }) {
  return apiRouter()
    .openapi(show, (c) => c.json(contacts.get(c.req.valid('param').id), 200))
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param')
      await contacts.change(c.get('agent'), id, c.req.valid('json'))
      return c.json(contacts.get(id), 200)
    })
}
