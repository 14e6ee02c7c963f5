import { z } from '@hono/zod-openapi'
import { type Snapshot, SnapshotFault } from '../../ports/snapshot.ts'
import { DeskError, notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import { apiRouter } from '../web/problem.ts'
import { json, route, type Who } from '../web/route.ts'

const who: Who = { role: 'owner', scope: 'person' }
const named = z.object({ name: z.string().min(1).max(200) }).openapi('Backup')

const take = route({
  method: 'post',
  path: '/backups',
  who,
  responses: { 201: json(named, 'Kept: the name by which it can be had back') },
})
const restore = route({
  method: 'post',
  path: '/backups/{name}/restore',
  who,
  request: { params: named },
  responses: { 202: json(named, 'It goes back in a moment: the name of what it was until now') },
})

const write = route({
  method: 'post',
  path: '/backups/export',
  who,
  responses: { 201: json(named, 'Written whole into one file: the name by which it can be fetched') },
})
const fetched = route({
  method: 'get',
  path: '/backups/{name}',
  who,
  request: { params: named },
  responses: {
    200: { description: 'What an export wrote', content: { 'application/gzip': { schema: { type: 'string', format: 'binary' } } } },
  },
})

const refused =
  (code: string) =>
  (error: unknown): never => {
    throw error instanceof SnapshotFault ? new DeskError(code, 409, error.message) : error
  }

export function backupRoutes({ trace }: Pick<Kit, 'trace'>, snapshot: Snapshot) {
  return apiRouter()
    .openapi(take, async (c) => {
      const name = await snapshot.take()
      trace('info', 'backup.taken', { name, agent: c.get('agent').id })
      return c.json({ name }, 201)
    })
    .openapi(restore, async (c) => {
      const { name } = c.req.valid('param')
      const before = await snapshot.restore(name).catch(refused('not-restored'))
      trace('warn', 'backup.restored', { name, before, agent: c.get('agent').id })
      return c.json({ name: before }, 202)
    })
    .openapi(write, async (c) => {
      const name = await snapshot.export().catch(refused('not-exported'))
      trace('info', 'backup.exported', { name, agent: c.get('agent').id })
      return c.json({ name }, 201)
    })
    .openapi(fetched, async (c) => {
      const { name } = c.req.valid('param')
      const stored = await snapshot.exported(name)
      if (!stored) throw notFound('export')
      trace('info', 'backup.fetched', { name, agent: c.get('agent').id })
      const headers = { 'content-type': 'application/gzip', 'content-length': String(stored.bytes) }
      return c.body(stored.body, 200, { ...headers, 'content-disposition': `attachment; filename="${name}.ndjson.gz"` })
    })
}
