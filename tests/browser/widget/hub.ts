import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono } from 'hono'
import { registry } from '../../../adapters/registry.ts'
import type { Adapter } from '../../../src/contract/adapter.ts'
import type { Acting } from '../../../src/desk/web/roles.ts'
import { createDoor } from '../../../src/hub/front/door.ts'
import type { MessageView } from '../../../src/desk/reading/view.ts'
import { type Desk, openDesk } from '../../../src/desk/desk.ts'
import { clientAddress } from '../../../src/desk/visitors/address.ts'
import { createVisitors } from '../../../src/desk/visitors/routes.ts'
import { hook } from '../../../src/hub/front/hooks.ts'
import { frontTools, noBuffer } from '../../../src/hub/front/tools.ts'
import type { Content } from '../../../src/model/content.ts'
import type { Json } from '../../../src/model/events.ts'
import { systemClock } from '../../../src/ports/clock.ts'
import { createFolderSnapshot } from '../../../src/node/backup/snapshot.ts'
import { createFolderBlobs } from '../../../src/node/blobs.ts'
import { createNodeEgress } from '../../../src/node/egress.ts'
import { createNodeLive } from '../../../src/node/live.ts'
import { openPrisma } from '../../../src/node/prisma.ts'
import { openNodeSql } from '../../../src/node/sql.ts'
import { createTimerWake } from '../../../src/node/wake.ts'
import { createMemory } from '../../../src/runtime/memory.ts'
import { migrate } from '../../../src/runtime/migrate.ts'
import { migrations } from '../../../prisma/migrations/index.ts'

/** A hub with one web channel and one agent who has taken nothing yet, on a real port and a real database. */
export interface TestHub {
  url: string
  desk: Desk
  channelId: string
  agent: Acting
  /** What goes wrong between the browser and the hub. */
  fails: { all: boolean; hooks: boolean; live: boolean; lostAnswers: number }
  /** Times the hub was called, by method and path below the channel. */
  calls: string[]
  settings(settings: { [key: string]: Json }): Promise<void>
  pause(): Promise<void>
  /** The conversations' messages, oldest first. */
  messages(): MessageView[]
  /** Takes the newest conversation and answers in it. */
  answer(content: Content | string): Promise<MessageView>
  note(text: string): Promise<void>
  read(): Promise<void>
  typing(): Promise<void>
  stop(): Promise<void>
}

export async function startTestHub(): Promise<TestHub> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-web-'))
  const trace = (): void => {}
  const clock = systemClock
  const sql = openNodeSql({ path: join(folder, 'hub.db') })
  const live = createNodeLive({ trace })
  const egress = createNodeEgress()
  const ports = {
    sql,
    live,
    trace,
    clock,
    wake: createTimerWake({ clock, trace }),
    blobs: createFolderBlobs(folder),
    egress,
    snapshot: createFolderSnapshot(folder),
    memory: createMemory(Number.POSITIVE_INFINITY),
  }
  const adapters: Record<string, Adapter> = registry
  await migrate(sql, migrations, clock.now())
  const desk = await openDesk({ ports, db: openPrisma(sql), adapters, secret: 's'.repeat(40), publicUrl: 'http://hub.test' })
  const { kit, rooms } = desk
  const visitors = createVisitors(kit, rooms, { address: (c) => clientAddress(getConnInfo(c).remote.address, c.req.raw.headers) })
  const front = { door: createDoor(rooms, kit), adapters, buffer: noBuffer, trace, tools: frontTools(ports) }
  const fails = { all: false, hooks: false, live: false, lostAnswers: 0 }
  const calls: string[] = []
  const app = new Hono()
  app.use(async (c, next) => {
    calls.push(`${c.req.method} ${c.req.path.replace(/^\/(widget|hooks)\/[^/]+/, '/$1')}`)
    const isHook = c.req.path.startsWith('/hooks/')
    // Like a proxy that lost its hub: no headers that a page could read.
    if (fails.all || (fails.hooks && isHook) || (fails.live && c.req.path.endsWith('/live'))) return c.text('bad gateway', 502)
    await next()
    if (!isHook || c.req.method !== 'POST' || fails.lostAnswers <= 0) return undefined
    fails.lostAnswers -= 1
    c.res = new Response('bad gateway', { status: 502 })
    return undefined
  })
  app.all('/hooks/:id', visitors.hook, (c) => hook(c.req.raw, c.req.param('id'), front))
  app.route('/', visitors.app)
  app.get('/widget.js', (c) =>
    c.body(readFileSync('dist/console/widget.js'), 200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' }),
  )

  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', websocket: { server: live.server } })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  const id = await rooms.agents.add(null, {
    name: 'Mei Lin',
    email: 'mei@hub.test',
    password: 'a long password',
    role: 'owner',
    capacity: 50,
  })
  const agent: Acting = { id, name: 'Mei Lin', role: 'owner' }
  await rooms.agents.presence(agent, 'available')
  const channelId = await rooms.channelCommands.create(agent, { kind: 'web', name: 'Blue Fern', credentials: {}, settings: {} })
  await rooms.channelCommands.enable(agent, channelId)

  const newest = (): number => Number(rooms.reading.list({ view: 'open', agentId: agent.id, limit: 1 }).items[0]?.id)
  let keys = 0
  return {
    url: `http://127.0.0.1:${port}`,
    desk,
    channelId,
    agent,
    fails,
    calls,
    settings: (settings) => rooms.channelCommands.change(agent, channelId, { settings }),
    pause: () => rooms.channelCommands.pause(agent, channelId),
    messages: () =>
      rooms.reading
        .list({ view: 'open', agentId: agent.id, limit: 200 })
        .items.toReversed()
        .flatMap(({ id }) => rooms.reading.timeline(Number(id), { limit: 200 }).items),
    async answer(content) {
      const conversation = newest()
      await rooms.handling.claim(agent, conversation)
      const said: Content = typeof content === 'string' ? [{ type: 'text', text: content }] : content
      const { messageId } = await rooms.replies.reply(agent, conversation, { content: said, key: `answer-${(keys += 1)}` })
      await desk.idle()
      return rooms.reading.message(messageId)!
    },
    async note(text) {
      await rooms.replies.note(agent, newest(), { content: [{ type: 'text', text }], key: `note-${(keys += 1)}` })
    },
    async read() {
      await rooms.handling.claim(agent, newest())
      await rooms.handling.read(agent, newest())
    },
    async typing() {
      await rooms.handling.claim(agent, newest())
      await rooms.typing(agent, newest())
    },
    async stop() {
      live.stop()
      await new Promise((resolve) => {
        server.close(resolve)
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
      await desk.idle()
      await desk.close()
      sql.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
