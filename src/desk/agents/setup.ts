import { z } from '@hono/zod-openapi'
import { isElsewhere } from '../web/near.ts'
import { apiRouter } from '../web/problem.ts'
import { body, json, route } from '../web/route.ts'
import { agent } from '../web/schemas.ts'
import type { Agents } from './agents.ts'
import { newOwner } from '../web/forms.ts'
import type { FirstStart } from './first-start.ts'
import { DeskError } from '../errors.ts'

const state = route({
  method: 'get',
  path: '/setup',
  who: 'anyone',
  responses: {
    200: json(
      z.object({
        needed: z.boolean().openapi({ description: 'Whether the hub waits for its owner' }),
        use: z.string().optional().openapi({ description: 'The address to use instead: at this one nobody can sign in' }),
      }),
      'Whether the hub is set up, and can be used at the address of the page that asks',
    ),
  },
})

const setup = route({
  method: 'post',
  path: '/setup',
  who: 'anyone',
  request: body(z.object({ token: z.string().max(100), ...newOwner.shape })),
  responses: { 201: json(agent, 'The owner; sign in now') },
})

export function setupRoutes({ agents, firstStart }: { agents: Agents; firstStart: FirstStart }, { publicUrl }: { publicUrl: string }) {
  return apiRouter()
    .openapi(state, (c) => c.json({ needed: !agents.any(), ...(isElsewhere(c.req.raw, publicUrl) && { use: publicUrl }) }, 200))
    .openapi(setup, async (c) => {
      const { token, ...owner } = c.req.valid('json')
      if (agents.any()) throw new DeskError('already-set-up', 409, 'The hub has an owner already.')
      // Nobody could sign in from there: better to hear it before there is an account.
      if (isElsewhere(c.req.raw, publicUrl)) throw new DeskError('wrong-address', 409, `Open the link at ${publicUrl}.`, { use: publicUrl })
      if (!(await firstStart.matches(token)))
        throw new DeskError('bad-token', 403, 'The link is not the one that the hub printed when it started.')
      return c.json(await agents.get(await agents.add(null, { ...owner, role: 'owner' })), 201)
    })
}
