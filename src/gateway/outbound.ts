import { AdapterFault } from '../contract/adapter.ts'
import type { Outgoing } from '../contract/adapter.ts'
import type { Next, WireFault, WireResult } from '../desk/gateways/protocol.ts'
import { HubFault, isOver, isRefusal } from './hub-client.ts'
import type { Sides } from './inbound.ts'
import { backoff, rest } from './retry.ts'

/** While there is work under way, the hub is asked for more in between. */
const BUSY_WAIT_MS = 1000

function faultOf(error: unknown): WireFault {
  if (!(error instanceof AdapterFault)) return { code: 'platform', message: String(error).slice(0, 500), certain: false }
  const { code, message, certain, retryAfterMs, platformCode, movedTo, account, externalId } = error
  return {
    code,
    certain,
    account,
    message: message.slice(0, 2000),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(platformCode !== undefined && { platformCode }),
    ...(movedTo !== undefined && { movedTo }),
    ...(externalId !== undefined && { externalId }),
  }
}

/** Nobody knows whether it was sent. */
export const unclear = (key: string, message: string): WireResult => ({ key, fault: { code: 'network', message, certain: false } })

/** From the hub to the platform: asks for what there is to do, does each thing once, and tells what came of it until the hub knows. */
export function createOutbound({ client, store, adapter, ctx, trace, signal }: Sides, waitMs: number, greetAgain: () => Promise<void>) {
  const busy = new Set<string>()

  async function perform(send: Next['sends'][number]): Promise<WireResult> {
    try {
      const out: Outgoing = { ...send, open: (file) => client.download(file) }
      return { key: send.key, sent: await adapter.send(ctx(), out) }
    } catch (error) {
      // The file could not be had from the hub: nothing was sent.
      if (error instanceof HubFault) return { key: send.key, fault: { code: 'network', message: error.message, certain: true } }
      return { key: send.key, fault: faultOf(error) }
    }
  }

  async function tell(result: WireResult): Promise<void> {
    await client.result(result).catch((error: unknown) => {
      if (!isRefusal(error)) throw error
      trace('error', 'gateway.refused', { key: result.key, error: error.message })
      return client.result(unclear(result.key, 'The hub did not understand what came of it.'))
    })
    store.told(result.key)
    busy.delete(result.key)
  }

  async function send(one: Next['sends'][number]): Promise<void> {
    busy.add(one.key)
    try {
      // Begun before, and ended: what came of it is on its way to the hub.
      if (!store.begin(one.key)) return
      const result = await perform(one)
      // Past its end the gateway writes nothing: the next one says that this was interrupted.
      if (signal.aborted) return
      store.done(result)
      await tell(result)
    } catch (error) {
      trace('warn', 'gateway.result', { error: String(error) })
    }
  }

  async function bring({ id, ref }: Next['files'][number]): Promise<void> {
    busy.add(id)
    try {
      const spooled = store.medium(ref)
      if (spooled) await client.upload(id, spooled.body, spooled.mime)
      else {
        const response = await adapter.media?.open(ctx(), ref)
        if (!response?.ok) throw new AdapterFault('gone', 'The platform does not have it any more.', { certain: true })
        await client.upload(id, new Uint8Array(await response.arrayBuffer()), response.headers.get('content-type') ?? '')
      }
      if (!signal.aborted) store.dropMedium(ref)
    } catch (error) {
      trace('warn', 'gateway.file', { error: String(error) })
      if (error instanceof AdapterFault && error.code === 'gone') await client.giveUp(id).catch(() => {})
      await rest(BUSY_WAIT_MS, signal)
    } finally {
      busy.delete(id)
    }
  }

  return {
    /** Until it is stopped. Rejects when the hub refuses the key. */
    async run(): Promise<void> {
      for (let failures = 0; !signal.aborted;) {
        try {
          for (const result of store.results()) await tell(result)
          const { sends, files, greet } = await client.next([...busy], busy.size > 0 ? BUSY_WAIT_MS : waitMs)
          failures = 0
          if (greet) await greetAgain()
          for (const one of sends) if (!busy.has(one.key)) void send(one)
          for (const file of files) if (!busy.has(file.id)) void bring(file)
        } catch (error) {
          if (signal.aborted) return
          if (isOver(error)) throw error
          trace('warn', 'gateway.hub', { error: error instanceof Error ? error.message : String(error) })
          await rest(backoff(failures++), signal)
        }
      }
    },
  }
}
