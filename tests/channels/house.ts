import { registry } from '../../adapters/registry.node.ts'
import type { Adapter } from '../../src/contract/adapter.ts'
import { type Line, lines } from '../../lab/lines.ts'
import { type Lab, type LabOptions, startLab } from '../../lab/server.ts'
import { type Hub, startHub } from '../../src/node/hub.ts'
import { createClient } from '../support/client.ts'
import type { Client } from '../support/client.ts'
import { createTestFolder } from '../support/folder.ts'
import { until } from '../support/wait.ts'
import { type PushedClock, createPushedClock } from './clock.ts'
import { connect } from './flow.ts'

/** A hub and the platforms on one clock, as they run; the agent is the owner, by API key. */
export interface House {
  readonly lab: Lab
  readonly hub: Hub
  readonly clock: PushedClock
  readonly agent: Client
  readonly trace: string[]
  /** Where the hub keeps everything. */
  readonly dataDir: string
  line(kind: string): Line
  /** Creates the channel, enters its address on the platform, switches it on; its id. */
  connect(
    line: Pick<Line, 'kind' | 'name' | 'credentials' | 'settings' | 'configure'>,
    settings?: { [name: string]: unknown },
  ): Promise<string>
  /** The hub ends, `meanwhile` happens, and it starts again on the same data and port. */
  restart(meanwhile?: () => Promise<void> | void): Promise<void>
  /** Time passes for hub and platforms. */
  push(ms: number): Promise<void>
  stop(): Promise<void>
}

export interface HouseOptions {
  lab?: LabOptions
  adapters?: Readonly<Record<string, Adapter>>
  /** Folder of the built console; none by default. */
  console?: string
}

export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const folder = createTestFolder()
  const clock = createPushedClock()
  const lab = await startLab({ clock, ...options.lab })
  const trace: string[] = []
  const open = (port: number): Promise<Hub> =>
    startHub({
      config: {
        port,
        host: '127.0.0.1',
        dataDir: folder.path,
        publicUrl: undefined,
        secret: undefined,
        owner: undefined,
        relay: { url: lab.url },
        allow: [],
        logLevel: 'debug',
      },
      adapters: options.adapters ?? registry,
      trace: (level, event, data) => void trace.push(JSON.stringify({ level, event, ...data })),
      console: options.console ?? `${folder.path}/no-console`,
      clock,
    })
  let hub = await open(0)
  const { rooms, auth } = hub.desk
  const id = await rooms.agents.add(null, {
    name: 'Lin Xiaowen',
    email: 'linxiaowen@hub.test',
    password: 'correct horse',
    role: 'owner',
    capacity: 100,
  })
  const { key } = await auth.api.createApiKey({ body: { name: 'test', userId: id } })
  const agent = createClient(hub.url, { authorization: `Bearer ${key}` })
  await agent.put('/api/me/presence', { presence: 'available' })
  const known = lines(lab)

  return {
    lab,
    get hub() {
      return hub
    },
    clock,
    agent,
    trace,
    dataDir: folder.path,
    line(kind) {
      const line = known.find((one) => one.kind === kind)
      if (!line) throw new Error(`There is no line of ${kind}`)
      return line
    },
    connect: (line, settings) => connect(agent, line, settings),
    async restart(meanwhile) {
      await hub.stop()
      await meanwhile?.()
      hub = await open(Number(new URL(hub.url).port))
    },
    async push(ms) {
      clock.push(ms)
      hub.desk.sweep()
      await until(() => hub.desk.kit.sql.prepare('SELECT 1 AS one').get())
    },
    async stop() {
      await hub.stop()
      await lab.stop()
      folder.remove()
    },
  }
}
