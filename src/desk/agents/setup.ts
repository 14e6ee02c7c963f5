import { z } from '@hono/zod-openapi'
import { apiRouter } from '../web/problem.ts'
import { body, json, route } from '../web/route.ts'
import { agent } from '../web/schemas.ts'
import type { Agents } from './agents.ts'
import type { FirstStart } from './first-start.ts'
import { DeskError } from '../errors.ts'

const state = route({
  method: 'get',
  path: '/setup',
  who: 'anyone',
  responses: { 200: json(z.object({ needed: z.boolean() }), 'Whether the hub waits for its owner') },
})

const setup = route({
  method: 'post',
  path: '/setup',
  who: 'anyone',
  request: body(
    z.object({
      token: z.string().max(100),
      name: z.string().trim().min(1).max(100),
      email: z.email().max(254),
      password: z.string().min(10).max(128),
    }),
  ),
  responses: { 201: json(agent, 'The owner; sign in now') },
})

export function setupRoutes({ agents, firstStart }: { agents: Agents; firstStart: FirstStart }) {
  return apiRouter()
    .openapi(state, async (c) => c.json({ needed: !agents.any() }, 200))
    .openapi(setup, async (c) => {
      const { token, ...owner } = c.req.valid('json')
      if (agents.any()) throw new DeskError('already-set-up', 409, 'The hub has an owner already.')
      if (!(await firstStart.matches(token)))
        throw new DeskError('bad-token', 403, 'The link is not the one that the hub printed when it started.')
      return c.json(agents.get(await agents.add(null, { ...owner, role: 'owner' })), 201)
    })
}
