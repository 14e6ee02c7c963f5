import { createRoute, z } from '@hono/zod-openapi'
import { apiRouter } from '../web/problem.ts'
import { json } from '../web/route.ts'
import type { Kit } from '../kit.ts'

const queue = z.object({ id: z.string(), name: z.string(), mode: z.string(), isDefault: z.boolean(), waiting: z.int() }).openapi('Queue')

const list = createRoute({
  method: 'get',
  path: '/queues',
  responses: { 200: json(z.object({ items: z.array(queue) }), 'Queues and how many wait in each') },
})

export function queueRoutes({ sql }: Kit) {
  const all = sql.prepare<{ id: number; name: string; mode: string; isDefault: number; waiting: number }>(
    `SELECT q.id, q.name, q.mode, q.isDefault, (SELECT count(*) FROM Conversation c WHERE c.queueId = q.id AND c.rank IS NOT NULL) AS waiting
     FROM Queue q WHERE q.archivedAt IS NULL ORDER BY q.isDefault DESC, q.name LIMIT 500`,
  )
  return apiRouter().openapi(list, (c) =>
    c.json({ items: all.all().map((row) => ({ ...row, id: String(row.id), isDefault: row.isDefault === 1 })) }, 200),
  )
}
