import { z } from '@hono/zod-openapi'
import { MAX_RULES, ruleSettings } from '../web/forms.ts'
import { apiRouter } from '../web/problem.ts'
import { body, intParam, json, route, type Who } from '../web/route.ts'
import type { KeptRule, Rules } from './rules.ts'

const rule = ruleSettings.extend({ id: z.string() }).openapi('Rule')

const sees: Who = { role: 'supervisor', scope: 'read' }
const manages: Who = { role: 'admin', scope: 'manage' }
const list = route({
  method: 'get',
  path: '/rules',
  who: sees,
  responses: { 200: json(z.object({ items: z.array(rule) }), 'The rules of triage, in their order') },
})
const one = route({
  method: 'get',
  path: '/rules/{id}',
  who: sees,
  request: { params: intParam },
  responses: { 200: json(rule, 'One of them') },
})
const create = route({
  method: 'post',
  path: '/rules',
  who: manages,
  request: body(ruleSettings.partial().required({ name: true })),
  responses: { 201: json(rule, 'A rule that stands last') },
})
const change = route({
  method: 'patch',
  path: '/rules/{id}',
  who: manages,
  request: { params: intParam, ...body(ruleSettings.partial()) },
  responses: { 200: json(rule, 'As changed') },
})
const remove = route({
  method: 'delete',
  path: '/rules/{id}',
  who: manages,
  request: { params: intParam },
  responses: { 204: { description: 'Gone; what it did stays' } },
})
const order = route({
  method: 'post',
  path: '/rules/order',
  who: manages,
  request: body(z.object({ ids: z.array(z.coerce.number().int()).max(MAX_RULES) })),
  responses: { 200: json(z.object({ items: z.array(rule) }), 'In that order') },
})

const view = (kept: KeptRule): z.infer<typeof rule> => rule.parse({ ...kept, id: String(kept.id) })

export function ruleRoutes({ rules }: { rules: Rules }) {
  const all = (): z.infer<typeof rule>[] => rules.all().map(view)
  return apiRouter()
    .openapi(list, (c) => c.json({ items: all() }, 200))
    .openapi(one, (c) => c.json(view(rules.get(c.req.valid('param').id)), 200))
    .openapi(create, async (c) => {
      const { name, enabled = true, match = {}, effect = {} } = c.req.valid('json')
      return c.json(view(await rules.create(c.get('agent'), { name, enabled, match, effect })), 201)
    })
    .openapi(change, async (c) => c.json(view(await rules.change(c.get('agent'), c.req.valid('param').id, c.req.valid('json'))), 200))
    .openapi(remove, async (c) => {
      await rules.remove(c.get('agent'), c.req.valid('param').id)
      return c.body(null, 204)
    })
    .openapi(order, async (c) => {
      await rules.order(c.get('agent'), c.req.valid('json').ids)
      return c.json({ items: all() }, 200)
    })
}
