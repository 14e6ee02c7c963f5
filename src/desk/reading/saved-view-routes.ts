import { z } from '@hono/zod-openapi'
import { apiRouter } from '../web/problem.ts'
import { viewName as name } from '../web/forms.ts'
import { body, intParam, json, route } from '../web/route.ts'
import { definition } from './definition.ts'
import type { SavedView, SavedViews } from './saved-views.ts'

const view = z.object({ id: z.string(), name, shared: z.boolean(), definition }).openapi('SavedView')

const list = route({
  method: 'get',
  path: '/views',
  who: { role: 'agent', scope: 'read' },
  responses: { 200: json(z.object({ items: z.array(view) }), 'Views that were saved: everybody’s, then one’s own') },
})
const add = route({
  method: 'post',
  path: '/views',
  who: { role: 'agent', scope: 'answer' },
  request: body(z.object({ name, shared: z.boolean().default(false), definition })),
  responses: { 201: json(view, 'Saved; for everybody by supervisors') },
})
const change = route({
  method: 'patch',
  path: '/views/{id}',
  who: { role: 'agent', scope: 'answer' },
  request: { params: intParam, ...body(z.object({ name, definition }).partial()) },
  responses: { 200: json(view, 'As changed') },
})
const remove = route({
  method: 'delete',
  path: '/views/{id}',
  who: { role: 'agent', scope: 'answer' },
  request: { params: intParam },
  responses: { 204: { description: 'Gone' } },
})

const shown = ({ id, ...rest }: SavedView) => ({ id: String(id), ...rest })

export function savedViewRoutes({ savedViews }: { savedViews: SavedViews }) {
  return apiRouter()
    .openapi(list, (c) => c.json({ items: savedViews.of(c.get('agent').id).map(shown) }, 200))
    .openapi(add, async (c) => c.json(shown(await savedViews.add(c.get('agent'), c.req.valid('json'))), 201))
    .openapi(change, async (c) => c.json(shown(await savedViews.change(c.get('agent'), c.req.valid('param').id, c.req.valid('json'))), 200))
    .openapi(remove, async (c) => {
      await savedViews.remove(c.get('agent'), c.req.valid('param').id)
      return c.body(null, 204)
    })
}
