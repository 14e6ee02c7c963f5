import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFolderBlobs } from '../../src/node/blobs.ts'
import { type Client, signIn } from '../support/client.ts'
import { message } from '../support/events.ts'
import { createTestFolder } from '../support/folder.ts'
import { type TestPlatform, startPlatform } from '../support/platform.ts'
import { signedHook } from '../support/sign.ts'
import { until } from '../support/wait.ts'
import { type Ended, type Keeper, createKeeper, launch, run } from './keeper.ts'

const OWNER = { email: 'owner@hub.test', password: 'correct horse' }
const SECRET = 'webhook-secret'
const PEOPLE = ['u1', 'u2', 'u3']
/** So large that copying takes long enough to die in. */
const WEIGHT = 40_000_000
const BACKUP = 'src/node/backup/main.ts'

const folder = createTestFolder()
const env = {
  DATA_DIR: join(folder.path, 'data'),
  PORT: '0',
  EGRESS_ALLOW: '127.0.0.0/8',
  OWNER_EMAIL: OWNER.email,
  OWNER_PASSWORD: OWNER.password,
}
let platform: TestPlatform
let keeper: Keeper
let channel = ''
let over = false
/** How many messages of each the hub has said yes to. */
const acknowledged = new Map(PEOPLE.map((from) => [from, 0]))

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const texts = (count: number): string[] => Array.from({ length: count }, (_, index) => `message ${index}`)

async function owner(): Promise<Client> {
  return (await signIn(keeper.url!, OWNER.email, OWNER.password))!
}

beforeAll(async () => {
  platform = await startPlatform()
  platform.media.set('photo', { body: new Uint8Array(1000) })
  keeper = createKeeper(env)
  await keeper.start()
  const client = await owner()
  const credentials = { base: platform.base, token: platform.token, secret: SECRET }
  channel = (await client.post('/api/channels', { kind: 'test', name: 'Test', credentials })).body.id
  expect((await client.post(`/api/channels/${channel}/enable`)).status).toBe(200)
  await keeper.kill()
  const database = new DatabaseSync(join(env.DATA_DIR, 'switchboard.db'))
  database.exec(`CREATE TABLE Weight (bytes BLOB); INSERT INTO Weight VALUES (randomblob(${WEIGHT}))`)
  database.close()
  await keeper.start()
})
afterAll(async () => {
  over = true
  await keeper.stop()
  await platform.close()
  folder.remove()
})

/** One message after the other, each until it is acknowledged; now and then a photo, which has to be fetched. */
async function writes(from: string): Promise<void> {
  for (let count = 0; !over;) {
    const text = `message ${count}`
    const said = message(text, { from, id: text, key: `${from}:${text}`, at: Date.now() })
    const event = count % 10 === 0 ? { ...said, content: [...said.content, { type: 'image', ref: 'photo' }] } : said
    const hook = await signedHook(SECRET, { events: [event] })
    const status = await fetch(`${keeper.url ?? 'http://127.0.0.1:1'}/hooks/${channel}`, hook).then(
      (response) => response.status,
      () => 0,
    )
    if (status === 200) acknowledged.set(from, (count += 1))
    else await pause(10)
  }
}

/** Whole, sound, with all that was acknowledged before: every person's words from the first to some later one, and every photo. */
async function demandWhole(path: string, before: ReadonlyMap<string, number>): Promise<void> {
  const database = new DatabaseSync(join(path, 'switchboard.db'), { readOnly: true })
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  const said = database.prepare('SELECT m.text FROM Message m JOIN Thread t ON t.id = m.threadId WHERE t.externalId = ? ORDER BY m.seq')
  for (const [from, count] of before) {
    const kept = said.all(from).map(({ text }) => text)
    expect(kept.length).toBeGreaterThanOrEqual(count)
    expect(kept).toEqual(texts(kept.length))
  }
  const blobs = createFolderBlobs(join(path, 'files'))
  const photos = database.prepare("SELECT id FROM File WHERE state = 'stored'").all() as { id: string }[]
  for (const { id } of photos) expect((await blobs.get(id))?.bytes).toBe(1000)
  database.close()
}

/** Begins a backup; when it is under way, `meanwhile` happens after a moment. */
async function takes(path: string, meanwhile: (child: ReturnType<typeof launch>) => Promise<void>): Promise<number | null> {
  const child = launch(BACKUP, env, ['take', path])
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await until(() => existsSync(`${path}.partial`) || child.exitCode !== null, 'its beginning', 60_000)
  await pause(Math.random() * 150)
  await meanwhile(child)
  return exit
}

test('backups under load, some of which die and some whose hub dies: each is whole or is not there, and the hub loses nothing', async () => {
  const load = PEOPLE.map(writes)
  const grown = async (): Promise<void> => {
    const before = acknowledged.get('u1')!
    await until(() => acknowledged.get('u1')! > before + 10, 'more to be said', 60_000)
  }
  const path = (name: string): string => join(folder.path, name)
  for (let round = 0; round < 4; round += 1) {
    await grown()
    const before = new Map(acknowledged)
    const { code, err }: Ended = await run(BACKUP, env, 60_000, ['take', path(`plain-${round}`)])
    expect([code, err]).toEqual([0, ''])
    await demandWhole(path(`plain-${round}`), before)

    // The copying dies.
    await takes(path(`dead-${round}`), async (child) => void child.kill('SIGKILL'))
    if (existsSync(path(`dead-${round}`))) await demandWhole(path(`dead-${round}`), before)
    await grown()

    // The hub dies, and another takes its place.
    const code2 = await takes(path(`orphan-${round}`), async () => {
      await keeper.kill()
      await keeper.start()
    })
    expect(existsSync(path(`orphan-${round}`))).toBe(code2 === 0)
    if (code2 === 0) await demandWhole(path(`orphan-${round}`), before)
  }
  await grown()
  over = true
  await Promise.all(load)
  expect(await keeper.stop()).toBe(0)
  await demandWhole(env.DATA_DIR, acknowledged)

  // And back, elsewhere.
  const there = { ...env, DATA_DIR: path('elsewhere') }
  expect((await run(BACKUP, there, 60_000, ['restore', path('plain-3')])).code).toBe(0)
  keeper = createKeeper(there)
  await keeper.start()
  const { items } = (await (await owner()).get('/api/conversations')).body
  expect(items).toHaveLength(PEOPLE.length)
})
