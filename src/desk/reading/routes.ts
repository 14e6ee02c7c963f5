import { z } from '@hono/zod-openapi'
import { VIEWS } from '../../model/view.ts'
import { apiRouter } from '../web/problem.ts'
import { intParam, json, route } from '../web/route.ts'
import { conversation, incomplete, message, page } from '../web/schemas.ts'
import type { Reading } from './reading.ts'

const limit = z.coerce.number().int().min(1).max(200).default(50)

const list = route({
  method: 'get',
  path: '/conversations',
  who: { role: 'agent', scope: 'read' },
  request: {
    query: z.object({
      view: z.enum(VIEWS).default('open'),
      queue: z.coerce.number().int().optional(),
      channel: z.string().max(64).optional(),
      contact: z.coerce.number().int().optional(),
      q: z.string().trim().max(200).optional(),
      cursor: z.string().max(64).optional(),
      limit,
    }),
  },
  responses: { 200: json(page(conversation).extend({ incomplete }), 'Conversations of a view, in its order') },
})

const show = route({
  method: 'get',
  path: '/conversations/{id}',
  who: { role: 'agent', scope: 'read' },
  request: { params: intParam },
  responses: { 200: json(conversation, 'The conversation') },
})

const timeline = route({
  method: 'get',
  path: '/conversations/{id}/messages',
  who: { role: 'agent', scope: 'read' },
  request: {
    params: intParam,
    query: z.object({ before: z.coerce.number().int().optional(), after: z.coerce.number().int().optional(), limit }),
  },
  responses: { 200: json(page(message), 'A page of the timeline, newest last') },
})

export function readingRoutes({ reading }: { reading: Reading }) {
  return apiRouter()
    .openapi(list, (c) => c.json(reading.list({ ...c.req.valid('query'), agentId: c.get('agent').id }), 200))
    .openapi(show, (c) => c.json(reading.conversation(c.req.valid('param').id), 200))
    .openapi(timeline, (c) => {
      const { id } = c.req.valid('param')
      reading.conversation(id)
      return c.json(reading.timeline(id, c.req.valid('query')), 200)
    })
}
