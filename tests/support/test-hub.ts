import { join } from 'node:path'
import type { Adapter } from '../../src/contract/adapter.ts'
import type { Role } from '../../src/desk/web/roles.ts'
import type { Hub, HubOptions } from '../../src/node/hub.ts'
import { startHub } from '../../src/node/hub.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Answer, Client } from './client.ts'
import { createClient, signIn } from './client.ts'
import { createTestFolder } from './folder.ts'
import type { TestPlatform } from './platform.ts'
import { startPlatform } from './platform.ts'
import { signedHook } from './sign.ts'
import { createTestAdapter } from './test-adapter.ts'
import type { TraceLine } from './test-desk.ts'

const OWNER = { name: 'Owner', email: 'owner@hub.test', password: 'correct horse' }
const HOOK_SECRET = 'webhook-secret'

export interface TestHub {
  readonly hub: Hub
  readonly url: string
  readonly dataDir: string
  readonly platform: TestPlatform
  readonly trace: TraceLine[]
  /** The owner's, by API key. */
  readonly owner: Client
  /** Somebody who is not signed in. */
  readonly nobody: Client
  /** A new agent, available, by API key. */
  agent(name: string, options?: { role?: Role; capacity?: number }): Promise<Client & { id: string; email: string; password: string }>
  /** By cookie, as a browser does; null when refused. */
  signIn(email: string, password: string): Promise<Client | null>
  channel(): Promise<string>
  /** The platform calls the webhook, signed. */
  hook(channelId: string, payload: unknown, secret?: string): Promise<Answer<string>>
  stop(): Promise<void>
}

/** The hub as it runs, on a free port, with an owner and nothing else. */
export async function startTestHub(
  options: { adapters?: Record<string, Adapter>; clock?: Clock; sql?: NonNullable<HubOptions['sql']>; dataDir?: string } = {},
): Promise<TestHub> {
  const folder = createTestFolder()
  const dataDir = options.dataDir ?? folder.path
  const platform = await startPlatform()
  const trace: TraceLine[] = []
  const hub = await startHub({
    config: {
      port: 0,
      host: '127.0.0.1',
      dataDir,
      publicUrl: undefined,
      secret: undefined,
      owner: undefined,
      relay: undefined,
      allow: ['127.0.0.0/8'],
      logLevel: 'debug',
    },
    adapters: options.adapters ?? { test: createTestAdapter() as Adapter },
    trace: (level, event, data) => void trace.push({ level, event, data }),
    console: join(folder.path, 'no-console'),
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.sql ? { sql: options.sql } : {}),
  })
  const { url, desk } = hub
  if (!desk.rooms.agents.any()) await desk.rooms.agents.add(null, { ...OWNER, role: 'owner', capacity: 100 })
  const ownerId = (await desk.rooms.agents.list()).find(({ role }) => role === 'owner')?.id ?? ''

  /** Made from inside: attempts to sign in are few in a minute. */
  async function withKey(userId: string): Promise<Client> {
    const { key } = await desk.auth.api.createApiKey({ body: { name: 'test', userId } })
    const client = createClient(url, { authorization: `Bearer ${key}` })
    await client.put('/api/me/presence', { presence: 'available' })
    return client
  }

  const owner = await withKey(ownerId)
  const self: TestHub = {
    hub,
    url,
    dataDir,
    platform,
    trace,
    owner,
    nobody: createClient(url, {}),
    signIn: (email, password) => signIn(url, email, password),
    async agent(name, { role = 'agent', capacity = 5 } = {}) {
      const account = { email: `${name.toLowerCase()}@hub.test`, password: 'correct horse' }
      const { status, body } = await owner.post('/api/agents', { name, ...account, role, capacity })
      if (status !== 201) throw new Error(`no agent: ${JSON.stringify(body)}`)
      return { ...(await withKey(body.id as string)), ...account, id: body.id as string }
    },
    async channel() {
      const credentials = { base: platform.base, token: platform.token, secret: HOOK_SECRET }
      const { body } = await owner.post('/api/channels', { kind: 'test', name: 'Test', credentials })
      const enabled = await owner.post(`/api/channels/${body.id}/enable`)
      if (enabled.status !== 200) throw new Error(`not enabled: ${JSON.stringify(enabled.body)}`)
      return body.id as string
    },
    async hook(channelId, payload, secret = HOOK_SECRET) {
      const response = await fetch(`${url}/hooks/${channelId}`, await signedHook(secret, payload))
      return { status: response.status, body: await response.text(), headers: response.headers }
    },
    async stop() {
      await hub.stop()
      await platform.close()
      folder.remove()
    },
  }
  return self
}
