import { z } from '@hono/zod-openapi'
import { PRIORITIES, STATUSES } from '../../model/states.ts'
import type { Reading } from '../reading/reading.ts'
import { iso, isoOrNull } from '../web/iso.ts'
import { apiRouter } from '../web/problem.ts'
import { intParam, json, route } from '../web/route.ts'
import { instant, person } from '../web/schemas.ts'
import { personInWords, reasonsInWords } from './reasons.ts'
import type { createWall } from './wall.ts'
import { OBSTACLES, type createWhy } from './why.ts'

const counts = z.partialRecord(z.enum(OBSTACLES), z.int())
const decision = z.object({
  at: instant,
  chosen: z.string().nullable().openapi({ description: 'Id of the agent' }),
  considered: z.int(),
  notEligible: counts,
  text: z.string(),
})
const why = z
  .object({
    state: z.enum(STATUSES),
    waitsFor: z.enum(['taker', 'agent']).optional(),
    obstacles: counts.openapi({ description: 'How many cannot be given it now, by reason' }),
    person: person.nullable().openapi({ description: 'How the customer got to a person; null: they did not ask for one' }),
    text: z.string(),
    decisions: z.array(decision),
  })
  .openapi('Why')

const explain = route({
  method: 'get',
  path: '/conversations/{id}/why',
  who: { role: 'agent', scope: 'read' },
  request: { params: intParam },
  responses: { 200: json(why, 'Why it went to whom it went, or why it still waits') },
})

const live = z
  .object({
    id: z.string(),
    name: z.string(),
    mode: z.string(),
    waiting: z.record(z.enum(PRIORITIES), z.int()),
    offered: z.int(),
    active: z.int(),
    oldest: instant.nullable(),
    agents: z.array(z.object({ id: z.string(), name: z.string(), presence: z.string(), load: z.int(), capacity: z.int() })),
  })
  .openapi('LiveQueue')

const watch = route({
  method: 'get',
  path: '/queues/live',
  who: { role: 'supervisor', scope: 'read' },
  responses: { 200: json(z.object({ items: z.array(live) }), 'How the queues do at this moment') },
})

export function supervisionRoutes(rooms: { why: ReturnType<typeof createWhy>; wall: ReturnType<typeof createWall>; reading: Reading }) {
  return apiRouter()
    .openapi(watch, (c) => {
      const items = rooms.wall().map(({ id, oldest, ...queue }) => ({ ...queue, id: String(id), oldest: isoOrNull(oldest) }))
      return c.json({ items }, 200)
    })
    .openapi(explain, (c) => {
      const { id } = c.req.valid('param')
      const found = rooms.why(id)
      const asked = rooms.reading.person(id)
      const decisions = found.decisions.map(({ at, chosen, considered, refused }) => ({
        at: iso(at),
        chosen,
        considered,
        notEligible: refused,
        text: reasonsInWords(chosen === null ? 'nobody' : 'chosen', refused),
      }))
      const text = [reasonsInWords(found.waitsFor ?? 'nothing', found.obstacles), ...(asked ? [personInWords(asked)] : [])].join(' ')
      return c.json({ ...found, person: asked, text, decisions }, 200)
    })
}
