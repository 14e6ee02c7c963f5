import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono } from 'hono'
import type { Context } from 'hono'
import type { Adapter } from '../contract/adapter.ts'
import { CLIENT_ADDRESS } from '../desk/agents/auth.ts'
import { createApi } from '../desk/api/app.ts'
import { createDoor } from '../hub/front/door.ts'
import type { Desk } from '../desk/desk.ts'
import { openDesk } from '../desk/desk.ts'
import { clientAddress } from '../desk/visitors/address.ts'
import { createVisitors } from '../desk/visitors/routes.ts'
import { hook } from '../hub/front/hooks.ts'
import type { Front } from '../hub/front/hooks.ts'
import { noCache } from '../hub/front/no-cache.ts'
import { systemClock } from '../ports/clock.ts'
import type { Clock } from '../ports/clock.ts'
import { createFolderBlobs } from './blobs.ts'
import { noBuffer } from './buffer.ts'
import { createNodeEgress } from './egress.ts'
import { createNodeLive } from './live.ts'
import { openPrisma } from './prisma.ts'
import { openNodeSql } from './sql.ts'
import { createTimerWake } from './wake.ts'
import type { Log } from '../ports/ports.ts'
import type { Config } from './config.ts'
import { healthRoutes } from '../hub/health.ts'
import { installationSecret, openDataDir } from './secret.ts'
import { serveConsole } from './static.ts'

export interface HubOptions {
  config: Config
  adapters: Readonly<Record<string, Adapter>>
  log: Log
  /** Folder of the built console; default `dist/console` of the project. */
  console?: string
  clock?: Clock
  /** Limits, for tests. */
  sql?: { maxPending?: number; maxPages?: number }
}

export interface Hub {
  /** Where it listens. */
  url: string
  desk: Desk
  /** Stops taking requests, lets what is under way end, closes the database. */
  stop(): Promise<void>
}

const SWEEP_EVERY = 60_000
const STOP_WITHIN = 10_000

/** The whole hub in this process: database, desk, front, console. Throws `SqlFault('locked')` when another process has the database. */
export async function startHub({ config, adapters, log, console, clock = systemClock, sql: limits }: HubOptions): Promise<Hub> {
  openDataDir(config.dataDir)
  mkdirSync(join(config.dataDir, 'files'), { recursive: true, mode: 0o700 })
  const sql = openNodeSql({ path: join(config.dataDir, 'switchboard.db'), ...limits })
  const live = createNodeLive({ log })
  const ports = {
    sql,
    live,
    log,
    clock,
    wake: createTimerWake({ clock, log }),
    blobs: createFolderBlobs(join(config.dataDir, 'files')),
    egress: createNodeEgress({ relay: config.relay }),
  }
  // Until the desk is open nobody is acknowledged, and platforms come again.
  let answer: Fetch = () => new Response(null, { status: 503, headers: { 'retry-after': '1' } })
  const { server, url } = await listen((request, env) => answer(request, env), config, live)
  const publicUrl = config.publicUrl ?? url
  const desk = await openDesk({
    ports,
    db: openPrisma(sql),
    adapters,
    secret: installationSecret(config.dataDir, config.secret),
    publicUrl,
  })

  const tools: Front['tools'] = {
    fetch: ports.egress,
    now: () => clock.now(),
    cache: noCache,
    log: (event, data) => log('info', event, data),
  }
  const front: Front = { door: createDoor(desk.rooms), adapters, buffer: noBuffer, tools, log }
  const app = new Hono()
  // Attempts to sign in are counted by address.
  app.use('/api/auth/*', (c, next) => {
    c.req.raw.headers.set(CLIENT_ADDRESS, addressOf(c) || '127.0.0.1')
    return next()
  })
  const visitors = createVisitors(desk, { address: addressOf })
  healthRoutes(app, desk)
  app.route('/', visitors.app)
  app.route('/', createApi(desk))
  serveConsole(app, console ?? join(import.meta.dirname, '../../dist/console'))
  // Webhooks first, on a router of their own: nothing that pages and the API need is done for them.
  const entry = new Hono()
    .all('/hooks/:id', visitors.hook, (c) => hook(c.req.raw, c.req.param('id'), front))
    .all('*', (c) => app.fetch(c.req.raw, c.env))
  answer = entry.fetch

  const sweep = setInterval(() => desk.sweep(), SWEEP_EVERY)
  return {
    url,
    desk,
    async stop() {
      clearInterval(sweep)
      live.stop()
      desk.rooms.gateways.close()
      await closed(server)
      await Promise.race([desk.idle(), new Promise((resolve) => setTimeout(resolve, STOP_WITHIN).unref())])
      await desk.close()
      sql.close()
    },
  }
}

/** When the last request is answered: connections that fall idle by then are not waited for. */
function closed(server: ReturnType<typeof serve>): Promise<void> {
  const idle = setInterval(() => 'closeIdleConnections' in server && server.closeIdleConnections(), 50)
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(idle)
      resolve()
    })
  })
}

const addressOf = (c: Context): string => clientAddress(getConnInfo(c).remote.address, c.req.raw.headers)

type Fetch = (request: Request, env: object) => Response | Promise<Response>

function listen(
  fetch: Fetch,
  config: Config,
  live: ReturnType<typeof createNodeLive>,
): Promise<{ server: ReturnType<typeof serve>; url: string }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port: config.port, hostname: config.host, websocket: { server: live.server } }, ({ port }) => {
      const name = config.host === '0.0.0.0' || config.host === '::' || config.host === '127.0.0.1' ? 'localhost' : config.host
      resolve({ server, url: `http://${name.includes(':') ? `[${name}]` : name}:${port}` })
    })
    server.once('error', reject)
  })
}
