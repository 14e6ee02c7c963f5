import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/node/config.ts'
import { type Hub, startHub } from '../../src/node/hub.ts'
import { createClient, signIn } from '../support/client.ts'
import { createTestFolder } from '../support/folder.ts'
import { until } from '../support/wait.ts'

const OWNER = { name: 'Lin', email: 'lin@hub.test', password: 'correct horse' }
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd])/
const addresses = Object.values(networkInterfaces()).flatMap((all = []) => all)
const own = addresses.find(({ address, internal }) => !internal && PRIVATE.test(address))
const hosts = ['127.0.0.1', ...(own ? [own.family === 'IPv6' ? `[${own.address}]` : own.address] : [])]

const folder = createTestFolder()
let hub: Hub
beforeAll(async () => {
  const env = { PORT: '0', HOST: own?.family === 'IPv6' ? '::' : '0.0.0.0', DATA_DIR: folder.path, PUBLIC_URL: 'http://localhost:8080' }
  hub = await startHub({ config: readConfig(env), adapters: {}, trace: () => {}, console: folder.path })
})
afterAll(async () => {
  await hub.stop()
  folder.remove()
})

test('who comes by an address of this machine sets it up, signs in and follows what happens, whatever PUBLIC_URL says', async () => {
  const { port } = new URL(hub.url)
  for (const [index, host] of hosts.toReversed().entries()) {
    const origin = `http://${host}:${port}`
    if (index === 0) {
      const token = await hub.desk.rooms.firstStart.token()
      expect((await createClient(origin, { origin }).post('/api/setup', { ...OWNER, token })).status).toBe(201)
    }
    const owner = await signIn(origin, OWNER.email, OWNER.password)
    const feed = await owner?.live()
    await owner?.put('/api/me/presence', { presence: index === 0 ? 'available' : 'busy' })
    await until(() => feed?.frames.some((frame) => JSON.stringify(frame).includes(index === 0 ? '"available"' : '"busy"')), 'the feed')
    feed?.close()
  }
})
