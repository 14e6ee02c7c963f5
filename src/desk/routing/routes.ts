import { z } from '@hono/zod-openapi'
import type { Kit } from '../kit.ts'
import type { Reading } from '../reading/reading.ts'
import { action } from '../web/action.ts'
import { iso } from '../web/iso.ts'
import { apiRouter } from '../web/problem.ts'
import { intParam, json, route } from '../web/route.ts'
import { conversation } from '../web/schemas.ts'
import type { Offers } from './offers.ts'
import type { Routing } from './routing.ts'

const who = { role: 'agent', scope: 'answer' } as const

const take = route({
  method: 'post',
  path: '/queue/next',
  who,
  request: { body: { content: { 'application/json': { schema: z.object({ queue: z.coerce.number().int().optional() }) } } } },
  responses: { 200: json(conversation, 'The next conversation, now yours'), 204: { description: 'Nobody waits' } },
})

const offer = z.object({ id: z.string(), conversation, expiresAt: z.string() }).openapi('Offer')
const offered = route({
  method: 'get',
  path: '/offers',
  who: { role: 'agent', scope: 'read' },
  responses: {
    200: json(
      z.object({ items: z.array(offer), now: z.string().openapi({ description: 'By the clock that the offers end by' }) }),
      'What is offered to the caller now, oldest first',
    ),
  },
})
const accept = route({
  method: 'post',
  path: '/offers/{id}/accept',
  who,
  request: { params: intParam },
  responses: { 200: json(conversation, 'Now yours') },
})
const decline = route({
  method: 'post',
  path: '/offers/{id}/decline',
  who,
  request: { params: intParam },
  responses: { 204: { description: 'It goes on to the next, and does not come back' } },
})

export function routingRoutes(
  { routing, offers, reading }: { routing: Routing; offers: Offers; reading: Reading },
  { clock }: Pick<Kit, 'clock'>,
) {
  return apiRouter()
    .openapi(take, async (c) => {
      const id = await routing.next(c.get('agent'), c.req.valid('json').queue)
      return id === null ? c.body(null, 204) : c.json(reading.conversation(id), 200)
    })
    .openapi(offered, (c) => {
      const items = offers.of(c.get('agent').id).map(({ id, conversationId, expiresAt }) => ({
        id: String(id),
        conversation: reading.conversation(conversationId),
        expiresAt: iso(expiresAt),
      }))
      return c.json({ items, now: iso(clock.now()) }, 200)
    })
    .openapi(accept, async (c) => c.json(reading.conversation(await offers.accept(c.get('agent'), c.req.valid('param').id)), 200))
    .openapi(decline, async (c) => {
      await offers.decline(c.get('agent'), c.req.valid('param').id)
      return c.body(null, 204)
    })
    .openapi(action('transfer', 'Waiting in that queue', z.object({ queue: z.coerce.number().int() })), async (c) => {
      const { id } = c.req.valid('param')
      await routing.transfer(c.get('agent'), id, c.req.valid('json').queue)
      return c.json(reading.conversation(id), 200)
    })
}
