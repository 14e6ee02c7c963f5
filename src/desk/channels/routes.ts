import { z } from '@hono/zod-openapi'
import type { ManualStep } from '../../contract/adapter.ts'
import { apiRouter } from '../web/problem.ts'
import { channelName as name, channelSettings as settings } from '../web/forms.ts'
import { body, json, route } from '../web/route.ts'
import { channel, idParam } from '../web/schemas.ts'
import type { Kit } from '../kit.ts'
import type { ChannelCommands } from './commands.ts'
import type { RotateSecret } from './rotate.ts'
import type { Checklist } from './checklist.ts'
import type { Heard } from './heard.ts'
import { kind, kindView } from './kind.ts'
import type { ChannelStore } from './store.ts'
import { createChannelView } from './view.ts'

const step = z
  .object({ code: z.string(), text: z.object({ en: z.string(), zh: z.string() }), value: z.string().optional() })
  .openapi('ManualStep')

const credentials = z.record(z.string().max(64), z.string().max(10_000))

const kinds = route({
  method: 'get',
  path: '/channels/kinds',
  who: { role: 'agent', scope: 'read' },
  responses: { 200: json(z.object({ items: z.array(kind) }), 'What can be connected, as data') },
})
const list = route({
  method: 'get',
  path: '/channels',
  who: { role: 'supervisor', scope: 'read' },
  responses: { 200: json(z.object({ items: z.array(channel) }), 'All channels') },
})
const show = route({
  method: 'get',
  path: '/channels/{id}',
  who: { role: 'supervisor', scope: 'read' },
  request: { params: idParam },
  responses: { 200: json(channel, 'The channel') },
})
const create = route({
  method: 'post',
  path: '/channels',
  who: { role: 'admin', scope: 'channel' },
  request: body(z.object({ kind: z.string().max(32), name, credentials: credentials.default({}), settings: settings.default({}) })),
  responses: { 201: json(channel, 'A draft; credentials are never shown again') },
})
const change = route({
  method: 'patch',
  path: '/channels/{id}',
  who: { role: 'admin', scope: 'channel' },
  request: {
    params: idParam,
    ...body(z.object({ name: name.optional(), credentials: credentials.optional(), settings: settings.optional() })),
  },
  responses: { 200: json(channel, 'As changed') },
})
const remove = route({
  method: 'delete',
  path: '/channels/{id}',
  who: { role: 'admin', scope: 'channel' },
  request: { params: idParam },
  responses: { 204: { description: 'Gone; its conversations stay' } },
})
const act = <P extends string>(path: P, description: string) =>
  route({
    method: 'post',
    path: `/channels/{id}/${path}` as const,
    who: { role: 'admin', scope: 'channel' },
    request: { params: idParam },
    responses: { 200: json(channel.extend({ steps: z.array(step) }), description) },
  })

const rotate = route({
  method: 'post',
  path: '/channels/{id}/rotate-secret',
  who: { role: 'admin', scope: 'channel' },
  request: {
    params: idParam,
    body: {
      content: {
        'application/json': {
          schema: z.object({
            keepHours: z.int().min(0).max(720).optional().openapi({ description: 'So long the old one still counts. Default: 24' }),
          }),
        },
      },
    },
  },
  responses: { 200: json(channel.extend({ steps: z.array(step) }), 'With a new secret of ours, which the platform has been told') },
})

const tick = route({
  method: 'put',
  path: '/channels/{id}/steps/{code}',
  who: { role: 'admin', scope: 'channel' },
  request: { params: idParam.extend({ code: z.string().max(64) }), ...body(z.object({ done: z.boolean() })) },
  responses: { 200: json(channel, 'With the step as it is said to be; what we see for ourselves nobody has to say') },
})

interface Used {
  channels: ChannelStore
  checklist: Checklist
  heard: Pick<Heard, 'of'>
  channelCommands: ChannelCommands
  rotateSecret: RotateSecret
}

const HOUR = 3_600_000

export function channelRoutes(
  { channels, checklist, heard, channelCommands, rotateSecret }: Used,
  { adapters, sql, db, commit, publicUrl }: Pick<Kit, 'adapters' | 'sql' | 'db' | 'commit' | 'publicUrl'>,
) {
  const view = createChannelView({ channels, checklist, heard }, { sql })
  const shown = (id: string) => view(channels.get(id))
  const stepsOf = (steps: ManualStep[]): z.infer<typeof step>[] =>
    steps.map(({ code, text, value }) => ({ code, text, ...(value === undefined ? {} : { value }) }))

  return apiRouter()
    .openapi(kinds, (c) => c.json({ items: Object.values(adapters).map(({ manifest }) => kindView(manifest, publicUrl)) }, 200))
    .openapi(list, async (c) => {
      const all = await db.channel.findMany({ where: { deletedAt: null }, select: { id: true }, orderBy: { createdAt: 'asc' } })
      const infos = all.map(({ id }) => channels.find(id))
      return c.json({ items: infos.filter((info) => info !== undefined).map(view) }, 200)
    })
    .openapi(show, (c) => c.json(shown(c.req.valid('param').id), 200))
    .openapi(create, async (c) => {
      const { settings, ...rest } = c.req.valid('json')
      return c.json(shown(await channelCommands.create(c.get('agent'), { ...rest, settings: settings })), 201)
    })
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param')
      const { name, credentials, settings } = c.req.valid('json')
      await channelCommands.change(c.get('agent'), id, {
        ...(name === undefined ? {} : { name }),
        ...(credentials === undefined ? {} : { credentials }),
        ...(settings === undefined ? {} : { settings: settings }),
      })
      return c.json(shown(id), 200)
    })
    .openapi(remove, async (c) => {
      await channelCommands.remove(c.get('agent'), c.req.valid('param').id)
      return c.body(null, 204)
    })
    .openapi(act('check', 'Who the credentials are, as the platform says'), async (c) => {
      const { id } = c.req.valid('param')
      await channelCommands.check(id)
      return c.json({ ...shown(id), steps: [] }, 200)
    })
    .openapi(act('enable', 'Live, with what is left to click on the platform'), async (c) => {
      const { id } = c.req.valid('param')
      const steps = stepsOf(await channelCommands.enable(c.get('agent'), id))
      return c.json({ ...shown(id), steps }, 200)
    })
    .openapi(rotate, async (c) => {
      const { id } = c.req.valid('param')
      const { keepHours = 24 } = c.req.valid('json')
      const steps = stepsOf(await rotateSecret(c.get('agent'), id, keepHours * HOUR))
      return c.json({ ...shown(id), steps }, 200)
    })
    .openapi(tick, async (c) => {
      const { id, code } = c.req.valid('param')
      await commit(() => checklist.tick(id, code, c.req.valid('json').done, `agent:${c.get('agent').id}`))
      return c.json(shown(id), 200)
    })
    .openapi(act('pause', 'Takes and sends nothing'), async (c) => {
      const { id } = c.req.valid('param')
      await channelCommands.pause(c.get('agent'), id)
      return c.json({ ...shown(id), steps: [] }, 200)
    })
}
