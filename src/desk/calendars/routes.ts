import { z } from '@hono/zod-openapi'
import type { Kit } from '../kit.ts'
import { apiRouter } from '../web/problem.ts'
import { body, intParam, json, route, type Who } from '../web/route.ts'
import type { Calendars, KeptCalendar } from './calendars.ts'
import { endsSoonAt } from './years.ts'

const from = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const to = z.union([from, z.literal('24:00')])
const shifts = z
  .array(z.tuple([from, to]))
  .max(12)
  .openapi({ description: 'From and to on the wall clock; one that ends no later than it begins ends on the next day' })
const timeZone = z
  .string()
  .max(64)
  .refine((zone) => isZone(zone), 'No time zone of the IANA database')
const day = z.object({ day: z.iso.date(), hours: shifts, name: z.string().trim().max(100).nullable().default(null) })
const settings = z.object({
  name: z.string().trim().min(1).max(64),
  timeZone,
  week: z.array(shifts).length(7).openapi({ description: 'Monday first' }),
  days: z.array(day).max(1000).openapi({ description: 'Days that differ: without hours a holiday. Replaces them all' }),
  knownUntil: z.int().min(2000).max(2200).nullable().openapi({ description: 'The last year whose holidays are among them' }),
})
const calendar = settings
  .extend({ id: z.string(), ending: z.boolean().openapi({ description: 'The years that are known end in two months or have ended' }) })
  .openapi('Calendar')

function isZone(zone: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const sees: Who = { role: 'agent', scope: 'read' }
const manages: Who = { role: 'admin', scope: 'manage' }
const list = route({
  method: 'get',
  path: '/calendars',
  who: sees,
  responses: { 200: json(z.object({ items: z.array(calendar) }), 'When the desk works') },
})
const one = route({
  method: 'get',
  path: '/calendars/{id}',
  who: sees,
  request: { params: intParam },
  responses: { 200: json(calendar, 'One of them') },
})
const create = route({
  method: 'post',
  path: '/calendars',
  who: manages,
  request: body(settings.extend({ days: settings.shape.days.default([]), knownUntil: settings.shape.knownUntil.default(null) })),
  responses: { 201: json(calendar, 'A calendar that no queue goes by yet') },
})
const change = route({
  method: 'patch',
  path: '/calendars/{id}',
  who: manages,
  request: { params: intParam, ...body(settings.partial()) },
  responses: { 200: json(calendar, 'As changed') },
})
const remove = route({
  method: 'delete',
  path: '/calendars/{id}',
  who: manages,
  request: { params: intParam },
  responses: { 204: { description: 'Gone' } },
})
const holidays = route({
  method: 'post',
  path: '/calendars/{id}/holidays',
  who: manages,
  request: {
    params: intParam,
    ...body(z.object({ region: z.literal('CN'), workday: shifts.openapi({ description: 'The hours of a make-up workday' }) })),
  },
  responses: { 200: json(calendar, 'With the public holidays and make-up workdays that are announced; days that were there stay') },
})

export function calendarRoutes({ calendars }: { calendars: Calendars }, { clock }: Pick<Kit, 'clock'>) {
  const shown = ({ id, week, days, ...rest }: KeptCalendar): z.infer<typeof calendar> => ({
    ...rest,
    id: String(id),
    week: week.map((of) => of.map(([a, b]) => [a, b])),
    days: days.map(({ hours, ...of }) => ({ ...of, hours: hours.map(([a, b]) => [a, b]) })),
    ending: (endsSoonAt(rest) ?? Infinity) <= clock.now(),
  })
  return apiRouter()
    .openapi(list, (c) => c.json({ items: calendars.all().map(shown) }, 200))
    .openapi(one, (c) => c.json(shown(calendars.get(c.req.valid('param').id)), 200))
    .openapi(create, async (c) => c.json(shown(await calendars.create(c.get('agent'), c.req.valid('json'))), 201))
    .openapi(change, async (c) => {
      const made = await calendars.change(c.get('agent'), c.req.valid('param').id, c.req.valid('json'))
      return c.json(shown(made), 200)
    })
    .openapi(remove, async (c) => {
      await calendars.remove(c.get('agent'), c.req.valid('param').id)
      return c.body(null, 204)
    })
    .openapi(holidays, async (c) => {
      const made = await calendars.addChina(c.get('agent'), c.req.valid('param').id, c.req.valid('json').workday)
      return c.json(shown(made), 200)
    })
}
