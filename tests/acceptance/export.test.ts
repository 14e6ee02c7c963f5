import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registry } from '../../adapters/registry.node.ts'
import { startLab } from '../../lab/server.ts'
import type { Lab } from '../../lab/server.ts'
import type { Adapter } from '../../src/contract/adapter.ts'
import { restoreBackup } from '../../src/node/backup/restore.ts'
import { openNodeSql } from '../../src/node/sql.ts'
import { run } from '../crash/keeper.ts'
import { signIn } from '../support/client.ts'
import { createTestFolder } from '../support/folder.ts'
import { startTestHub } from '../support/test-hub.ts'
import { buildEdge, type EdgeBuild, EDGE_SECRET, type EdgeHub, startEdgeHub } from './edge-hub.ts'
import { OWNER, spine } from './flow.ts'

let lab: Lab
let build: EdgeBuild
let edge: EdgeHub
let file: string
const folder = createTestFolder()
const fresh = (name: string) => join(folder.path, name)

beforeAll(async () => {
  lab = await startLab()
  build = buildEdge()
  edge = await startEdgeHub(build, { EGRESS_RELAY: lab.url, OWNER_EMAIL: OWNER.email, OWNER_PASSWORD: OWNER.password })
  await spine(edge.url, lab)
  const owner = (await signIn(edge.url, OWNER.email, OWNER.password))!
  const { status, body } = await owner.post('/api/backups/export')
  expect(status).toBe(201)
  file = fresh(`${body.name}.ndjson.gz`)
  const download = await owner.fetch(`/api/backups/${body.name}`)
  writeFileSync(file, new Uint8Array(await download.arrayBuffer()))
})

afterAll(async () => {
  await edge?.stop()
  await lab?.stop()
  build?.remove()
  folder.remove()
})

test('what was exported at the edge opens on one machine: people sign in, messages are there, words are found, work goes on', async () => {
  const dataDir = fresh('moved')
  mkdirSync(dataDir)
  writeFileSync(join(dataDir, 'secret'), EDGE_SECRET, { mode: 0o600 })
  const { code, out } = await run('src/node/backup/main.ts', { DATA_DIR: dataDir }, 60_000, ['restore', file])
  expect([code, out]).toEqual([0, expect.stringContaining('Start the hub')])
  expect(readdirSync(dataDir).sort()).toEqual(['secret', 'switchboard.db'])

  const hub = await startTestHub({ dataDir, adapters: registry as Record<string, Adapter> })
  const owner = (await hub.signIn(OWNER.email, OWNER.password))!
  const [conversation] = (await owner.get('/api/conversations?view=resolved')).body.items
  const { items } = (await owner.get(`/api/conversations/${conversation.id}/messages`)).body
  expect(items.map(({ text, state }: { text: string; state: string }) => [text, state])).toEqual([
    ['我的帐号被盗了 <b>please help</b>', 'received'],
    ['We lock it now. 马上处理。', 'sent'],
  ])
  await hub.hub.desk.idle()
  expect((await owner.get(`/api/search?q=${encodeURIComponent('帐号')}`)).body.items).toHaveLength(1)
  // The credentials are readable, and new rows have numbers of their own.
  const channels = (await owner.get('/api/channels')).body.items
  expect(channels).toContainEqual(expect.objectContaining({ kind: 'telegram', state: 'live' }))
  expect((await owner.post('/api/agents', { name: 'Ann', email: 'ann@hub.test', password: 'a long password', role: 'agent' })).status).toBe(
    201,
  )
  await hub.stop()
})

test('one that is damaged, cut off, of another version, or no export at all is refused, and nothing is left or changed', async () => {
  const good = gunzipSync(readFileSync(file)).toString()
  const lines = good.trimEnd().split('\n')
  const withLine = (index: number, change: (line: string) => string) => gzipSync(lines.with(index, change(lines.at(index)!)).join('\n'))
  const bytes = readFileSync(file)
  const row = lines.findIndex((line) => line.startsWith('['))
  const message = lines.findIndex((line) => line.includes('"table":"Contact"')) + 1
  const bad: [string, Uint8Array, RegExp][] = [
    ['cut', bytes.subarray(0, -20), /damaged/],
    ['flipped', bytes.with(bytes.length >> 1, bytes[bytes.length >> 1]! ^ 255), /damaged/],
    ['without its end', gzipSync(lines.slice(0, -1).join('\n')), /cut off/],
    ['a row is missing', gzipSync(lines.toSpliced(row, 1).join('\n')), /rows are missing/],
    ['a row that others need is another', withLine(message, (line) => line.replace(/^\[\d+/, '[77')), /refer to nothing/],
    ['newer', withLine(0, (line) => line.replace('"migrations":[', '"migrations":[{"name":"9999","hash":""},')), /newer|other migrations/],
    ['another form', withLine(0, (line) => line.replace('"switchboard":1', '"switchboard":2')), /newer/],
    ['something else', Buffer.from('no export at all'), /damaged/],
  ]
  const used = fresh('used')
  mkdirSync(used)
  await restoreBackup({ dataDir: used, from: file })
  const texts = () => {
    const database = new DatabaseSync(join(used, 'switchboard.db'), { readOnly: true })
    const rows = database.prepare('SELECT text FROM Message ORDER BY id').all()
    database.close()
    return rows.map(({ text }) => text)
  }
  const all = ['我的帐号被盗了 <b>please help</b>', 'We lock it now. 马上处理。']
  // It is somebody's: one message is not as it was in the export.
  const sql = openNodeSql({ path: join(used, 'switchboard.db') })
  sql.exec("UPDATE Message SET text = 'mine' WHERE id = 1")
  sql.close()
  for (const [name, content, says] of bad) {
    writeFileSync(fresh('bad.gz'), content)
    await expect(restoreBackup({ dataDir: fresh('none'), from: fresh('bad.gz') }), name).rejects.toThrow(says)
    expect(existsSync(fresh('none')), name).toBe(false)
    await expect(restoreBackup({ dataDir: used, from: fresh('bad.gz'), force: true }), name).rejects.toThrow(says)
    expect(
      readdirSync(used).filter((one) => !/-(shm|wal)$/.test(one)),
      name,
    ).toEqual(['switchboard.db'])
    expect(texts(), name).toEqual(['mine', all[1]])
  }
  await expect(restoreBackup({ dataDir: used, from: file })).rejects.toThrow('--force')
  await restoreBackup({ dataDir: used, from: file, force: true })
  expect(texts()).toEqual(all)
  expect(readdirSync(used).some((one) => one.startsWith('switchboard.db.before-'))).toBe(true)
})
