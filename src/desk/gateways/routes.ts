import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { ChannelHealth } from '../channels/health.ts'
import type { ChannelInfo } from '../channels/store.ts'
import { DeskError } from '../errors.ts'
import type { Receive } from '../inbox/receive.ts'
import type { Kit } from '../kit.ts'
import type { Files } from '../timeline/files.ts'
import type { Media } from '../timeline/media.ts'
import { may } from '../web/route.ts'
import type { Gateways } from './gateways.ts'
import { eventsSchema, healthSchema, helloSchema, nextSchema, resultSchema } from './protocol.ts'

interface Env {
  Variables: { channel: ChannelInfo }
}

/** At the API's door: whose key it is. It opens one channel, and nothing else. */
export const gatewayKeeper =
  (gateways: Gateways) =>
  async (c: Context): Promise<void> => {
    const key = /^Bearer ([\w-]+\.[\w-]+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
    c.set('channel', await gateways.enter(key))
  }

interface Used {
  gateways: Gateways
  receive: Receive
  health: ChannelHealth
  files: Files
  media: Media
}

/** The desk's side of `protocol.ts`. */
export function gatewayRoutes({ gateways, receive, health: channelHealth, files, media }: Used, { commit }: Pick<Kit, 'commit'>) {
  const app = new Hono<Env>()

  async function read<T extends z.ZodType>(schema: T, body: Promise<unknown>): Promise<z.infer<T>> {
    const result = schema.safeParse(await body.catch(() => undefined))
    if (result.success) return result.data
    const fields = result.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }))
    throw new DeskError('invalid', 422, 'Some of the input is missing or malformed.', { fields })
  }

  app.post('/gateway/hello', may('gateway'), async (c) => {
    const { instance } = await read(helloSchema, c.req.json())
    return c.json(await gateways.hello(c.get('channel'), instance))
  })
  app.post('/gateway/events', may('gateway'), async (c) => {
    const { events } = await read(eventsSchema, c.req.json())
    return c.json({ outcome: await receive({ channelId: c.get('channel').id, events }) })
  })
  app.post('/gateway/next', may('gateway'), async (c) =>
    c.json(await gateways.next(c.get('channel'), await read(nextSchema, c.req.json()), c.req.raw.signal)),
  )
  app.post('/gateway/results', may('gateway'), async (c) => {
    await gateways.result(c.get('channel'), await read(resultSchema, c.req.json()))
    return c.body(null, 204)
  })
  app.post('/gateway/health', may('gateway'), async (c) => {
    const { health, account } = await read(healthSchema, c.req.json())
    await commit(() => channelHealth.report(c.get('channel').id, health, account))
    return c.body(null, 204)
  })
  /** The bytes of a file that is to be sent. */
  app.get('/gateway/files/:id', may('gateway'), (c) => files.outgoing(c.req.param('id'), c.get('channel').id))
  /** The bytes of a file that a customer sent. */
  app.put('/gateway/files/:id', may('gateway'), async (c) => {
    const body = c.req.raw.body ?? new Blob([]).stream()
    await media.bring(c.req.param('id'), c.get('channel').id, body, c.req.header('content-type') ?? '')
    return c.body(null, 204)
  })
  app.delete('/gateway/files/:id', may('gateway'), async (c) => {
    await media.give(c.req.param('id'), c.get('channel').id, 'The gateway could not fetch it.')
    return c.body(null, 204)
  })
  return app
}
