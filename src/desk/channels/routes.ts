import { z } from '@hono/zod-openapi'
import type { ManualStep } from '../../contract/adapter.ts'
import type { Label, Manifest } from '../../contract/manifest.ts'
import { apiRouter } from '../web/problem.ts'
import { body, json, route } from '../web/route.ts'
import { anyJson, channel, idParam } from '../web/schemas.ts'
import { iso } from '../web/iso.ts'
import type { Kit } from '../kit.ts'
import type { ChannelCommands } from './commands.ts'
import type { RotateSecret } from './rotate.ts'
import type { ChannelInfo, ChannelStore } from './store.ts'

const label = z.object({ en: z.string(), zh: z.string() })

const kind = z
  .object({
    kind: z.string(),
    label,
    runtime: z.enum(['edge', 'node']),
    official: z.boolean(),
    docs: z.string(),
    cost: label.optional(),
    hosted: z.boolean(),
    fields: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(['secret', 'text', 'choice', 'hook-url', 'egress', 'qr']),
        label,
        help: label.optional(),
        choices: z.array(z.object({ value: z.string(), label })).optional(),
        optional: z.boolean().optional(),
      }),
    ),
    settings: z.array(z.object({ name: z.string(), kind: z.enum(['switch', 'text']), label, help: label.optional() })),
    surfaces: z.record(z.string(), anyJson),
  })
  .openapi('ChannelKind')

const step = z.object({ code: z.string(), text: label, value: z.string().optional() }).openapi('ManualStep')

const name = z.string().trim().min(1).max(100)
const settings = z.record(z.string().max(64), anyJson)
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

const known = ({ en, zh }: Label): Label => ({ en, zh })

/** A manifest without its code. */
function kindView(manifest: Manifest): z.infer<typeof kind> {
  const { cost, fields, settings = [], surfaces, hosted, credentials: _schema, maxBody: _limit, ...rest } = manifest
  return {
    ...rest,
    hosted: hosted ?? false,
    fields: fields.map(({ label, ...field }) => ({ ...field, label: known(label) })) as z.infer<typeof kind>['fields'],
    settings: settings.map(({ help, ...setting }) => ({ ...setting, ...(help && { help }) })),
    surfaces: JSON.parse(JSON.stringify(surfaces)) as z.infer<typeof kind>['surfaces'],
    ...(cost ? { cost } : {}),
  }
}

interface Used {
  channels: ChannelStore
  channelCommands: ChannelCommands
  rotateSecret: RotateSecret
}

const HOUR = 3_600_000

export function channelRoutes(
  { channels, channelCommands, rotateSecret }: Used,
  { adapters, sql, db }: Pick<Kit, 'adapters' | 'sql' | 'db'>,
) {
  const waiting = sql.prepare<{ n: number }>('SELECT count(DISTINCT messageId) AS n FROM Segment WHERE open > 0 AND channelId = ?')

  function view(info: ChannelInfo): z.infer<typeof channel> {
    const { id, state, health, account } = info
    return {
      id,
      kind: info.kind,
      name: info.name,
      state,
      health: {
        state: health.state,
        since: iso(health.since),
        ...(health.code === undefined
          ? {}
          : {
              advice: {
                code: health.code,
                ...(health.text === undefined ? {} : { text: health.text }),
                ...(health.qr === undefined ? {} : { qr: health.qr }),
              },
            }),
      },
      hookUrl: channels.hookUrl(id),
      account: account && {
        externalId: account.externalId,
        name: account.name,
        ...(account.username === undefined ? {} : { username: account.username }),
      },
      settings: info.settings,
      waitingSends: waiting.get(id)?.n ?? 0,
    }
  }
  const shown = (id: string) => view(channels.get(id))
  const stepsOf = (steps: ManualStep[]): z.infer<typeof step>[] =>
    steps.map(({ value, ...rest }) => ({ ...rest, ...(value === undefined ? {} : { value }) }))

  return apiRouter()
    .openapi(kinds, (c) => c.json({ items: Object.values(adapters).map(({ manifest }) => kindView(manifest)) }, 200))
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
    .openapi(act('pause', 'Takes and sends nothing'), async (c) => {
      const { id } = c.req.valid('param')
      await channelCommands.pause(c.get('agent'), id)
      return c.json({ ...shown(id), steps: [] }, 200)
    })
}
