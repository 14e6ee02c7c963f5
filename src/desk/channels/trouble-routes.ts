import { z } from '@hono/zod-openapi'
import type { Kit } from '../kit.ts'
import { iso } from '../web/iso.ts'
import { apiRouter } from '../web/problem.ts'
import { json, route } from '../web/route.ts'
import { idParam, instant } from '../web/schemas.ts'
import type { Probe } from './probe.ts'
import type { ChannelInfo, ChannelStore } from './store.ts'

const trouble = z
  .object({
    channelId: z.string(),
    stops: z.boolean().openapi({ description: 'What is to be sent waits until it is over. Otherwise what customers write may be late' }),
    code: z.string().openapi({ description: '`paused`, or as in `health.advice` of the channel' }),
    since: instant,
  })
  .openapi('ChannelTrouble')

const list = route({
  method: 'get',
  path: '/channels/troubles',
  who: { role: 'agent', scope: 'read' },
  responses: { 200: json(z.object({ items: z.array(trouble) }), 'The channels that do not work as they should') },
})
const again = route({
  method: 'post',
  path: '/channels/{id}/probe',
  who: { role: 'agent', scope: 'answer' },
  request: { params: idParam },
  responses: { 200: json(z.object({ trouble: trouble.nullable() }), 'How it is now: the platform has just been asked') },
})

/** Nothing of what only admins know: no words of the platform, no code to sign in with. */
function troubleOf(channel: ChannelInfo | undefined): z.infer<typeof trouble> | null {
  if (!channel || channel.state === 'draft' || (channel.state === 'live' && channel.health.state === 'ok')) return null
  const { id, state, health } = channel
  const code = state === 'paused' ? state : (health.code ?? 'other')
  return { channelId: id, stops: state !== 'live', code, since: iso(health.since) }
}

/** What everybody who answers has to know of channels. */
export function troubleRoutes({ channels, probe }: { channels: ChannelStore; probe: Probe }, { db }: Pick<Kit, 'db'>) {
  return apiRouter()
    .openapi(list, async (c) => {
      const all = await db.channel.findMany({ where: { deletedAt: null }, select: { id: true } })
      const items = all.map(({ id }) => troubleOf(channels.find(id))).filter((one) => one !== null)
      return c.json({ items }, 200)
    })
    .openapi(again, async (c) => {
      const { id } = c.req.valid('param')
      await probe.now(id)
      return c.json({ trouble: troubleOf(channels.find(id)) }, 200)
    })
}
