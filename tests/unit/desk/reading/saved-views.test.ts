import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../../support/client.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'

let hub: TestHub
let ann: Client
let ben: Client
let lead: Client
beforeAll(async () => {
  hub = await startTestHub()
  ann = await hub.agent('Ann')
  ben = await hub.agent('Ben')
  lead = await hub.agent('Lead', { role: 'supervisor' })
})
afterAll(() => hub.stop())

const urgent = { view: 'open', priority: ['urgent'], agent: ['me'] }
const names = async (client: Client) => (await client.get('/api/views')).body.items.map(({ name }: { name: string }) => name)

test('one’s own is seen, changed and deleted by oneself alone; everybody’s is seen by everybody and kept by supervisors', async () => {
  const own = await ann.post('/api/views', { name: ' Mine and urgent ', definition: urgent })
  expect([own.status, own.body]).toMatchObject([201, { name: 'Mine and urgent', shared: false, definition: urgent }])
  expect((await ann.post('/api/views', { name: 'All', shared: true, definition: urgent })).status).toBe(403)
  const shared = await lead.post('/api/views', { name: 'For all', shared: true, definition: { view: 'waiting', unread: true } })
  expect(await names(ann)).toEqual(['For all', 'Mine and urgent'])
  expect(await names(ben)).toEqual(['For all'])
  for (const client of [ben, lead]) {
    expect((await client.patch(`/api/views/${own.body.id}`, { name: 'x' })).status).toBe(404)
    expect((await client.delete(`/api/views/${own.body.id}`)).status).toBe(404)
  }
  expect((await ann.delete(`/api/views/${shared.body.id}`)).status).toBe(403)
  const changed = await ann.patch(`/api/views/${own.body.id}`, { definition: { view: 'open', tag: ['vip'] } })
  expect(changed.body).toMatchObject({ name: 'Mine and urgent', definition: { view: 'open', tag: ['vip'] } })
  expect((await lead.patch(`/api/views/${shared.body.id}`, { name: 'Renamed' })).status).toBe(200)
  expect((await ann.delete(`/api/views/${own.body.id}`)).status).toBe(204)
  expect(await names(ann)).toEqual(['Renamed'])
})

test('what is no list is not saved, and there is an end to saving', async () => {
  for (const definition of [{}, { view: 'other' }, { view: 'open', queue: ['x'] }])
    expect((await ben.post('/api/views', { name: 'x', definition })).status).toBe(422)
  for (let index = 0; index < 30; index += 1)
    expect((await ben.post('/api/views', { name: `${index}`, definition: urgent })).status).toBe(201)
  expect((await ben.post('/api/views', { name: 'x', definition: urgent })).body.code).toBe('too-many-views')
})

test('lists can be narrowed by the channels that there are, by their names', async () => {
  const id = await hub.channel()
  const gone = await hub.channel()
  await hub.owner.delete(`/api/channels/${gone}`)
  expect((await ann.get('/api/filters')).body).toEqual({ channels: [{ id, kind: 'test', name: 'Test' }] })
})
