import { createHmac } from 'node:crypto'
import { addCrowd } from '../../support/crowd.ts'
import { createTestFolder } from '../../support/folder.ts'
import type { TestPlatform } from '../../support/platform.ts'
import { startPlatform } from '../../support/platform.ts'
import type { SaidOptions } from '../../support/events.ts'
import { message } from '../../support/events.ts'
import type { TestAdapterOptions } from '../../support/test-adapter.ts'
import { createTestAdapter } from '../../support/test-adapter.ts'
import { until } from '../../support/wait.ts'
import type { Adapter } from '../../../src/contract/adapter.ts'
import { registry } from '../../../adapters/registry.ts'
import type { Acting, Role } from '../../../src/desk/web/roles.ts'
import type { Desk } from '../../../src/desk/desk.ts'
import type { InboundEvent } from '../../../src/model/events.ts'
import { startHub } from '../../../src/node/hub.ts'

export const PASSWORD = 'correct horse'

/** Of the password, once in a process: hashing takes longer than all the rest of a new hub. */
let hash: Promise<string> | undefined

/** The hub as it runs, serving the built console, with one live channel on a platform that does what the test says. */
export interface ConsoleHub {
  readonly url: string
  readonly desk: Desk
  readonly platform: TestPlatform
  readonly channelId: string
  /** The first agent; there is none on an empty hub. */
  readonly owner: Acting
  /** An agent who is available; the first one is the owner. */
  agent(name: string, options?: { role?: Role; capacity?: number; away?: boolean }): Promise<Acting & { email: string }>
  /** A customer says something; the number of the conversation. */
  say(text: string, options?: SaidOptions): Promise<number>
  receive(...events: InboundEvent[]): Promise<void>
  /** So many more customers who wait, at once, each like the first. */
  crowd(count: number): Promise<void>
  /** The cookies of somebody who has signed in: not by the door, which lets nobody try too often and takes its time. */
  session(email: string): Promise<{ name: string; value: string; url: string }[]>
  stop(): Promise<void>
}

export interface ConsoleHubOptions {
  adapter?: TestAdapterOptions
  /** More kinds. */
  others?: Record<string, Adapter>
  /** Nobody has an account yet, and there is no channel. */
  empty?: boolean
}

/** `folder`: the built console. */
export async function startConsoleHub(
  folder: string,
  { adapter, others = {}, empty = false }: ConsoleHubOptions = {},
): Promise<ConsoleHub> {
  const data = createTestFolder()
  const platform = await startPlatform()
  const adapters: Record<string, Adapter> = { web: registry.web, test: createTestAdapter(adapter), ...others }
  const config = {
    port: 0,
    host: '127.0.0.1',
    publicUrl: undefined,
    secret: undefined,
    owner: undefined,
    relay: undefined,
    allow: ['127.0.0.0/8'],
  }
  const hub = await startHub({ config: { ...config, dataDir: data.path, logLevel: 'error' }, adapters, trace: () => {}, console: folder })
  const { rooms, kit } = hub.desk
  // What a new hub opens by itself would stand in every list.
  for (const { id } of await kit.db.channel.findMany())
    await rooms.channelCommands.remove({ id: 'house', name: 'House', role: 'owner' }, id)
  let owner: Acting | null = null

  async function setPassword(agentId: string): Promise<void> {
    const { password } = await hub.desk.auth.$context
    const hashed = await (hash ??= password.hash(PASSWORD))
    const insert =
      "INSERT INTO AgentAccount (id, accountId, providerId, agentId, password, createdAt, updatedAt) VALUES (?1, ?1, 'credential', ?1, ?2, 0, 0)"
    await kit.commit(() => void kit.sql.prepare(insert).run(agentId, hashed))
  }

  async function agent(
    name: string,
    options: { role?: Role; capacity?: number; away?: boolean } = {},
  ): Promise<Acting & { email: string }> {
    const email = `${name.toLowerCase().replaceAll(/\W/g, '')}@hub.test`
    const role = owner ? (options.role ?? 'agent') : 'owner'
    const id = await rooms.agents.add(owner, { name, email, role, capacity: options.capacity ?? 10 })
    await setPassword(id)
    const acting = { id, name, role, email }
    owner ??= acting
    if (!options.away) await rooms.agents.presence(acting, 'available')
    return acting
  }

  let channelId = ''
  if (!empty) {
    const admin = await agent('Lin Xiaowen')
    const credentials = { base: platform.base, token: platform.token, secret: 'webhook-secret' }
    channelId = await rooms.channelCommands.create(admin, { kind: 'test', name: 'Test channel', credentials, settings: {} })
    await rooms.channelCommands.enable(admin, channelId)
  }
  const receive = async (...events: InboundEvent[]): Promise<void> => {
    await hub.desk.receive({ channelId, events: events.map((event) => ({ ...event, at: event.at || Date.now() })) })
  }

  return {
    url: hub.url,
    desk: hub.desk,
    platform,
    channelId,
    get owner() {
      if (!owner) throw new Error('Nobody has an account on this hub.')
      return owner
    },
    agent,
    receive,
    crowd: (count) => hub.desk.kit.commit(() => addCrowd(hub.desk.kit.sql, count)),
    async say(text, said = {}) {
      const event = message(text, said)
      await receive(event)
      const name = said.name ?? null
      const found = await until(() =>
        rooms.reading.list({ view: 'open', agentId: '', limit: 200 }).items.find((one) => one.contact.name === name),
      )
      return found.number
    },
    async session(email) {
      const { internalAdapter, authCookies, secret } = await hub.desk.auth.$context
      const found = await internalAdapter.findUserByEmail(email)
      if (!found) throw new Error(`Nobody has the address ${email}.`)
      const { token } = await internalAdapter.createSession(found.user.id)
      const signature = createHmac('sha256', secret).update(token).digest('base64')
      return [{ name: authCookies.sessionToken.name, value: encodeURIComponent(`${token}.${signature}`), url: hub.url }]
    },
    async stop() {
      await hub.stop()
      await platform.close()
      data.remove()
    },
  }
}
