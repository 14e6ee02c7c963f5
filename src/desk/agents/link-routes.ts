import { z } from '@hono/zod-openapi'
import { iso } from '../web/iso.ts'
import { addressFor } from '../web/near.ts'
import { apiRouter } from '../web/problem.ts'
import { body, json, route } from '../web/route.ts'
import { idParam, instant } from '../web/schemas.ts'
import type { Links } from './links.ts'
import { password } from '../web/forms.ts'

const token = z.string().max(200)

const make = route({
  method: 'post',
  path: '/agents/{id}/link',
  who: { role: 'admin', scope: 'person' },
  request: { params: idParam },
  responses: { 201: json(z.object({ url: z.string(), expiresAt: instant }), 'A link, used once, by which the agent chooses a password') },
})

const whose = z.object({ name: z.string(), email: z.string(), invited: z.boolean() })

const look = route({
  method: 'post',
  path: '/links/look',
  who: 'anyone',
  request: body(z.object({ token })),
  responses: { 200: json(whose, 'Whom the link lets in') },
})

const use = route({
  method: 'post',
  path: '/links/use',
  who: 'anyone',
  request: body(z.object({ token, password })),
  responses: { 200: json(whose, 'The password is set; sign in now') },
})

export function linkRoutes({ links }: { links: Links }, { publicUrl }: { publicUrl: string }) {
  return apiRouter()
    .openapi(make, async (c) => {
      const { token, expiresAt } = await links.make(c.get('agent'), c.req.valid('param').id)
      const url = `${addressFor(c.req.raw, publicUrl)}/welcome?token=${token}`
      return c.json({ url, expiresAt: iso(expiresAt) }, 201)
    })
    .openapi(look, async (c) => c.json(await links.look(c.req.valid('json').token), 200))
    .openapi(use, async (c) => {
      const { token, password } = c.req.valid('json')
      return c.json(await links.use(token, password), 200)
    })
}
