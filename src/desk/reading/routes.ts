import { z } from '@hono/zod-openapi'
import { VIEWS } from '../../model/view.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import { apiRouter } from '../web/problem.ts'
import { intParam, json, route } from '../web/route.ts'
import { activity, conversation, incomplete, message, page, place } from '../web/schemas.ts'
import { filter } from './definition.ts'
import type { Reading } from './reading.ts'

const seq = z.int().openapi({ description: 'How far the log was when this was read' })
const limit = z.coerce.number().int().min(1).max(200).default(50)

const list = route({
  method: 'get',
  path: '/conversations',
  who: { role: 'agent', scope: 'read' },
  request: {
    query: z.object({
      view: z.enum(VIEWS).default('open'),
      ...filter,
      q: z.string().trim().max(200).optional(),
      cursor: z.string().max(64).optional(),
      limit,
    }),
  },
  responses: { 200: json(page(conversation.extend({ place })).extend({ incomplete, seq }), 'Conversations of a view, in its order') },
})

const show = route({
  method: 'get',
  path: '/conversations/{id}',
  who: { role: 'agent', scope: 'read' },
  request: { params: intParam },
  responses: { 200: json(conversation, 'The conversation') },
})

const filters = route({
  method: 'get',
  path: '/filters',
  who: { role: 'agent', scope: 'read' },
  request: {},
  responses: {
    200: json(
      z.object({ channels: z.array(z.object({ id: z.string(), kind: z.string(), name: z.string() })) }),
      'What lists can be narrowed by, besides queues and agents',
    ),
  },
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

const activities = route({
  method: 'get',
  path: '/conversations/{id}/activity',
  who: { role: 'agent', scope: 'read' },
  request: { params: intParam, query: z.object({ before: z.coerce.number().int().optional(), limit }) },
  responses: { 200: json(page(activity), 'What was done with it besides writing, newest last, for as long as the log is kept') },
})

export function readingRoutes({ reading, log }: { reading: Reading; log: LogRoom }, { db }: Pick<Kit, 'db'>) {
  return apiRouter()
    .openapi(list, (c) => {
      const found = reading.list({ ...c.req.valid('query'), agentId: c.get('agent').id })
      return c.json({ ...found, seq: log.last() }, 200)
    })
    .openapi(show, (c) => c.json(reading.conversation(c.req.valid('param').id), 200))
    .openapi(filters, async (c) => {
      const select = { id: true, kind: true, name: true }
      return c.json({ channels: await db.channel.findMany({ where: { deletedAt: null }, select, orderBy: { createdAt: 'asc' } }) }, 200)
    })
    .openapi(activities, (c) => {
      const { id } = c.req.valid('param')
      reading.conversation(id)
      return c.json(reading.activity(id, c.req.valid('query')), 200)
    })
    .openapi(timeline, (c) => {
      const { id } = c.req.valid('param')
      reading.conversation(id)
      return c.json(reading.timeline(id, c.req.valid('query')), 200)
    })
}
