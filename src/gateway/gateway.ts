import { join } from 'node:path'
import type { Adapter, Connection, Ctx } from '../contract/adapter.ts'
import type { Hello } from '../desk/gateways/protocol.ts'
import { openDataDir } from '../node/data-dir.ts'
import { createNodeEgress } from '../node/egress.ts'
import type { EgressOptions } from '../ports/egress.ts'
import type { Trace } from '../ports/ports.ts'
import { createContext } from './context.ts'
import { createHubClient, isOver } from './hub-client.ts'
import { type Sides, createInbound } from './inbound.ts'
import { createOutbound, unclear } from './outbound.ts'
import { createReporter } from './reporter.ts'
import { backoff, rest } from './retry.ts'
import { type GatewayStore, openGatewayStore } from './store.ts'

export interface GatewayOptions {
  /** Where the hub is, without a slash at the end. */
  hub: string
  /** Of one channel, from its page in the console. */
  key: string
  dataDir: string
  adapters: Readonly<Record<string, Adapter>>
  trace: Trace
  /** How it calls out. Default: directly. */
  egress?: EgressOptions
  /** How long the hub may wait before it answers that there is nothing to do; at most 25 s, the default. */
  waitMs?: number
}

export interface Gateway {
  /** Rejects when it cannot go on: the hub refuses the key, or another gateway has taken the channel over. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** The other end of a channel whose connection the hub cannot hold itself: it connects, and the hub's word goes through it. */
export async function startGateway({ hub, key, dataDir, adapters, trace, egress, waitMs = 25_000 }: GatewayOptions): Promise<Gateway> {
  const stopping = new AbortController()
  const { signal } = stopping
  openDataDir(dataDir)
  const store = openGatewayStore(join(dataDir, `gateway-${key.split('.')[0] ?? ''}.db`))
  const client = createHubClient({ hub, key, instance: instanceOf(store) }, signal)
  let hello = await greet(client.hello, trace, signal).catch((error: unknown) => {
    store.close()
    throw error
  })
  const adapter = adapters[hello.kind]
  if (!adapter?.stream) throw new Error(`This version of Switchboard cannot connect "${hello.kind}".`)
  for (const key of store.interrupted()) store.done(unclear(key, 'The gateway stopped while this was being sent.'))
  let connection: Connection | undefined
  const fetch = createNodeEgress(egress)
  const ctx = (): Ctx => createContext(hello, store, fetch, trace, connection)
  const { report, again } = createReporter({ tell: client.health, aside: store.aside, trace, signal })
  const sides: Sides = { client, store, adapter, ctx, trace, signal, refused: again }
  const inbound = createInbound(sides)
  const outbound = createOutbound(sides, waitMs, greetAgain)

  const hangUp = async (one: Connection | undefined): Promise<void> =>
    one?.close().catch((error: unknown) => trace('warn', 'gateway.close', { error: String(error) }))

  /** As the hub said when it was greeted; another greeting makes another connection. */
  async function connect(): Promise<void> {
    const by = hello
    const isPast = (): boolean => signal.aborted || by !== hello
    for (let failures = 0; !isPast(); failures++) {
      try {
        const opened = await adapter?.stream?.open(ctx(), { sink: inbound.sink, report })
        if (by !== hello) return await hangUp(opened)
        connection = opened
        return
      } catch (error) {
        trace('warn', 'gateway.connect', { error: String(error) })
        report({ state: 'broken', code: 'unreachable', text: error instanceof Error ? error.message : String(error) })
        await rest(backoff(failures), signal)
      }
    }
  }

  /** With what was changed: what is under way by the old connection ends as it may. */
  async function greetAgain(): Promise<void> {
    hello = await client.hello()
    const former = connection
    connection = undefined
    await hangUp(former)
    void connect()
  }

  const ended = Promise.all([connect(), inbound.run(), outbound.run()]).then(() => {})
  return {
    ended,
    async stop() {
      if (signal.aborted) return
      stopping.abort()
      await hangUp(connection)
      await ended.catch(() => {})
      store.close()
    },
  }
}

/** The name of this gateway's memory of what it has sent. */
function instanceOf(store: GatewayStore): string {
  const known = store.kept('instance')
  if (known !== null) return known
  const instance = crypto.randomUUID()
  store.keep('instance', instance)
  return instance
}

/** Until the hub answers; one that refuses the key is not asked again. */
async function greet(hello: () => Promise<Hello>, trace: Trace, signal: AbortSignal): Promise<Hello> {
  for (let failures = 0; ; failures++) {
    try {
      return await hello()
    } catch (error) {
      if (signal.aborted || isOver(error)) throw error
      trace('warn', 'gateway.hub', { error: error instanceof Error ? error.message : String(error) })
      await rest(backoff(failures), signal)
    }
  }
}
