import { z } from '@hono/zod-openapi'
import { apiRouter } from '../web/problem.ts'
import { body, json, route } from '../web/route.ts'
import type { Push } from './push.ts'

/** Push services have names; what is an address, or asks for a port of its own, is none. Where a name leads is looked at with each call. */
function isPushService(text: string): boolean {
  const url = URL.parse(text)
  return (
    url?.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '' && /\.[a-z][a-z\d-]*$/i.test(url.hostname)
  )
}

const bytes = (count: number) => z.base64url().length(Math.ceil((count * 4) / 3))
const endpoint = z.string().max(2000).refine(isPushService, 'must be the https address of a push service')
const who = { role: 'agent', scope: 'person' } as const

const show = route({
  method: 'get',
  path: '/push',
  who,
  responses: {
    200: json(
      z.object({
        key: z.string().openapi({ description: 'What browsers subscribe with (`applicationServerKey`), base64url' }),
        words: z.boolean().openapi({ description: 'Whether customers’ names and words are in it' }),
      }),
      'How browsers are told of offers while no page is open',
    ),
  },
})
const keep = route({
  method: 'put',
  path: '/push/subscription',
  who,
  request: body(
    z.object({
      endpoint,
      keys: z.object({ p256dh: bytes(65), auth: bytes(16) }),
      language: z.enum(['en', 'zh']),
      urgent: z.boolean().default(false).openapi({ description: 'Also of urgent ones that nobody is there for, while one is away' }),
    }),
  ),
  responses: { 204: { description: 'That browser is told' } },
})
const forget = route({
  method: 'delete',
  path: '/push/subscription',
  who,
  request: { query: z.object({ endpoint: z.string().max(2000) }) },
  responses: { 204: { description: 'It is told nothing more' } },
})
const words = route({
  method: 'put',
  path: '/push/words',
  who: { role: 'admin', scope: 'manage' },
  request: body(z.object({ words: z.boolean() })),
  responses: { 204: { description: 'As said' } },
})

export function pushRoutes({ push }: { push: Push }) {
  return apiRouter()
    .openapi(show, async (c) => c.json({ key: await push.publicKey(), words: push.words() }, 200))
    .openapi(keep, async (c) => {
      await push.subscriptions.keep(c.get('agent'), c.req.valid('json'))
      return c.body(null, 204)
    })
    .openapi(forget, async (c) => {
      await push.subscriptions.forget(c.get('agent'), c.req.valid('query').endpoint)
      return c.body(null, 204)
    })
    .openapi(words, async (c) => {
      await push.allowWords(c.get('agent'), c.req.valid('json').words)
      return c.body(null, 204)
    })
}
