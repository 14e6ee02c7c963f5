import { DurableObject } from 'cloudflare:workers'
import { Hono } from 'hono'
import type { Delivery } from '../../src/ports/buffer.ts'
import { consume } from '../../src/cloudflare/buffer.ts'
import { type CloudflareLive, createCloudflareLive } from '../../src/cloudflare/live.ts'
import { type AlarmWake, openAlarmWake } from '../../src/cloudflare/wake.ts'
import type { Door } from '../../src/ports/door.ts'
import type { LiveSession } from '../../src/ports/live.ts'
import { orders } from '../ports/live.ts'

const trace = () => {}

/** The ports that hang on a Durable Object, in one. */
export class PortsObject extends DurableObject {
  wake: AlarmWake | undefined
  readonly live: CloudflareLive
  readonly #app: Hono

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env)
    const live = createCloudflareLive({ state, trace })
    live.onEvent(orders(live))
    this.live = live
    this.#app = new Hono().get('/', (c) => live.accept(c, JSON.parse(c.req.query('session') ?? 'null') as LiveSession))
    void state.blockConcurrencyWhile(async () => {
      this.wake = await openAlarmWake({ storage: state.storage, trace, again: 20 })
    })
  }

  override fetch(request: Request): Response | Promise<Response> {
    return this.#app.fetch(request)
  }

  override alarm(): Promise<void> | undefined {
    return this.wake?.alarm()
  }

  override webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): void {
    this.live.message(socket, data)
  }

  override webSocketClose(socket: WebSocket): void {
    this.live.ended(socket)
  }

  override webSocketError(socket: WebSocket): void {
    this.live.ended(socket)
  }
}

/** What the queue has brought so far. Keys that begin with `fail` are refused the first time. */
export const brought: string[] = []
/** The same, whole. */
export const deliveries: Delivery[] = []
/** What came by a dead-letter queue. */
export const setAside: Delivery[] = []
const refused = new Set<string>()

function take(delivery: Delivery): void {
  const keys = delivery.events.map((event) => event.dedupeKey)
  const key = keys.find((each) => each.startsWith('fail') && !refused.has(each))
  if (key !== undefined) {
    refused.add(key)
    throw new Error('asked')
  }
  brought.push(...keys)
  deliveries.push(delivery)
}

const door: Pick<Door, 'receive' | 'setAside'> = {
  async receive(delivery) {
    if (delivery.channelId === 'off') return null
    take(delivery)
    return 'stored'
  },
  async setAside(delivery) {
    take(delivery)
    setAside.push(delivery)
  },
}

export default {
  fetch: () => new Response(null, { status: 404 }),
  queue: (batch) => consume(batch, door, trace),
} satisfies ExportedHandler<Cloudflare.Env, Delivery>
