import { z } from '@hono/zod-openapi'
import { apiRouter } from '../web/problem.ts'
import { json, route } from '../web/route.ts'
import { idParam } from '../web/schemas.ts'
import type { Files } from './files.ts'
import { DeskError } from '../errors.ts'

const upload = route({
  method: 'post',
  path: '/files',
  who: { role: 'agent', scope: 'answer' },
  request: {
    body: {
      required: true,
      content: { 'multipart/form-data': { schema: z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }) }) } },
    },
  },
  responses: {
    201: json(
      z.object({ id: z.string(), name: z.string().nullable(), mime: z.string(), bytes: z.int() }),
      'Stored, to be put into a message',
    ),
  },
})

const download = route({
  method: 'get',
  path: '/files/{id}',
  who: { role: 'agent', scope: 'read' },
  request: { params: idParam },
  responses: { 200: { description: 'The bytes' } },
})

export function fileRoutes({ files }: { files: Files }) {
  return apiRouter()
    .openapi(upload, async (c) => {
      const { file }: { file: unknown } = c.req.valid('form')
      if (!(file instanceof File)) throw new DeskError('invalid', 422, 'Send the file in the multipart field "file".')
      return c.json(await files.add(file, `agent:${c.get('agent').id}`), 201)
    })
    .openapi(download, (c) => files.open(c.req.valid('param').id, () => true))
}
