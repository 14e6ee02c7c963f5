import { createRoute, z } from '@hono/zod-openapi'
import { apiRouter } from '../web/problem.ts'
import { body, json } from '../web/route.ts'
import { agent, idParam } from '../web/schemas.ts'
import type { Agents } from './agents.ts'
import { PRESENCES, ROLES, demand } from '../web/roles.ts'

const skills = z.array(z.object({ name: z.string().trim().min(1).max(64), level: z.int().min(1).max(5) })).max(100)
const capacity = z.int().min(0).max(1000)

const me = createRoute({ method: 'get', path: '/me', responses: { 200: json(agent, 'Who makes this request') } })

const presence = createRoute({
  method: 'put',
  path: '/me/presence',
  request: body(z.object({ presence: z.enum(PRESENCES) })),
  responses: { 200: json(agent, 'With the presence set') },
})

const list = createRoute({
  method: 'get',
  path: '/agents',
  responses: { 200: json(z.object({ items: z.array(agent) }), 'Everybody who answers') },
})

const add = createRoute({
  method: 'post',
  path: '/agents',
  request: body(
    z.object({
      name: z.string().trim().min(1).max(100),
      email: z.email().max(254),
      password: z.string().min(10).max(128),
      role: z.enum(ROLES).default('agent'),
      capacity: capacity.optional(),
    }),
  ),
  responses: { 201: json(agent, 'The new agent') },
})

const change = createRoute({
  method: 'patch',
  path: '/agents/{id}',
  request: {
    params: idParam,
    ...body(
      z.object({
        name: z.string().trim().min(1).max(100).optional(),
        role: z.enum(ROLES).optional(),
        capacity: capacity.optional(),
        disabled: z.boolean().optional(),
        skills: skills.optional(),
      }),
    ),
  },
  responses: { 200: json(agent, 'As changed') },
})

export function agentRoutes({ agents }: { agents: Agents }) {
  return apiRouter()
    .openapi(me, (c) => c.json(agents.get(c.get('agent').id), 200))
    .openapi(presence, async (c) => {
      await agents.presence(c.get('agent'), c.req.valid('json').presence)
      return c.json(agents.get(c.get('agent').id), 200)
    })
    .openapi(list, (c) => {
      // Addresses are for those who manage people.
      const items = agents
        .list()
        .map((one) => (c.get('agent').role === 'agent' && one.id !== c.get('agent').id ? { ...one, email: '' } : one))
      return c.json({ items }, 200)
    })
    .openapi(add, async (c) => {
      demand(c.get('agent'), 'admin')
      return c.json(agents.get(await agents.add(c.get('agent'), c.req.valid('json'))), 201)
    })
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param')
      await agents.change(c.get('agent'), id, c.req.valid('json'))
      return c.json(agents.get(id), 200)
    })
}
