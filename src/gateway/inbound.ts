import type { Adapter, Ctx } from '../contract/adapter.ts'
import { isMedia } from '../model/content.ts'
import type { InboundEvent } from '../model/events.ts'
import type { Trace } from '../ports/ports.ts'
import { type HubClient, type HubFault, isOver, isRefusal } from './hub-client.ts'
import { backoff, rest } from './retry.ts'
import type { GatewayStore, Spooled } from './store.ts'

export interface Sides {
  client: HubClient
  store: GatewayStore
  adapter: Adapter
  ctx: () => Ctx
  trace: Trace
  signal: AbortSignal
  /** Something was set aside. */
  refused: () => void
}

export interface Inbound {
  /** Resolves when the events cannot be lost any more. */
  sink(events: InboundEvent[]): Promise<void>
  /** Brings the hub what was spooled, in order, until it is stopped. Rejects when the hub refuses the key. */
  run(): Promise<void>
}

const BATCH = { events: 50, bytes: 256 * 1024 }
/** Larger ones are left on the platform until the hub asks. */
const SPOOL_BYTES = 50 * 1024 * 1024

/** From the platform to the hub, by way of the disk. */
export function createInbound({ client, store, adapter, ctx, trace, signal, refused }: Sides): Inbound {
  let wake = (): void => {}
  signal.addEventListener('abort', () => wake())

  /** While the platform still has it: the connection it came by may be gone when the hub asks. */
  async function fetchMedia(event: InboundEvent): Promise<void> {
    for (const part of 'content' in event ? event.content : []) {
      if (!isMedia(part) || !('ref' in part) || store.medium(part.ref)) continue
      try {
        const response = await adapter.media?.open(ctx(), part.ref)
        const bytes = new Uint8Array((await response?.arrayBuffer()) ?? new ArrayBuffer())
        if (!signal.aborted && response?.ok && bytes.length > 0 && bytes.length <= SPOOL_BYTES)
          store.putMedium(part.ref, { mime: response.headers.get('content-type') ?? '', body: bytes })
      } catch (error) {
        trace('warn', 'gateway.media', { error: String(error) })
      }
    }
  }

  /** Half of what was refused may be good; one alone goes out of the way of what comes after it. False: it cannot. */
  function makeWay([first, ...others]: Spooled[], { status, message }: HubFault): boolean {
    if (!first || others.length > 0) return others.length > 0
    const kept = store.setAside(first.id, `${status}: ${message}`)
    if (!kept) return false
    trace('error', 'gateway.refused', { id: first.id, status, error: message })
    refused()
    return true
  }

  return {
    async sink(events) {
      store.spool(events)
      wake()
      for (const event of events) await fetchMedia(event)
    },
    async run() {
      let { events } = BATCH
      for (let failures = 0; !signal.aborted;) {
        const batch = store.spooled({ ...BATCH, events })
        if (batch.length === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
          continue
        }
        try {
          await client.events(batch.map(({ body }) => body))
          store.accepted(batch.map(({ id }) => id))
          events = Math.min(events * 2, BATCH.events)
          failures = 0
        } catch (error) {
          if (isOver(error)) throw error
          if (isRefusal(error) && makeWay(batch, error)) {
            events = Math.ceil(batch.length / 2)
            continue
          }
          trace('warn', 'gateway.events', { waiting: batch.length, error: error instanceof Error ? error.message : String(error) })
          await rest(backoff(failures++), signal)
        }
      }
    },
  }
}
