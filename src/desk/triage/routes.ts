import { z } from '@hono/zod-openapi'
import { PRIORITIES } from '../../model/states.ts'
import { CATEGORIES } from '../../model/triage/scorer.ts'
import type { Reason } from '../../model/triage/triage.ts'
import { optional } from '../../model/optional.ts'
import { iso } from '../web/iso.ts'
import { apiRouter } from '../web/problem.ts'
import { body, intParam, json, route } from '../web/route.ts'
import { instant } from '../web/schemas.ts'
import type { Triage } from './triage.ts'
import { reasonInWords } from './words.ts'

const reason = z.object({
  rule: z.string().openapi({ description: 'The name of the rule, `scorer`, or `words` (which always lead to a person)' }),
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  text: z.string(),
})
const raise = z.object({
  at: instant,
  seq: z.int().openapi({ description: 'The last message that was counted' }),
  before: z.enum(PRIORITIES),
  priority: z.enum(PRIORITIES),
  category: z.enum(CATEGORIES).nullable(),
  score: z.number(),
  reasons: z.array(reason),
})
const said = z.string().max(2000)
const tried = z
  .object({
    language: z.enum(['zh', 'en', 'other']),
    urgent: z.boolean(),
    category: z.enum(CATEGORIES).optional(),
    priority: z.enum(PRIORITIES),
    wantsPerson: z.boolean(),
    complaint: z.boolean(),
    score: z.number().openapi({ description: '0 at the threshold' }),
    queue: z.object({ id: z.string(), name: z.string() }),
    skills: z.array(z.object({ skill: z.string(), level: z.int() })),
    tags: z.array(z.string()),
    bot: z.boolean().optional().openapi({ description: 'Absent: no rule says' }),
    reasons: z.array(reason),
  })
  .openapi('Triage')

const raised = route({
  method: 'get',
  path: '/conversations/{id}/triage',
  who: { role: 'agent', scope: 'read' },
  request: { params: intParam },
  responses: { 200: json(z.object({ items: z.array(raise) }), 'What made it more urgent, the latest first') },
})
const attempt = route({
  method: 'post',
  path: '/triage/try',
  who: { role: 'supervisor', scope: 'read' },
  request: body(
    z.object({
      text: said.min(1),
      before: z.array(said).max(7).default([]).openapi({ description: 'Unanswered messages before it, the oldest first' }),
      channel: optional(z.string().max(64)),
      entry: optional(z.string().max(500)),
      vip: optional(z.boolean()),
      open: optional(z.boolean()).openapi({ description: 'Within business hours; absent: as it is now' }),
    }),
  ),
  responses: { 200: json(tried, 'What would be made of it; nothing is stored') },
})

const shown = (reasons: readonly Reason[]): z.infer<typeof reason>[] =>
  reasons.map(({ values, ...of }) => ({ ...of, values: { ...values }, text: reasonInWords({ ...of, values }) }))

export function triageRoutes({ triage }: { triage: Triage }) {
  return apiRouter()
    .openapi(raised, (c) => {
      const items = triage.of(c.req.valid('param').id)
      const shape = z.array(raise)
      return c.json({ items: shape.parse(items.map((one) => ({ ...one, at: iso(one.at), reasons: shown(one.reasons) }))) }, 200)
    })
    .openapi(attempt, (c) => {
      const found = triage.try(c.req.valid('json'))
      const { language, urgent, category, priority, wantsPerson, complaint, score, place, bot } = found
      const verdict = {
        language,
        urgent,
        ...(category && { category }),
        priority,
        wantsPerson,
        complaint,
        score,
        ...(bot !== undefined && { bot }),
      }
      const [skills, tags, queue] = [[...found.skills], [...found.tags], { id: String(place.id), name: place.name }]
      const reasons = found.reasons.map((one) => (one.code === 'queue' ? { ...one, values: { ...one.values, name: place.name } } : one))
      return c.json({ ...verdict, queue, skills, tags, reasons: shown(reasons) }, 200)
    })
}
