import { z } from '@hono/zod-openapi'
import { notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import { queueMembers as members, queueSettings as settings } from '../web/forms.ts'
import { apiRouter } from '../web/problem.ts'
import { body, intParam, json, route, type Who } from '../web/route.ts'
import type { QueueCommands } from './queue-commands.ts'
import type { Queues } from './queues.ts'
import type { QueueRow } from '../../../prisma/rows.ts'

const queue = settings
  .extend({
    id: z.string(),
    isDefault: z.boolean(),
    waiting: z.int(),
    members: members.nullable().openapi({ description: 'null: everybody serves it' }),
  })
  .openapi('Queue')

const sees: Who = { role: 'agent', scope: 'read' }
const manages: Who = { role: 'admin', scope: 'manage' }
const list = route({
  method: 'get',
  path: '/queues',
  who: sees,
  responses: { 200: json(z.object({ items: z.array(queue) }), 'Where conversations wait, and how many') },
})
const one = route({
  method: 'get',
  path: '/queues/{id}',
  who: sees,
  request: { params: intParam },
  responses: { 200: json(queue, 'One of them') },
})
const create = route({
  method: 'post',
  path: '/queues',
  who: manages,
  request: body(settings.partial().required({ name: true })),
  responses: { 201: json(queue, 'A queue that everybody serves') },
})
const change = route({
  method: 'patch',
  path: '/queues/{id}',
  who: manages,
  request: { params: intParam, ...body(settings.partial()) },
  responses: { 200: json(queue, 'As changed') },
})
const archive = route({
  method: 'delete',
  path: '/queues/{id}',
  who: manages,
  request: { params: intParam },
  responses: { 204: { description: 'Closed; who waits there waits in the default queue' } },
})
const setMembers = route({
  method: 'put',
  path: '/queues/{id}/members',
  who: manages,
  request: { params: intParam, ...body(z.object({ items: members })) },
  responses: { 200: json(queue, 'With these members; without any, everybody serves it') },
})

export function queueRoutes({ sql }: Pick<Kit, 'sql'>, { queues, queueCommands }: { queues: Queues; queueCommands: QueueCommands }) {
  const counts = sql.prepare<Pick<QueueRow, 'id'> & { waiting: number }>(
    `SELECT q.id, (SELECT count(*) FROM Conversation c WHERE c.queueId = q.id AND c.rank IS NOT NULL) AS waiting FROM Queue q WHERE q.archivedAt IS NULL`,
  )

  function views(): z.infer<typeof queue>[] {
    const waiting = new Map(counts.all().map((row) => [row.id, row.waiting]))
    return queues.open().map(({ id, isDefault, relax, overflow, hoursId, ...rest }) => ({
      ...rest,
      id: String(id),
      calendar: hoursId,
      relax: [...relax],
      overflow: [...overflow],
      isDefault: isDefault === 1,
      waiting: waiting.get(id) ?? 0,
      members: membersOf(id),
    }))
  }
  function membersOf(id: number): { agent: string; level: number }[] | null {
    const known = queues.members(id)
    return known && Array.from(known, ([agent, of]) => ({ agent, level: of }))
  }
  function view(id: number): z.infer<typeof queue> {
    const found = views().find((item) => item.id === String(id))
    if (!found) throw notFound('queue')
    return found
  }

  return apiRouter()
    .openapi(list, (c) => c.json({ items: views() }, 200))
    .openapi(one, (c) => c.json(view(c.req.valid('param').id), 200))
    .openapi(create, async (c) => c.json(view(await queueCommands.create(c.get('agent'), c.req.valid('json'))), 201))
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param')
      await queueCommands.change(c.get('agent'), id, c.req.valid('json'))
      return c.json(view(id), 200)
    })
    .openapi(archive, async (c) => {
      await queueCommands.archive(c.get('agent'), c.req.valid('param').id)
      return c.body(null, 204)
    })
    .openapi(setMembers, async (c) => {
      const { id } = c.req.valid('param')
      await queueCommands.members(c.get('agent'), id, c.req.valid('json').items)
      return c.json(view(id), 200)
    })
}
