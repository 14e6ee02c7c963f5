import type { QueueRow } from '../../../prisma/rows.ts'
import { z } from '@hono/zod-openapi'
import type { Kit } from '../kit.ts'
import type { Reading } from '../reading/reading.ts'
import { action } from '../web/action.ts'
import { apiRouter } from '../web/problem.ts'
import { json, route } from '../web/route.ts'
import { conversation } from '../web/schemas.ts'
import type { Routing } from './routing.ts'

const queue = z.object({ id: z.string(), name: z.string(), mode: z.string(), isDefault: z.boolean(), waiting: z.int() }).openapi('Queue')

const list = route({
  method: 'get',
  path: '/queues',
  who: { role: 'agent', scope: 'read' },
  responses: { 200: json(z.object({ items: z.array(queue) }), 'Queues and how many wait in each') },
})

const take = route({
  method: 'post',
  path: '/queue/next',
  who: { role: 'agent', scope: 'answer' },
  request: { body: { content: { 'application/json': { schema: z.object({ queue: z.coerce.number().int().optional() }) } } } },
  responses: { 200: json(conversation, 'The next conversation, now yours'), 204: { description: 'Nobody waits' } },
})

export function routingRoutes({ sql }: Pick<Kit, 'sql'>, { routing, reading }: { routing: Routing; reading: Reading }) {
  const all = sql.prepare<Pick<QueueRow, 'id' | 'name' | 'mode' | 'isDefault'> & { waiting: number }>(
    `SELECT q.id, q.name, q.mode, q.isDefault, (SELECT count(*) FROM Conversation c WHERE c.queueId = q.id AND c.rank IS NOT NULL) AS waiting
     FROM Queue q WHERE q.archivedAt IS NULL ORDER BY q.isDefault DESC, q.name LIMIT 500`,
  )
  return apiRouter()
    .openapi(list, (c) => c.json({ items: all.all().map((row) => ({ ...row, id: String(row.id), isDefault: row.isDefault === 1 })) }, 200))
    .openapi(take, async (c) => {
      const id = await routing.next(c.get('agent'), c.req.valid('json').queue)
      return id === null ? c.body(null, 204) : c.json(reading.conversation(id), 200)
    })
    .openapi(action('transfer', 'Waiting in that queue', z.object({ queue: z.coerce.number().int() })), async (c) => {
      const { id } = c.req.valid('param')
      await routing.transfer(c.get('agent'), id, c.req.valid('json').queue)
      return c.json(reading.conversation(id), 200)
    })
}
