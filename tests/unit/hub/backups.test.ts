import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../support/client.ts'
import { message } from '../../support/events.ts'
import { type TestHub, startTestHub } from '../../support/test-hub.ts'

let hub: TestHub
let owner: Client
beforeAll(async () => {
  hub = await startTestHub()
  owner = (await hub.signIn('owner@hub.test', 'correct horse'))!
})
afterAll(() => hub.stop())

test('the owner keeps the hub as it is, while it runs', async () => {
  const channel = await hub.channel()
  expect((await hub.hook(channel, { events: [message('hello', { from: 'u1', at: 1 })] })).status).toBe(200)
  const { status, body } = await owner.post('/api/backups')
  expect(status).toBe(201)
  const copy = new DatabaseSync(join(hub.dataDir, 'backups', body.name, 'switchboard.db'), { readOnly: true })
  expect(copy.prepare('SELECT text FROM Message').all()).toEqual([{ text: 'hello' }])
  copy.close()
  expect(hub.trace).toContainEqual({ level: 'info', event: 'backup.taken', data: { name: body.name, agent: expect.any(String) } })

  // It goes on taking in what comes.
  expect((await hub.hook(channel, { events: [message('more', { from: 'u1', at: 2 })] })).status).toBe(200)
  const restored = await owner.post(`/api/backups/${body.name}/restore`)
  expect([restored.status, restored.body]).toMatchObject([409, { code: 'not-restored', title: expect.stringContaining('npm run restore') }])
})

test('there is no export here: the owner is told what to do instead', async () => {
  const { status, body } = await owner.post('/api/backups/export')
  expect([status, body]).toMatchObject([409, { code: 'not-exported', title: expect.stringContaining('npm run backup') }])
  expect((await owner.get('/api/backups/export-2026-12-01T00-00-00-000Z')).status).toBe(404)
})

test('nobody else does', async () => {
  const admin = await hub.agent('Ada', { role: 'admin' })
  expect((await admin.post('/api/backups')).status).toBe(403)
  expect([401, 403]).toContain((await hub.nobody.post('/api/backups')).status)
})
