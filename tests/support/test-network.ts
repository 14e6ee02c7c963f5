import type { Adapter, Connection, Ctx, StreamLink } from '../../src/contract/adapter.ts'
import { AdapterFault } from '../../src/contract/adapter.ts'
import type { InboundEvent } from '../../src/model/events.ts'
import { type TestAdapterOptions, type TestCredentials, createTestAdapter } from './test-adapter.ts'

/** A network that is reached by connections held open: what is said goes to whoever is connected, and to nobody else. */
export interface TestNetwork {
  /** With a connection of its own, for a process that can hold one. */
  readonly adapter: Adapter<TestCredentials>
  /** Without, as a hub at the edge has it. */
  readonly remote: Adapter<TestCredentials>
  readonly delivered: { key: string; to: string; text: string }[]
  /** How many connections are open. */
  readonly open: () => number
  /** With what each connection was opened. */
  readonly opened: TestCredentials[]
  /** Sends are not answered until the function that it returns is called; whether they are carried out before is `carry`. */
  hold(carry: boolean): () => void
  /** The next connections fail. */
  refuse: number
  /** A customer says something; rejects when nobody takes it. */
  say(...events: InboundEvent[]): Promise<void>
  link(): StreamLink | undefined
  media: Map<string, Uint8Array<ArrayBuffer>>
}

export function createTestNetwork(options: TestAdapterOptions = {}): TestNetwork {
  const links = new Map<Connection, StreamLink>()
  let gate: Promise<void> = Promise.resolve()
  let carryFirst = true
  const connected = (ctx: Ctx<TestCredentials>): void => {
    if (!ctx.connection || !links.has(ctx.connection)) throw new AdapterFault('network', 'not connected', { certain: true })
  }
  const both: Partial<Adapter<TestCredentials>> = {
    async send(ctx, { key, thread, body, open }) {
      connected(ctx)
      const bytes = body.type === 'media' ? (await open(body.file)).size : 0
      const text = body.type === 'text' ? body.text : `[${bytes} bytes]`
      const carry = (): void => void network.delivered.push({ key, to: thread.externalId, text })
      if (carryFirst) carry()
      await gate
      if (!carryFirst) carry()
      return { externalId: `out-${key}`, state: 'sent' }
    },
    media: {
      async open(ctx, ref) {
        connected(ctx)
        const bytes = network.media.get(ref)
        if (!bytes) throw new AdapterFault('gone', 'no such file', { certain: true })
        return new Response(bytes, { headers: { 'content-type': 'image/png' } })
      },
    },
    setup: {
      check: async () => ({ externalId: 'network', name: 'Network' }),
      install: async () => 'done',
      remove: async () => {},
      probe: async () => ({ state: 'ok' }),
    },
  }
  const make = (more: Partial<Adapter<TestCredentials>>): Adapter<TestCredentials> => {
    const adapter = createTestAdapter({ ...options, more: { ...both, ...more } })
    return { ...adapter, manifest: { ...adapter.manifest, runtime: 'node' } }
  }
  const { webhook: _none, ...remote } = make({})
  const network: TestNetwork = {
    adapter: make({
      stream: {
        async open(ctx, link) {
          network.opened.push(ctx.credentials)
          if (network.refuse > 0) {
            network.refuse -= 1
            throw new AdapterFault('network', 'refused', { certain: true })
          }
          const connection: Connection = { close: async () => void links.delete(connection) }
          links.set(connection, link)
          link.report({ state: 'ok' }, { externalId: 'network', name: 'Network' })
          return connection
        },
      },
    }),
    remote,
    delivered: [],
    opened: [],
    open: () => links.size,
    hold(carry) {
      carryFirst = carry
      let release = (): void => {}
      gate = new Promise((resolve) => {
        release = resolve
      })
      return () => {
        carryFirst = true
        release()
      }
    },
    refuse: 0,
    async say(...events) {
      const [link] = links.values()
      if (!link) throw new Error('Nobody is connected.')
      await link.sink(events)
    },
    link: () => [...links.values()][0],
    media: new Map(),
  }
  return network
}
