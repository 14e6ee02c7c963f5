import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono } from 'hono'
import type { Context } from 'hono'
import type { Adapter } from '../contract/adapter.ts'
import { CLIENT_ADDRESS } from '../desk/agents/auth.ts'
import type { Desk } from '../desk/desk.ts'
import { clientAddress } from '../desk/visitors/address.ts'
import { createDirectory, FIRST_DESK } from '../hub/directory.ts'
import { type Hub as OpenHub, openHub } from '../hub/hub.ts'
import { systemClock } from '../ports/clock.ts'
import type { Clock } from '../ports/clock.ts'
import type { Trace } from '../ports/ports.ts'
import { createMemory } from '../runtime/memory.ts'
import { openHolding } from './backup/hold.ts'
import { createFolderSnapshot } from './backup/snapshot.ts'
import { createFolderBlobs } from './blobs.ts'
import type { Config } from './config.ts'
import { createNodeEgress } from './egress.ts'
import { createHooks, type Hooks } from './hooks.ts'
import { createNodeLive } from './live.ts'
import { openPrisma } from './prisma.ts'
import { FILES, databaseOf, installationSecret, openDataDir } from './data-dir.ts'
import { type Fetch, listen } from './server.ts'
import { openNodeSql } from './sql.ts'
import { serveConsole } from './static.ts'
import { createTimerWake } from './wake.ts'

export interface HubOptions {
  config: Config
  adapters: Readonly<Record<string, Adapter>>
  trace: Trace
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
/** For the files that are sent at once. Downloads go to the disk as they come. */
const MEMORY = 256 * 1024 * 1024

const addressOf = (c: Context): string => clientAddress(getConnInfo(c).remote.address, c.req.raw.headers)

/** The whole hub in this process: database, desk, front, console. Throws `SqlFault('locked')` when another process has the database. */
export async function startHub({ config, adapters, trace, console, clock = systemClock, sql: limits }: HubOptions): Promise<Hub> {
  const { dataDir, relay, allow, owner } = config
  openDataDir(dataDir)
  const files = join(dataDir, FILES)
  mkdirSync(files, { recursive: true, mode: 0o700 })
  const [deskId = FIRST_DESK] = createDirectory().all()
  const sql = openNodeSql({ path: join(dataDir, databaseOf(deskId)), ...limits })
  const live = createNodeLive({ trace })
  const wake = createTimerWake({ clock, trace })
  const ports = {
    sql,
    live,
    trace,
    clock,
    wake,
    blobs: createFolderBlobs(files),
    memory: createMemory(MEMORY),
    snapshot: createFolderSnapshot(dataDir),
    egress: createNodeEgress({ relay, allow }),
  }
  // Until the desk is open nobody is acknowledged, and platforms come again.
  let answer: Fetch = () => new Response(null, { status: 503, headers: { 'retry-after': '1' } })
  let hooks: Hooks = () => false
  const server = await listen({ fetch: (request, env) => answer(request, env), hooks: (...call) => hooks(...call) }, config, live)
  const { url } = server
  const secret = installationSecret(dataDir, config.secret)
  const publicUrl = config.publicUrl ?? url
  const hub = await openHub({ ports, db: openPrisma(sql), adapters, secret, publicUrl, owner, address: addressOf })
  const { desk } = hub
  hooks = createHooks(hub)
  answer = route(hub, console ?? join(import.meta.dirname, '../../dist/console'))

  const holding = await openHolding(dataDir, () => sql.hold(), trace)
  const sweep = setInterval(() => desk.sweep(), SWEEP_EVERY)
  return {
    url,
    desk,
    async stop() {
      clearInterval(sweep)
      holding.close()
      live.stop()
      desk.rooms.gateways.close()
      await server.close()
      await Promise.race([desk.idle(), new Promise((resolve) => setTimeout(resolve, STOP_WITHIN).unref())])
      await desk.close()
      sql.close()
    },
  }
}

/** Webhooks first; then pages, the API and the console. */
function route({ app, hooks }: OpenHub, folder: string): Fetch {
  const pages = new Hono()
  // Attempts to sign in are counted by address.
  pages.use('/api/auth/*', (c, next) => {
    c.req.raw.headers.set(CLIENT_ADDRESS, addressOf(c) || '127.0.0.1')
    return next()
  })
  pages.route('/', app)
  serveConsole(pages, folder)
  return new Hono().route('/', hooks).all('*', (c) => pages.fetch(c.req.raw, c.env)).fetch
}
