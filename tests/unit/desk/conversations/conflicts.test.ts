import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../../support/client.ts'
import { message } from '../../../support/events.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'

let hub: TestHub
let channel: string
let ann: Client & { id: string }
let ben: Client & { id: string }
beforeAll(async () => {
  hub = await startTestHub()
  channel = await hub.channel()
  ann = await hub.agent('Ann', { capacity: 100 })
  ben = await hub.agent('Ben')
})
afterAll(() => hub.stop())

/** The conversation of a new customer. */
let customers = 0
async function conversation(): Promise<string> {
  const from = `customer-${(customers += 1)}`
  await hub.hook(channel, { events: [message('hi', { at: 1, from })] })
  const { items } = (await hub.owner.get('/api/conversations?view=waiting&limit=200')).body
  return `/api/conversations/${items.at(-1).id}`
}
const annHasIt = () => ({ kind: 'agent', id: ann.id, name: 'Ann' })
const queueHasIt = { kind: 'queue', id: '1', name: 'Support' }

test('who is not available is told who has what they wanted', async () => {
  const path = await conversation()
  await ben.put('/api/me/presence', { presence: 'away' })
  const refused = { status: 409, body: { code: 'not-available', owner: queueHasIt } }
  expect(await ben.post(`${path}/claim`)).toMatchObject(refused)
  expect(await ben.post('/api/queue/next')).toMatchObject(refused)
  await ann.post(`${path}/claim`)
  expect(await ann.post(`${path}/assign`, { agent: ben.id })).toMatchObject({
    status: 409,
    body: { code: 'not-available', owner: annHasIt() },
  })
  expect(await ben.post('/api/queue/next')).toMatchObject({ status: 409, body: { code: 'not-available' } })
})

test('who would reopen what goes on elsewhere is told where, and who has that', async () => {
  const path = await conversation()
  await ann.post(`${path}/claim`)
  await ann.post(`${path}/resolve`)
  const { kit } = hub.hub.desk
  // Long ago: the next word begins a case of its own.
  await kit.commit(() => kit.sql.exec('UPDATE Conversation SET resolvedAt = resolvedAt - 90000000 WHERE resolvedAt IS NOT NULL'))
  await hub.hook(channel, { events: [message('again', { at: 1, from: `customer-${customers}` })] })
  const { id } = (await hub.owner.get('/api/conversations?view=waiting&limit=200')).body.items.at(-1)
  await ann.post(`/api/conversations/${id}/claim`)
  expect(await ben.post(`${path}/reopen`)).toMatchObject({
    status: 409,
    body: { code: 'open-elsewhere', conversation: id, state: 'active', owner: annHasIt() },
  })
})

test('who would send again, or take back, what cannot be is told who has the conversation', async () => {
  const path = await conversation()
  await ann.post(`${path}/claim`)
  const { body } = await ann.post(`${path}/messages`, { text: 'hello', key: 'k' })
  await hub.hub.desk.idle()
  const at = (step: string) => `/api/messages/${body.id}/${step}`
  expect(await ann.post(at('retry'))).toMatchObject({ status: 409, body: { code: 'wrong-state', state: 'active', owner: annHasIt() } })
  const notYours = { status: 409, body: { code: 'not-yours', state: 'active', owner: annHasIt() } }
  for (const step of ['retry', 'recall']) expect(await ben.post(at(step))).toMatchObject(notYours)
  expect((await ann.post('/api/messages/999/retry')).status).toBe(404)
  // Once it is resolved it is nobody's, also not of who had it.
  await ann.post(`${path}/resolve`)
  expect(await ann.post(at('retry'))).toMatchObject({ status: 409, body: { code: 'not-yours', owner: { kind: 'none' } } })
})
