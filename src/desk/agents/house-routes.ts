import { z } from '@hono/zod-openapi'
import { apiRouter } from '../web/problem.ts'
import { ROLES } from '../web/roles.ts'
import { body, json, route } from '../web/route.ts'
import type { House } from './house.ts'

const rules = z
  .object({
    mergeContacts: z.enum(ROLES).openapi({ description: 'The least role that makes one contact of two, and two of one again' }),
    raiseUnassigned: z.enum(ROLES).openapi({ description: 'The least role that changes the priority of a case that no agent has' }),
  })
  .openapi('Rights')

const show = route({
  method: 'get',
  path: '/rights',
  who: { role: 'agent', scope: 'read' },
  responses: { 200: json(rules, 'What agents may here that an admin can withhold') },
})
const change = route({
  method: 'patch',
  path: '/rights',
  who: { role: 'admin', scope: 'manage' },
  request: body(rules.partial()),
  responses: { 200: json(rules, 'As changed') },
})

export function houseRoutes({ house }: { house: House }) {
  return apiRouter()
    .openapi(show, (c) => c.json(house.rules(), 200))
    .openapi(change, async (c) => {
      await house.change(c.get('agent'), c.req.valid('json'))
      return c.json(house.rules(), 200)
    })
}
