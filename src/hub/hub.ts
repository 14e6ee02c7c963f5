import { type Context, Hono } from 'hono'
import { migrations } from '../../prisma/migrations/index.ts'
import type { Adapter } from '../contract/adapter.ts'
import { createApi } from '../desk/api/app.ts'
import { type Desk, openDesk } from '../desk/desk.ts'
import { createVisitors } from '../desk/visitors/routes.ts'
import type { Db } from '../ports/db.ts'
import type { Door } from '../ports/door.ts'
import type { Ports } from '../ports/ports.ts'
import { migrate } from '../runtime/migrate.ts'
import { createDoor } from './front/door.ts'
import { type Front, hook } from './front/hooks.ts'
import { frontTools, noBuffer } from './front/tools.ts'
import { healthRoutes } from './health.ts'
import { welcome } from './welcome.ts'

export interface HubOptions {
  ports: Ports
  db: Db
  adapters: Readonly<Record<string, Adapter>>
  /** Seals credentials and signs cookies. At least 32 characters. */
  secret: string
  /** Where platforms and browsers reach us, without a slash at the end. */
  publicUrl: string
  /** Made at the first start. */
  owner: { email: string; password: string } | undefined
  /** The caller's network address, '' where it is not known. */
  address: (c: Context) => string
}

/** A desk with all that answers for it. */
export interface Hub {
  desk: Desk
  /** What the front asks of the desk. */
  door: Door
  /** Pages' and agents' requests; a runtime adds what it serves besides. */
  app: Hono
  /** Webhooks, on a router of their own: nothing that pages and the API need is done for them. */
  hooks: Hono
  front: Front
  /** Whether we host the channel ourselves: then visitors call its webhook, and have limits. */
  hosted: (channelId: string) => boolean
}

/** Puts a hub together from what a runtime brings, the same for both: database up to date, desk open, owner there. */
export async function openHub({ ports, db, adapters, secret, publicUrl, owner, address }: HubOptions): Promise<Hub> {
  await migrate(ports.sql, migrations, ports.clock.now())
  const desk = await openDesk({ ports, db, adapters, secret, publicUrl })
  await welcome(desk, owner)
  const { kit, rooms } = desk
  const door = createDoor(rooms, kit)
  const front: Front = { door, adapters, buffer: noBuffer, tools: frontTools(ports), trace: ports.trace }
  const visitors = createVisitors(kit, rooms, { address })
  const app = new Hono()
  healthRoutes(app, desk)
  app.route('/', visitors.app)
  app.route('/', createApi(desk))
  const hooks = new Hono().all('/hooks/:id', visitors.hook, (c) => hook(c.req.raw, c.req.param('id'), front))
  const hosted = (channelId: string): boolean => rooms.channels.find(channelId)?.adapter.manifest.hosted === true
  return { desk, door, app, hooks, front, hosted }
}

/** Where the first owner is made; null when there is one. */
export async function setupUrl({ kit, rooms }: Desk): Promise<string | null> {
  const token = await rooms.firstStart.token()
  return token === null ? null : `${kit.publicUrl}/setup?token=${token}`
}
