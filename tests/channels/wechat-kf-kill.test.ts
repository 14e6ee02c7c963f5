import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Lab, startLab } from '../../lab/server.ts'
import type { LabPerson } from '../../lab/wechat-kf/index.ts'
import { type Keeper, createKeeper } from '../crash/keeper.ts'
import { type Client, createClient, type Wire } from '../support/client.ts'
import { createTestFolder } from '../support/folder.ts'
import { soon } from './flow.ts'

const ROUNDS = 12
const CUSTOMERS = 3
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const OWNER = { email: 'owner@hub.test', password: 'correct horse' }

const folder = createTestFolder()
let lab: Lab
let keeper: Keeper
let headers: Record<string, string>
let people: LabPerson[]

const client = (): Client => createClient(keeper.url!, headers)

/** Callbacks go to one address, whichever hub is alive there. */
function freePort(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    server.close(() => resolve(String(port)))
  })
  return promise
}

beforeAll(async () => {
  lab = await startLab({ wechatKf: { retryMs: 50, tokenless: false } })
  keeper = createKeeper({
    DATA_DIR: join(folder.path, 'data'),
    PORT: await freePort(),
    EGRESS_RELAY: lab.url,
    OWNER_EMAIL: OWNER.email,
    OWNER_PASSWORD: OWNER.password,
  })
  await keeper.start()
  const origin = keeper.url!
  const signIn = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    body: JSON.stringify(OWNER),
    headers: { 'content-type': 'application/json', origin },
  })
  const cookie = signIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const { body } = await createClient(origin, { cookie, origin }).post('/api/auth/api-key/create', { name: 'kill' })
  headers = { authorization: `Bearer ${body.key}` }

  const corp = lab.wechatKf.corp({ corpId: 'wwacme000000000001', secret: 's'.repeat(43) })
  const account = corp.openAccount('Acme 微信客服')
  const credentials = { corpId: corp.id, corpSecret: corp.secret, token: 'kftoken', encodingAesKey: AES_KEY, openKfId: account.id }
  const made = await client().post('/api/channels', { kind: 'wechat-kf', name: 'kf', credentials })
  expect((await client().post(`/api/channels/${made.body.id}/enable`)).status).toBe(200)
  await corp.configure({ url: `${origin}/hooks/${made.body.id}`, token: 'kftoken', encodingAesKey: AES_KEY })
  people = Array.from({ length: CUSTOMERS }, (_, index) => lab.wechatKf.person({ name: `客户 ${index}`, account }))
  for (const person of people) person.start()
})
afterAll(async () => {
  await keeper.stop()
  await lab.stop()
  folder.remove()
})

/** What the hub has of each customer, in order. */
async function heard(): Promise<string[][]> {
  const { body } = await client().get('/api/conversations?view=open&limit=200')
  const byName = (body.items as Wire[]).toSorted((a, b) => a.contact.name.localeCompare(b.contact.name))
  return Promise.all(
    byName.map(async ({ id }) =>
      (await client().get(`/api/conversations/${id}/messages?limit=200`)).body.items.map(({ text }: { text: string }) => text),
    ),
  )
}

/** Where the hub dies: as the callback comes, when it has been answered, when WeCom has answered with the messages. */
const PLACES = ['callback', 'kf_msg_or_event', 'sync_msg'] as const

/** Resolves when the hub was killed, `ms` after this happened. */
async function killedAt(place: (typeof PLACES)[number], ms: number, say: () => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const kill = (): void => void setTimeout(() => void keeper.kill().then(resolve), ms)
  const stop = lab.journal.onEntry(({ what, response }) => {
    if (what !== place || (what === 'sync_msg' && (response as { msg_list: unknown[] }).msg_list.length === 0)) return
    stop()
    kill()
  })
  say()
  if (place === 'callback') kill()
  await promise
  stop()
}

test('killed again and again between a callback and its messages, the hub loses nothing and takes nothing twice', async () => {
  const said = people.map((): string[] => [])
  const say = (text: string): void => people.forEach((person, index) => void (person.say(text), said[index]!.push(text)))
  for (let round = 0; round < ROUNDS; round++) {
    const [place, ms] = [PLACES[round % PLACES.length]!, Math.floor(round / PLACES.length) * 2]
    await killedAt(place, ms, () => say(`第 ${round} 轮`))
    say(`第 ${round} 轮，总机不在`)
    await keeper.start()
  }
  const all = await soon(async () => {
    const now = await heard()
    return now.flat().length >= said.flat().length ? now : undefined
  }, 'everything that was said')
  expect(all).toEqual(said)
  expect(keeper.complaints).toEqual([])
}, 60_000)
