import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startHub } from '../../src/node/hub.ts'
import { type Client, createClient, signIn } from '../support/client.ts'
import { createTestFolder } from '../support/folder.ts'
import type { TestHub } from '../support/test-hub.ts'
import { startTestHub } from '../support/test-hub.ts'

describe('what /readyz tells', () => {
  let hub: TestHub
  let agent: Client & { email: string; password: string }
  beforeAll(async () => {
    hub = await startTestHub()
    await hub.channel()
    agent = await hub.agent('Ann')
  })
  afterAll(() => hub.stop())

  const brief = { ok: true, backlog: { segments: 0, jobs: expect.any(Number) } }
  const whole = { ...brief, channels: [{ kind: 'test', state: 'live', n: 1 }], log: expect.any(Number), readers: expect.any(Array) }
  const told = async (client: Client) => (await client.get('/readyz')).body
  async function withKey(by: Client, ...scopes: string[]): Promise<Client> {
    const { key } = (await by.post('/api/keys', { name: 'watch', scopes })).body
    return createClient(hub.url, { authorization: `Bearer ${key}` })
  }

  test('strangers and agents: that it is ready, and how much waits', async () => {
    const session = (await hub.signIn(agent.email, agent.password))!
    const wrong = createClient(hub.url, { authorization: 'Bearer sb_wrong' })
    const supervisor = await hub.agent('Sue', { role: 'supervisor' })
    for (const client of [
      hub.nobody,
      wrong,
      agent,
      supervisor,
      session,
      await withKey(agent, 'answer'),
      await withKey(hub.owner, 'manage', 'channel'),
    ])
      expect(await told(client)).toEqual(brief)
  })

  test('admins, and whom they have given a key to read: the channels too', async () => {
    const admin = await hub.agent('Admin', { role: 'admin' })
    for (const client of [admin, hub.owner, (await hub.signIn(admin.email, admin.password))!, await withKey(agent, 'read')])
      expect(await told(client)).toEqual(whole)
  })
})

test('a hub that says it is ready has the owner that its settings name', async () => {
  const folder = createTestFolder()
  const port = await freePort()
  const owner = { email: 'owner@hub.test', password: 'correct horse' }
  const config = {
    port,
    host: '127.0.0.1',
    dataDir: folder.path,
    publicUrl: undefined,
    secret: undefined,
    owner,
    relay: undefined,
    allow: [],
    logLevel: 'error',
  } as const
  const starting = startHub({ config, adapters: {}, trace: () => {}, console: join(folder.path, 'none') })
  onTestFinished(async () => {
    await (await starting).stop()
    folder.remove()
  })
  const url = `http://127.0.0.1:${port}`
  for (let ready = false; !ready;) ready = (await fetch(`${url}/readyz`).catch(() => null))?.status === 200
  expect(await signIn(url, owner.email, owner.password)).not.toBeNull()
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
