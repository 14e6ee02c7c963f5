import { gunzipSync } from 'node:zlib'
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, expect, test } from 'vitest'
import { heldDoor } from '../../src/cloudflare/held-door.ts'
import { openCloudflareSql } from '../../src/cloudflare/sql.ts'
import type { Door } from '../../src/ports/door.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { createApi } from '../../src/desk/api/app.ts'
import { message } from '../support/events.ts'
import { open, owner } from './desk.ts'
import type { PortsObject } from './worker.ts'

type Body = (desk: Desk, state: DurableObjectState, channelId: string) => Promise<void>

/** A desk with a live channel, on an object of its own. */
const withDesk = (body: Body, within?: number): Promise<void> =>
  runInDurableObject(env.PORTS.get(env.PORTS.newUniqueId()), async (instance: PortsObject, state) => {
    const desk = await open(instance, state, within)
    const { channelCommands } = desk.rooms
    const channelId = await channelCommands.create(owner, { kind: 'web', name: 'Web', credentials: {}, settings: {} })
    await channelCommands.enable(owner, channelId)
    await body(desk, state, channelId)
    await desk.close()
  })

afterEach(async () => {
  for (const { key } of (await env.BUCKET.list()).objects) await env.BUCKET.delete(key)
})

/** More than one page, and more than one part of a file in R2. */
const BIG = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
  INSERT INTO Setting (key, value) SELECT 'big' || i, hex(randomblob(1500)) FROM n`

const receive = (desk: Desk, channelId: string, text: string) =>
  desk.receive({ channelId, events: [message(text, { from: 'u1', name: '小明', at: Date.now() })] })

const unzipped = (bytes: ArrayBuffer): string => gunzipSync(bytes).toString()

async function linesOf(desk: Desk, name: string): Promise<unknown[]> {
  const stored = await desk.kit.snapshot.exported(name)
  return unzipped(await new Response(stored!.body).arrayBuffer())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

/** Rows by table and column, as the text has them. */
function tablesIn(lines: readonly unknown[]): Record<string, Record<string, unknown>[]> {
  const tables: Record<string, Record<string, unknown>[]> = {}
  let rows: Record<string, unknown>[] = []
  let columns: string[] = []
  for (const line of lines.slice(1, -1)) {
    if (Array.isArray(line)) rows.push(Object.fromEntries(line.map((cell, index) => [columns[index] ?? '', cell as unknown])))
    else {
      const head = line as { table: string; columns: string[] }
      columns = head.columns
      rows = tables[head.table] = []
    }
  }
  return tables
}

test('all rows are in one file, as they were in one moment, and the search index is not', () =>
  withDesk(async (desk, state, channelId) => {
    await receive(desk, channelId, '我要申请退款 🧑‍💻')
    state.storage.sql.exec("INSERT INTO Secret (key, value) VALUES ('bytes', x'00ff10')")
    const lines = await linesOf(desk, await desk.kit.snapshot.export())
    expect(lines[0]).toMatchObject({
      switchboard: 1,
      at: expect.any(Number),
      migrations: expect.arrayContaining([{ name: '0001_init', hash: expect.any(String) }]),
    })
    const tables = tablesIn(lines)
    const real = [
      ...state.storage.sql.exec("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '[A-Z]*' AND name NOT GLOB '*Words*'"),
    ]
    expect(Object.keys(tables)).toEqual([...real.map(({ name }) => name), 'sqlite_sequence'].sort())
    expect(tables['Message']).toMatchObject([{ text: '我要申请退款 🧑‍💻' }])
    expect(tables['Secret']).toContainEqual(expect.objectContaining({ key: 'bytes', value: { $b: 'AP8Q' } }))
    expect(tables['sqlite_sequence']).toContainEqual({ name: 'Message', seq: 1 })
    expect(lines.at(-1)).toEqual({ end: Object.values(tables).flat().length })
    expect(desk.rooms.search.messages({ q: '退款', limit: 10 }).items).toHaveLength(1)
  }))

test('a write that comes meanwhile waits: it is done once, and not in the file', () =>
  withDesk(async (desk, state, channelId) => {
    await receive(desk, channelId, 'before')
    state.storage.sql.exec(BIG)
    const said: string[] = []
    const exporting = desk.kit.snapshot.export().then((name) => (said.push('exported'), name))
    const writing = ['one', 'two', 'three'].map((text) => receive(desk, channelId, text).then(() => said.push(text)))
    const byPrisma = desk.kit.db.setting.create({ data: { key: 'waits', value: '1' } }).then(() => said.push('prisma'))
    // Reading goes on.
    expect(desk.rooms.reading.list({ view: 'waiting', agentId: owner.id, limit: 10 }).items).toHaveLength(1)
    const tables = tablesIn(await linesOf(desk, await exporting))
    expect(tables['Message']?.map(({ text }) => text)).toEqual(['before'])
    expect(tables['Setting']?.filter(({ key }) => String(key).startsWith('big'))).toHaveLength(4000)
    expect(tables['Setting']?.some(({ key }) => key === 'waits')).toBe(false)
    await Promise.all([...writing, byPrisma])
    expect(said).toEqual(expect.arrayContaining(['one', 'two', 'three', 'prisma', 'exported']))
    const texts = [...state.storage.sql.exec('SELECT text FROM Message ORDER BY id')].map(({ text }) => text)
    expect(texts).toEqual(['before', 'one', 'two', 'three'])
    const again = tablesIn(await linesOf(desk, await desk.kit.snapshot.export()))
    expect(again['Message']?.map(({ text }) => text)).toEqual(['before', 'one', 'two', 'three'])
  }))

test('one that takes too long is given up, and leaves neither a file nor anybody who waits', () =>
  withDesk(async (desk, state, channelId) => {
    state.storage.sql.exec(BIG)
    const exporting = desk.kit.snapshot.export()
    const writing = receive(desk, channelId, 'waited')
    await expect(exporting).rejects.toMatchObject({ name: 'SnapshotFault', message: expect.stringContaining('quieter') })
    await writing
    expect([...state.storage.sql.exec('SELECT text FROM Message')]).toEqual([{ text: 'waited' }])
    expect((await env.BUCKET.list()).objects).toEqual([])
  }, 0))

test('while commits are held nothing is taken in from platforms, for which the queue has room, and what was begun is done in its order', () =>
  runInDurableObject(env.PORTS.get(env.PORTS.newUniqueId()), async (_: PortsObject, state) => {
    const sql = openCloudflareSql(state.storage)
    sql.exec('CREATE TABLE T (word TEXT)')
    const put = sql.prepare('INSERT INTO T VALUES (?)')
    const write = (word: string) => sql.commit(() => put.run(word))
    const inner: Door = {
      target: async () => null,
      receive: async () => (await write('received'), 'stored'),
      heard: async () => void (await write('heard')),
      setAside: async () => {},
    }
    const door = heldDoor(inner, sql)
    const release = sql.hold()
    expect(() => sql.hold()).toThrow('held already')
    const delivery = { channelId: 'c', events: [] }
    await expect(door.receive(delivery)).rejects.toMatchObject({ name: 'SqlFault', code: 'busy' })
    await expect(door.heard('c')).rejects.toMatchObject({ code: 'busy' })
    const waiting = ['one', 'two', 'three'].map(write)
    release()
    const last = write('four')
    await Promise.all([...waiting, last])
    // Given back once more it takes nobody else's hold away.
    const other = sql.hold()
    release()
    expect(sql.held).toBe(true)
    other()
    expect(await door.receive(delivery)).toBe('stored')
    const words = [...state.storage.sql.exec('SELECT word FROM T')].map(({ word }) => word)
    expect(words).toEqual(['one', 'two', 'three', 'four', 'received'])
  }))

test('the owner in person asks for it and fetches it; nobody makes two at once', () =>
  withDesk(async (desk) => {
    const { agents } = desk.rooms
    await agents.add(null, { name: 'Bo', email: 'bo@hub.test', password: 'a long password', role: 'owner' })
    const api = createApi(desk)
    const signedIn = await api.request('https://hub.test/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://hub.test' },
      body: JSON.stringify({ email: 'bo@hub.test', password: 'a long password' }),
    })
    const cookie = signedIn.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const ask = (method: string, path: string) =>
      api.request(`https://hub.test/api/backups/${path}`, { method, headers: { cookie, origin: 'https://hub.test' } })
    const [one, two] = await Promise.all([ask('POST', 'export'), ask('POST', 'export')])
    const [made, refused] = one.status === 201 ? [one, two] : [two, one]
    expect([made.status, refused.status]).toEqual([201, 409])
    expect(await refused.json()).toMatchObject({ code: 'not-exported' })
    const { name } = await made.json<{ name: string }>()
    const file = await ask('GET', name)
    expect([file.status, file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([
      200,
      'application/gzip',
      `attachment; filename="${name}.ndjson.gz"`,
    ])
    expect(unzipped(await file.arrayBuffer())).toContain('bo@hub.test')
    await env.BUCKET.put('a-customers-file', 'x')
    expect((await ask('GET', 'a-customers-file')).status).toBe(404)
    expect((await ask('GET', 'export-2026-01-01T00-00-00-000Z')).status).toBe(404)
  }))
