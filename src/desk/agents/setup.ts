import { createRoute, z } from '@hono/zod-openapi'
import { apiRouter } from '../api/problem.ts'
import { body, json } from '../api/route.ts'
import { agent } from '../api/schemas.ts'
import type { Desk } from '../desk.ts'
import { DeskError } from '../errors.ts'
import { randomSecret } from '../ids.ts'
import type { Kit } from '../kit.ts'

/** The one-time link that makes the first owner. */
export interface FirstStart {
  /** The token, while nobody has an account; null afterwards. */
  token(): Promise<string | null>
  matches(token: string): Promise<boolean>
}

const KEY = 'setup-token'

export function createFirstStart({ db, sql, commit }: Kit): FirstStart {
  const put = sql.prepare('INSERT INTO Setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING')
  async function token(): Promise<string | null> {
    if (await db.agent.findFirst({ select: { id: true } })) return null
    await commit(() => put.run(KEY, JSON.stringify(randomSecret())))
    const setting = await db.setting.findUnique({ where: { key: KEY } })
    return typeof setting?.value === 'string' ? setting.value : null
  }
  return {
    token,
    async matches(given) {
      const wanted = await token()
      if (wanted === null || wanted.length !== given.length) return false
      let difference = 0
      for (let index = 0; index < wanted.length; index++) difference |= wanted.charCodeAt(index) ^ given.charCodeAt(index)
      return difference === 0
    },
  }
}

const state = createRoute({
  method: 'get',
  path: '/setup',
  responses: { 200: json(z.object({ needed: z.boolean() }), 'Whether the hub waits for its owner') },
})

const setup = createRoute({
  method: 'post',
  path: '/setup',
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

export function setupRoutes({ rooms }: Desk) {
  return apiRouter()
    .openapi(state, async (c) => c.json({ needed: !rooms.agents.any() }, 200))
    .openapi(setup, async (c) => {
      const { token, ...owner } = c.req.valid('json')
      if (rooms.agents.any()) throw new DeskError('already-set-up', 409, 'The hub has an owner already.')
      if (!(await rooms.firstStart.matches(token)))
        throw new DeskError('bad-token', 403, 'The link is not the one that the hub printed when it started.')
      return c.json(rooms.agents.get(await rooms.agents.add(null, { ...owner, role: 'owner' })), 201)
    })
}
