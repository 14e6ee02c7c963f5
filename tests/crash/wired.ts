import type { Adapter, Connection, Ctx, StreamLink } from '../../src/contract/adapter.ts'
import type { InboundEvent } from '../../src/model/events.ts'
import { type TestCredentials, createTestAdapter } from '../support/test-adapter.ts'

interface Page {
  events: InboundEvent[]
  cursor: string
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A connection to the test platform: what it hears is gone from the platform once it was taken. */
function listen(ctx: Ctx<TestCredentials>, { sink, report }: StreamLink): Connection {
  const { base, token } = ctx.credentials
  let open = true
  const run = async (): Promise<void> => {
    while (open) {
      const cursor = await ctx.cache.read('cursor')
      const init = { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify({ cursor }) }
      const page = (await (await fetch(`${base}/news`, init)).json()) as Page
      if (page.events.length === 0) await pause(5)
      else {
        await sink(page.events)
        await ctx.cache.keep('cursor', page.cursor)
      }
    }
  }
  run().catch((error: unknown) => process.stderr.write(`${String(error)}\n`))
  report({ state: 'ok' }, { externalId: 'wire', name: 'Wire' })
  return {
    close: async () => {
      open = false
    },
  }
}

/** A channel that needs a connection; without one of its own it is a hub's that leaves it to a gateway. */
export function wired(own: boolean): Adapter {
  const stream = { open: async (ctx: Ctx<TestCredentials>, link: StreamLink) => listen(ctx, link) }
  const adapter = createTestAdapter({ kind: 'wired', more: own ? { stream } : {} })
  const { webhook: _none, ...rest } = adapter
  return { ...rest, manifest: { ...adapter.manifest, runtime: 'node' } } as Adapter
}
