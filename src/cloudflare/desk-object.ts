import { DurableObject } from 'cloudflare:workers'
import { type Context, Hono } from 'hono'
import { registry } from '../../adapters/registry.ts'
import type { Outcome } from '../contract/adapter.ts'
import { CLIENT_ADDRESS } from '../desk/agents/auth.ts'
import { type Hub, openHub } from '../hub/hub.ts'
import type { Delivery } from '../ports/buffer.ts'
import { systemClock } from '../ports/clock.ts'
import type { HookTarget } from '../ports/door.ts'
import type { Trace } from '../ports/ports.ts'
import { createR2Blobs, PART } from './blobs.ts'
import { createCloudflareEgress } from './egress.ts'
import type { Env } from './env.ts'
import { createExport } from './export.ts'
import { heldDoor } from './held-door.ts'
import { type CloudflareLive, createCloudflareLive } from './live.ts'
import { createMemory } from '../runtime/memory.ts'
import { createWorkerTrace } from './trace.ts'
import { openPrisma } from './prisma.ts'
import { type Settings, readSettings } from './settings.ts'
import { createBookmarks } from './snapshot.ts'
import { openCloudflareSql } from './sql.ts'
import { type AlarmWake, openAlarmWake } from './wake.ts'

/** The object has 128 MiB for everything; a file larger than this room goes alone. */
const MEMORY = 64 * 1024 * 1024
/** Downloads that take their time leave the rest to what is sent. */
const DOWNLOADS = 24 * 1024 * 1024

interface Open extends Hub {
  wake: AlarmWake
}

/** The desk as a Durable Object: its database, its alarm, its sockets. The Worker in front forwards what is for it. */
export class DeskObject extends DurableObject<Env> {
  readonly #live: CloudflareLive
  readonly #open: Promise<Open>

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    const settings = readSettings(env)
    const trace = createWorkerTrace(settings.logLevel)
    this.#live = createCloudflareLive({ state, trace })
    // A failure here resets the object: nothing is ever served by half a desk.
    this.#open = state.blockConcurrencyWhile(() => open(state, env, settings, this.#live, trace))
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

  async heard(channelId: string): Promise<void> {
    await (await this.#open).door.heard(channelId)
  }

  async setAside(delivery: Delivery): Promise<void> {
    await (await this.#open).door.setAside(delivery)
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

async function open(state: DurableObjectState, env: Env, settings: Settings, live: CloudflareLive, trace: Trace): Promise<Open> {
  const { storage } = state
  const sql = openCloudflareSql(storage)
  const wake = await openAlarmWake({ storage, trace })
  const memory = createMemory(MEMORY)
  const egress = createCloudflareEgress({ relay: settings.relay, allow: settings.allow })
  const ports = {
    sql,
    wake,
    live,
    trace,
    clock: systemClock,
    memory,
    snapshot: { ...createBookmarks(state), ...createExport({ storage, sql, blobs: createR2Blobs(env.FILES, createMemory(PART)) }) },
    blobs: createR2Blobs(env.FILES, createMemory(DOWNLOADS, memory)),
    egress,
  }
  const { secret, publicUrl, owner } = settings
  const address = (c: Context): string => c.req.header(CLIENT_ADDRESS) ?? ''
  const hub = await openHub({ ports, db: openPrisma(sql), adapters: registry, secret, publicUrl, owner, address })
  // Not the link that makes the owner: whoever reads the logs would have it.
  if (!hub.desk.rooms.agents.any())
    trace('warn', 'first-start', { missing: 'Set the secrets OWNER_EMAIL and OWNER_PASSWORD: nobody can sign in.' })
  // Webhooks come here only for channels that the desk hosts itself.
  return { ...hub, wake, door: heldDoor(hub.door, sql), app: new Hono().route('/', hub.hooks).route('/', hub.app) }
}
