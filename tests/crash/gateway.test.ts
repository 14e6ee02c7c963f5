import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createClient, signIn } from '../support/client.ts'
import { message } from '../support/events.ts'
import { createTestFolder } from '../support/folder.ts'
import { type TestPlatform, startPlatform } from '../support/platform.ts'
import { until } from '../support/wait.ts'
import { type Keeper, createKeeper } from './keeper.ts'

const KILLS = 16
const CUSTOMERS = 3
const OWNER = { email: 'owner@hub.test', password: 'correct horse' }

const folder = createTestFolder()
let platform: TestPlatform
let hub: Keeper
let gateway: Keeper
let headers: Record<string, string>
let port: string
let over = false

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const client = (): Client | null => (hub.url === null ? null : createClient(hub.url, headers))

beforeAll(async () => {
  platform = await startPlatform()
  // The gateway finds the hub where it was before: a port that is free now.
  const probe = await startPlatform()
  port = new URL(probe.base).port
  await probe.close()
  const env = {
    DATA_DIR: join(folder.path, 'hub'),
    PORT: port,
    EGRESS_ALLOW: '127.0.0.0/8',
    OWNER_EMAIL: OWNER.email,
    OWNER_PASSWORD: OWNER.password,
  }
  hub = createKeeper(env)
  await hub.start()
  const owner = await signIn(hub.url!, OWNER.email, OWNER.password)
  const { body } = await owner!.post('/api/auth/api-key/create', { name: 'crash' })
  headers = { authorization: `Bearer ${body.key}` }
  await client()!.put('/api/me/presence', { presence: 'available' })
  const credentials = { base: platform.base, token: platform.token, secret: 'webhook-secret' }
  const made = await client()!.post('/api/channels', { kind: 'wired', name: 'Wired', credentials })
  const { body: enabled } = await client()!.post(`/api/channels/${made.body.id}/enable`)
  const key = enabled.steps[0].value as string
  gateway = createKeeper({ DATA_DIR: join(folder.path, 'gateway'), HUB: hub.url!, KEY: key }, 'tests/crash/gateway-process.ts')
  await gateway.start()
})
afterAll(async () => {
  await gateway.stop()
  await hub.stop()
  await platform.close()
  folder.remove()
})

/** Asks again until the hub has said yes, as consoles do. */
async function insist<T>(ask: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const answer = await ask().catch(() => null)
    if (answer !== null) return answer
    await pause(5)
  }
}

async function answers(from: string): Promise<number> {
  const id = await insist(async () => {
    const { items } = (await client()?.get('/api/conversations'))?.body ?? {}
    return items.find((one: { contact: { name: string } }) => one.contact.name === from)?.id ?? null
  })
  await insist(async () => ((await client()?.post(`/api/conversations/${id}/claim`))?.status === 200 ? true : null))
  let taken = 0
  for (; !over; taken += 1) {
    const draft = { text: `answer ${taken}`, key: `${from}:${taken}` }
    await insist(async () => ((await client()?.post(`/api/conversations/${id}/messages`, draft))?.status === 202 ? true : null))
    await pause(10)
  }
  return taken
}

async function writes(from: string): Promise<number> {
  let said = 0
  for (; !over; said += 1) {
    const text = `message ${said}`
    platform.news.push(message(text, { from, name: from, id: text, key: `${from}:${text}`, at: Date.now() }))
    await pause(10)
  }
  return said
}

test('hub and gateway killed in turn under load: what was said is there once and in order, and no answer goes out twice', async () => {
  const people = Array.from({ length: CUSTOMERS }, (_, index) => `customer-${index}`)
  const kills = async (): Promise<void> => {
    for (let count = 0; count < KILLS; count += 1) {
      const enough = platform.delivered.length + 1 + Math.floor(Math.random() * 15)
      await until(() => platform.delivered.length >= enough, 'the next answers', 30_000)
      await pause(Math.random() * 20)
      const one = count % 2 === 0 ? gateway : hub
      await one.kill()
      await one.start()
    }
    over = true
  }
  const [, ...counts] = await Promise.all([
    kills(),
    ...people.map(async (from) => {
      const [said, taken] = await Promise.all([writes(from), answers(from)])
      return { from, said, taken }
    }),
  ])
  await until(async () => (await client()?.get('/readyz'))?.body.backlog.segments === 0, 'the last answers', 60_000)
  const everything = (counts as { from: string; said: number; taken: number }[]).map(({ said, taken }) => said + taken)
  const stored = async (): Promise<number[]> => {
    const { items } = (await client()!.get('/api/conversations')).body
    const of = (from: string): number => items.find((one: { contact: { name: string } }) => one.contact.name === from)?.lastSeq ?? 0
    return people.map(of)
  }
  await until(async () => JSON.stringify(await stored()) === JSON.stringify(everything), 'the last messages', 60_000)
  await gateway.stop()
  expect(await hub.stop()).toBe(0)

  const db = new DatabaseSync(join(folder.path, 'hub/switchboard.db'))
  const said = (from: string, direction: string) =>
    db
      .prepare(
        'SELECT m.text, m.state FROM Message m JOIN Thread t ON t.id = m.threadId WHERE t.externalId = ? AND m.direction = ? ORDER BY m.seq',
      )
      .all(from, direction) as { text: string; state: string }[]
  let unsure = 0
  for (const one of counts as { from: string; said: number; taken: number }[]) {
    expect(said(one.from, 'in').map(({ text }) => text)).toEqual(Array.from({ length: one.said }, (_, index) => `message ${index}`))
    const delivered = platform.delivered.filter(({ to }) => to === one.from).map(({ text }) => text)
    expect(new Set(delivered).size).toBe(delivered.length)
    for (const { text, state } of said(one.from, 'out')) {
      expect(['sent', 'unknown']).toContain(state)
      if (state === 'sent') expect(delivered).toContain(text)
      else unsure += 1
    }
  }
  db.close()
  // The load was a load: otherwise the deaths prove nothing.
  expect(platform.news.length).toBeGreaterThan(200)
  expect(platform.delivered.length).toBeGreaterThan(80)
  process.stdout.write(`${platform.news.length} messages, ${platform.delivered.length} answers, ${unsure} of them unsure\n`)
})
