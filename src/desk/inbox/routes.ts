import { z } from '@hono/zod-openapi'
import { iso } from '../web/iso.ts'
import { apiRouter } from '../web/problem.ts'
import { intParam, json, type Who, route } from '../web/route.ts'
import { anyJson, page } from '../web/schemas.ts'
import type { Replay } from './receive.ts'
import type { SetAside } from './set-aside.ts'

const who: Who = { role: 'admin', scope: 'manage' }

const aside = z
  .object({
    id: z.string(),
    channel: z.string(),
    at: z.string(),
    state: z.enum(['waiting', 'replayed']),
    error: z.string(),
    event: anyJson,
  })
  .openapi('SetAside')

const list = route({
  method: 'get',
  path: '/set-aside',
  who,
  request: { query: z.object({ cursor: z.string().regex(/^\d+$/).optional() }) },
  responses: { 200: json(page(aside), 'Events that were acknowledged and could not be taken in, newest first') },
})
const replay = route({
  method: 'post',
  path: '/set-aside/{id}/replay',
  who,
  request: { params: intParam },
  responses: { 204: { description: 'Taken in' } },
})
const drop = route({
  method: 'delete',
  path: '/set-aside/{id}',
  who,
  request: { params: intParam },
  responses: { 204: { description: 'Thrown away' } },
})

export function inboxRoutes({ setAside, replay: again }: { setAside: SetAside; replay: Replay }) {
  return apiRouter()
    .openapi(list, async (c) => {
      const { items, next } = await setAside.page(c.req.valid('query').cursor ?? null)
      return c.json({ items: items.map(({ id, at, ...rest }) => ({ ...rest, id: String(id), at: iso(at) })), ...(next && { next }) }, 200)
    })
    .openapi(replay, async (c) => {
      await again(c.req.valid('param').id)
      return c.body(null, 204)
    })
    .openapi(drop, async (c) => {
      await setAside.drop(c.req.valid('param').id)
      return c.body(null, 204)
    })
}
