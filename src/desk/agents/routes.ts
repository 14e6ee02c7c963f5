import { z } from '@hono/zod-openapi'
import { apiRouter } from '../web/problem.ts'
import { body, json, route } from '../web/route.ts'
import { agent, idParam } from '../web/schemas.ts'
import type { Agents } from './agents.ts'
import { capacity, newAgent, password, personName, profile as changedProfile, skills } from '../web/forms.ts'
import { knowsAddresses } from '../web/rights.ts'
import { PRESENCES, ROLES } from '../web/roles.ts'

const me = route({
  method: 'get',
  path: '/me',
  who: { role: 'agent', scope: 'read' },
  responses: { 200: json(agent, 'Who makes this request') },
})

const profile = route({
  method: 'patch',
  path: '/me',
  who: { role: 'agent', scope: 'person' },
  request: body(changedProfile.partial()),
  responses: { 200: json(agent, 'As changed') },
})

const presence = route({
  method: 'put',
  path: '/me/presence',
  who: { role: 'agent', scope: 'answer' },
  request: body(
    z
      .object({
        presence: z.enum(PRESENCES),
        held: z.enum(['keep', 'hand-on']).default('keep').openapi({ description: 'What becomes of the conversations one has' }),
      })
      .refine(({ presence, held }) => presence !== 'available' || held === 'keep', 'Whoever is available keeps what they have.'),
  ),
  responses: { 200: json(agent, 'With the presence set') },
})

const list = route({
  method: 'get',
  path: '/agents',
  who: { role: 'agent', scope: 'read' },
  responses: { 200: json(z.object({ items: z.array(agent) }), 'Everybody who answers') },
})

const add = route({
  method: 'post',
  path: '/agents',
  who: { role: 'admin', scope: 'manage' },
  request: body(
    newAgent.extend({
      password: password.optional().openapi({ description: 'Absent: they choose one themselves, by a link' }),
      role: z.enum(ROLES).default('agent'),
      capacity: capacity.optional(),
    }),
  ),
  responses: { 201: json(agent, 'The new agent') },
})

const change = route({
  method: 'patch',
  path: '/agents/{id}',
  who: { role: 'admin', scope: 'manage' },
  request: {
    params: idParam,
    ...body(
      z.object({
        name: personName.optional(),
        role: z.enum(ROLES).optional(),
        capacity: capacity.optional(),
        disabled: z.boolean().optional(),
        skills: skills.optional(),
      }),
    ),
  },
  responses: { 200: json(agent, 'As changed') },
})

const known = route({
  method: 'get',
  path: '/skills',
  who: { role: 'agent', scope: 'read' },
  responses: { 200: json(z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }), 'What agents may know') },
})

export function agentRoutes({ agents }: { agents: Agents }) {
  return apiRouter()
    .openapi(me, async (c) => c.json(await agents.get(c.get('agent').id), 200))
    .openapi(profile, async (c) => {
      await agents.profile(c.get('agent'), c.req.valid('json'))
      return c.json(await agents.get(c.get('agent').id), 200)
    })
    .openapi(presence, async (c) => {
      const { presence, held } = c.req.valid('json')
      await agents.presence(c.get('agent'), presence, held === 'hand-on')
      return c.json(await agents.get(c.get('agent').id), 200)
    })
    .openapi(list, async (c) => {
      // Addresses are for those who manage people.
      const by = c.get('agent')
      const items = (await agents.list()).map((one) => (knowsAddresses(by) || one.id === by.id ? one : { ...one, email: '' }))
      return c.json({ items }, 200)
    })
    .openapi(known, async (c) => c.json({ items: await agents.skills() }, 200))
    .openapi(add, async (c) => c.json(await agents.get(await agents.add(c.get('agent'), c.req.valid('json'))), 201))
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param')
      await agents.change(c.get('agent'), id, c.req.valid('json'))
      return c.json(await agents.get(id), 200)
    })
}
