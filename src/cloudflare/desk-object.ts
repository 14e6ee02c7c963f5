import { DurableObject } from 'cloudflare:workers'
import { Hono } from 'hono'
import { registry } from '../../adapters/registry.ts'
import type { Outcome } from '../contract/adapter.ts'
import { CLIENT_ADDRESS } from '../desk/agents/auth.ts'
import { createApi } from '../desk/api/app.ts'
import { createDoor } from '../hub/front/door.ts'
import { openFirstChannel } from '../hub/first-channel.ts'
import { type Desk, openDesk } from '../desk/desk.ts'
import { createVisitors } from '../desk/visitors/routes.ts'
import { healthRoutes } from '../hub/health.ts'
import { hook } from '../hub/front/hooks.ts'
import type { Delivery } from '../ports/buffer.ts'
import { systemClock } from '../ports/clock.ts'
import type { Door, HookTarget } from '../ports/door.ts'
import type { Log } from '../ports/ports.ts'
import { createR2Blobs } from './blobs.ts'
import { createCloudflareEgress } from './egress.ts'
import type { Env } from './env.ts'
import { frontTools } from './front-tools.ts'
import { type CloudflareLive, createCloudflareLive } from './live.ts'
import { createWorkerLog } from './log.ts'
import { openPrisma } from './prisma.ts'
import { readSettings, type Settings } from './settings.ts'
import { openCloudflareSql } from './sql.ts'
import { type AlarmWake, openAlarmWake } from './wake.ts'

interface Open {
  desk: Desk
  door: Door
  wake: AlarmWake
  app: Hono
}

/** The desk as a Durable Object: its database, its alarm, its sockets. The Worker in front forwards what is for it. */
export class DeskObject extends DurableObject<Env> {
  readonly #live: CloudflareLive
  readonly #open: Promise<Open>

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    const settings = readSettings(env)
    const log = createWorkerLog(settings.logLevel)
    this.#live = createCloudflareLive({ state, log })
    // A failure here resets the object: nothing is ever served by half a desk.
    this.#open = state.blockConcurrencyWhile(() => open(state, env, settings, this.#live, log))
  }

  override async fetch(request: Request): Promise<Response> {
    // Copied, because headers may be rewritten on the way, as on Node.
    return (await this.#open).app.fetch(new Request(request))
  }

  async target(channelId: string): Promise<HookTarget | null> {
    return (await this.#open).door.target(channelId)
  }

  async receive(delivery: Delivery): Promise<Outcome | null> {
    return (await this.#open).door.receive(delivery)
  }

  async sweep(): Promise<void> {
    ;(await this.#open).desk.sweep()
  }

  override async alarm(): Promise<void> {
    await (await this.#open).wake.alarm()
  }

  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    await this.#open
    this.#live.message(socket, data)
  }

  override async webSocketClose(socket: WebSocket): Promise<void> {
    await this.#open
    this.#live.ended(socket)
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    await this.#open
    this.#live.ended(socket)
  }
}

async function open(state: DurableObjectState, env: Env, settings: Settings, live: CloudflareLive, log: Log): Promise<Open> {
  const { storage } = state
  const sql = openCloudflareSql(storage)
  const wake = await openAlarmWake({ storage, log })
  const ports = {
    sql,
    wake,
    live,
    log,
    clock: systemClock,
    blobs: createR2Blobs(env.FILES),
    egress: createCloudflareEgress({ relay: settings.relay }),
  }
  const { secret, publicUrl, owner } = settings
  const desk = await openDesk({ ports, db: openPrisma(sql), adapters: registry, secret, publicUrl })
  await welcome(desk, owner, log)
  return { desk, wake, door: createDoor(desk.rooms), app: createApp(desk) }
}

/** A first start makes the owner, or says where one is made. */
async function welcome(desk: Desk, owner: Settings['owner'], log: Log): Promise<void> {
  const { agents, firstStart } = desk.rooms
  if (owner && !agents.any()) await agents.add(null, { ...owner, name: owner.email.split('@')[0] ?? 'Owner', role: 'owner' })
  await openFirstChannel(desk)
  const token = await firstStart.token()
  if (token !== null) log('info', 'first-start', { owner: `${desk.kit.publicUrl}/setup?token=${token}` })
}

/** All that the desk answers itself. Webhooks come here only for channels that it hosts. */
function createApp(desk: Desk): Hono {
  const { kit, rooms } = desk
  const visitors = createVisitors(desk, { address: (c) => c.req.header(CLIENT_ADDRESS) ?? '' })
  const buffer = { offer: () => Promise.resolve(false) }
  const front = { door: createDoor(rooms), adapters: kit.adapters, buffer, tools: frontTools(kit.egress, kit.log), log: kit.log }
  const app = new Hono()
  healthRoutes(app, desk)
  app.all('/hooks/:id', visitors.hook, (c) => hook(c.req.raw, c.req.param('id'), front))
  app.route('/', visitors.app)
  app.route('/', createApi(desk))
  return app
}
