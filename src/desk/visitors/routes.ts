import type { Context } from 'hono'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { MAX_FILE } from '../../../adapters/web/manifest.ts'
import { mintTicket } from '../../../adapters/web/ticket.ts'
import { bearer } from '../../../adapters/web/verify.ts'
import type { ChannelStore } from '../channels/store.ts'
import { DeskError, notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { PublicThreads } from '../reading/public-threads.ts'
import type { Files } from '../timeline/files.ts'
import { DEMO_HEADERS, demoPage } from './demo.ts'
import { type Gate, type VisitorEnv, createGate } from './gate.ts'
import { guard } from '../web/guard.ts'
import { type Pass, declarations, may } from '../web/route.ts'
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
async function firstHosted({ db, adapters }: Pick<Kit, 'db' | 'adapters'>): Promise<string | undefined> {
  const kinds = Object.values(adapters).flatMap(({ manifest }) => (manifest.hosted ? [manifest.kind] : []))
  const where = { kind: { in: kinds }, state: 'live', deletedAt: null }
  return (await db.channel.findFirst({ where, select: { id: true }, orderBy: { createdAt: 'asc' } }))?.id
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

  async function enter(c: Context<VisitorEnv>, pass: Pass): Promise<void> {
    const signed = pass === 'token' ? bearer(c.req.raw.headers) : c.req.query(pass === 'live' ? 'ticket' : 'token')
    const visitor = await sessions.visitor(c.var.channel, pass, signed ?? null)
    if (visitor === null) throw new DeskError('signed-out', 401, 'Begin with a session.')
    c.set('visitor', visitor)
  }
  const nobody = (): Promise<never> => Promise.reject(notFound('address'))

  const app = new Hono<VisitorEnv>()
  app.onError(gate.onError)
  app.get('/demo', may('anyone'), async (c) => {
    const channel = await firstHosted(kit)
    return channel === undefined ? c.notFound() : c.redirect(`/widget/${channel}/demo`)
  })
  app.use('/widget/:channelId/*', gate.door, guard({ visitor: enter, nobody }))

  app.post('/widget/:channelId/session', may('anyone'), bodyLimit({ maxSize: SMALL, onError: tooLarge }), async (c) => {
    const { data } = begin.safeParse(await c.req.json<unknown>().catch(() => null))
    if (!data) throw new DeskError('invalid', 422, 'Send {"token"?, "language"?}.')
    const token = data.token ?? null
    const known = await sessions.visitor(c.var.channel, 'token', token)
    if (known === null) limiter.charge('addressNew', address(c))
    else limiter.charge('session', known)
    return c.json(await sessions.open(c.var.channel, token))
  })

  app.get('/widget/:channelId/messages', may({ visitor: 'token' }), (c) => {
    const { visitor } = c.var
    limiter.charge('history', visitor)
    const { before, after } = c.req.query()
    const position = z.object({ before: seq.optional(), after: seq.optional() }).safeParse({ before, after })
    if (!position.success) throw new DeskError('invalid', 422, 'Give "before" or "after" as a seq.')
    const thread = threads.find(c.var.channel.id, visitor)
    return c.json(thread === undefined ? { messages: [], more: false } : threads.page(thread, position.data))
  })

  app.get('/widget/:channelId/live', may({ visitor: 'live' }), (c) => {
    const { channel, visitor } = c.var
    limiter.charge('live', visitor)
    const after = seq.safeParse(c.req.query('after')).data ?? log.last()
    return kit.live.accept(c, { kind: 'visitor', channelId: channel.id, externalId: visitor, after })
  })

  const upload = bodyLimit({ maxSize: MAX_FILE + ENVELOPE, onError: tooLarge })
  app.post('/widget/:channelId/files', may({ visitor: 'token' }), upload, async (c) => {
    const { channel, visitor } = c.var
    limiter.charge('upload', visitor)
    const file = (await c.req.formData().catch(() => null))?.get('file')
    if (!(file instanceof File)) throw new DeskError('invalid', 422, 'Send the file in the multipart field "file".')
    limiter.charge('uploadBytes', visitor, file.size)
    limiter.charge('addressUploadBytes', address(c), file.size)
    const { type, ...upload } = await storeUpload(files, file, channel.id, visitor)
    const { hookSecret } = await channels.secrets(channel.id)
    return c.json({ ticket: await mintTicket(hookSecret, visitor, upload), part: { type, ...upload } } satisfies PublicUpload, 201)
  })

  app.get('/widget/:channelId/files/:id', may({ visitor: 'files' }), async (c) => {
    const { channel, visitor } = c.var
    const id = c.req.param('id')
    limiter.charge('file', visitor)
    const own = `visitor:${channel.id}:${visitor}`
    const thread = threads.find(channel.id, visitor)
    const response = await files.open(id, ({ owner }) => owner === own || (thread !== undefined && threads.hasFile(thread, id)))
    // It is shown on the pages that embed the widget.
    response.headers.set('cross-origin-resource-policy', 'cross-origin')
    return response
  })

  app.get('/widget/:channelId/demo', may('anyone'), (c) => c.html(demoPage(c.var.channel, kit.publicUrl), 200, DEMO_HEADERS))

  declarations(app)
  return { app, hook: gate.hook }
}
