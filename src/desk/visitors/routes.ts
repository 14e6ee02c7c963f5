import type { Context } from 'hono'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { readFileToken } from '../../../adapters/web/file-token.ts'
import { MAX_FILE } from '../../../adapters/web/manifest.ts'
import { mintTicket } from '../../../adapters/web/ticket.ts'
import { bearer } from '../../../adapters/web/verify.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import { DeskError, notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { PublicThreads } from '../reading/public-threads.ts'
import type { Files } from '../timeline/files.ts'
import { DEMO_HEADERS, demoPage } from './demo.ts'
import { type Gate, type VisitorEnv, createGate } from './gate.ts'
import type { PublicUpload } from '../web/visitor-wire.ts'
import { createSessions } from './session.ts'
import { storeUpload } from './uploads.ts'

export interface Visitors {
  /** `/widget/:channelId/…`. */
  app: Hono<VisitorEnv>
  /** To be put before the handler of `/hooks/:channelId`. */
  hook: Gate['hook']
}

const SMALL = 8 * 1024
const ENVELOPE = 64 * 1024

const begin = z.object({ token: z.string().max(1000).optional(), language: z.string().max(35).optional() })
const seq = z.coerce.number().int().nonnegative()

const tooLarge = (): never => {
  throw new DeskError('too-large', 413, 'The request is too large.', { limit: MAX_FILE })
}

/** The oldest channel that a page can be tried with. */
function firstHosted({ sql, adapters }: Pick<Kit, 'sql' | 'adapters'>): string | undefined {
  const hosted = Object.values(adapters).filter(({ manifest }) => manifest.hosted)
  const find = sql.prepare<{ id: string }>(
    "SELECT id FROM Channel WHERE kind = ? AND state = 'live' AND deletedAt IS NULL ORDER BY createdAt LIMIT 1",
  )
  return hosted.map(({ manifest }) => find.get(manifest.kind)?.id).find((id) => id !== undefined)
}

export interface VisitorRooms {
  channels: ChannelStore
  files: Files
  log: LogRoom
  publicThreads: PublicThreads
}

/** The web channel's side of the desk. `address` tells the caller's network address (see `clientAddress`), '' where it is not known. */
export function createVisitors(
  kit: Kit,
  { channels, files, log, publicThreads: threads }: VisitorRooms,
  { address }: { address: (c: Context) => string },
): Visitors {
  const sessions = createSessions(kit, { channels, threads, log })
  const gate = createGate(kit, { channels, address })
  const { limiter } = gate

  async function visitorOf(channel: ChannelInfo, token: string | null): Promise<string> {
    const visitor = await sessions.visitor(channel, token)
    if (visitor === null) throw new DeskError('signed-out', 401, 'Begin with a session.')
    return visitor
  }

  const app = new Hono<VisitorEnv>()
  app.onError(gate.onError)
  app.get('/demo', (c) => {
    const channel = firstHosted(kit)
    return channel === undefined ? c.notFound() : c.redirect(`/widget/${channel}/demo`)
  })
  app.use('/widget/:channelId/*', gate.door)

  app.post('/widget/:channelId/session', bodyLimit({ maxSize: SMALL, onError: tooLarge }), async (c) => {
    const { data } = begin.safeParse(await c.req.json<unknown>().catch(() => null))
    if (!data) throw new DeskError('invalid', 422, 'Send {"token"?, "language"?}.')
    const token = data.token ?? null
    const known = await sessions.visitor(c.var.channel, token)
    if (known === null) limiter.take('addressNew', address(c))
    else limiter.take('session', known)
    return c.json(await sessions.open(c.var.channel, token))
  })

  app.get('/widget/:channelId/messages', async (c) => {
    const visitor = await visitorOf(c.var.channel, bearer(c.req.raw.headers))
    limiter.take('history', visitor)
    const { before, after } = c.req.query()
    const position = z.object({ before: seq.optional(), after: seq.optional() }).safeParse({ before, after })
    if (!position.success) throw new DeskError('invalid', 422, 'Give "before" or "after" as a seq.')
    const thread = threads.find(c.var.channel.id, visitor)
    return c.json(thread === undefined ? { messages: [], more: false } : threads.page(thread, position.data))
  })

  app.get('/widget/:channelId/live', async (c) => {
    const { channel } = c.var
    const visitor = await visitorOf(channel, c.req.query('token') ?? null)
    limiter.take('live', visitor)
    const after = seq.safeParse(c.req.query('after')).data ?? log.last()
    return kit.live.accept(c, { kind: 'visitor', channelId: channel.id, externalId: visitor, after })
  })

  app.post('/widget/:channelId/files', bodyLimit({ maxSize: MAX_FILE + ENVELOPE, onError: tooLarge }), async (c) => {
    const { channel } = c.var
    const visitor = await visitorOf(channel, bearer(c.req.raw.headers))
    limiter.take('upload', visitor)
    const file = (await c.req.formData().catch(() => null))?.get('file')
    if (!(file instanceof File)) throw new DeskError('invalid', 422, 'Send the file in the multipart field "file".')
    limiter.take('uploadBytes', visitor, file.size)
    limiter.take('addressUploadBytes', address(c), file.size)
    const { type, ...upload } = await storeUpload(files, file, channel.id, visitor)
    const { hookSecret } = await channels.secrets(channel.id)
    return c.json({ ticket: await mintTicket(hookSecret, visitor, upload), part: { type, ...upload } } satisfies PublicUpload, 201)
  })

  app.get('/widget/:channelId/files/:id', async (c) => {
    const { channel } = c.var
    const id = c.req.param('id')
    const { hookSecret } = await channels.secrets(channel.id)
    const visitor = await readFileToken(hookSecret, c.req.query('token') ?? '', channel.id, kit.clock.now())
    if (visitor === null) throw new DeskError('signed-out', 401, 'Begin with a session.')
    limiter.take('file', visitor)
    const own = `visitor:${channel.id}:${visitor}`
    const thread = threads.find(channel.id, visitor)
    const response = await files.open(id, ({ owner }) => owner === own || (thread !== undefined && threads.hasFile(thread, id)))
    // It is shown on the pages that embed the widget.
    response.headers.set('cross-origin-resource-policy', 'cross-origin')
    return response
  })

  app.get('/widget/:channelId/demo', (c) => c.html(demoPage(c.var.channel, kit.publicUrl), 200, DEMO_HEADERS))

  app.all('/widget/:channelId/*', () => {
    throw notFound('address')
  })
  return { app, hook: gate.hook }
}
