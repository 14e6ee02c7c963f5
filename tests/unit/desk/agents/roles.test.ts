import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../../../src/desk/web/roles.ts'
import { ROLES } from '../../../../src/desk/web/roles.ts'
import type { Client } from '../../../support/client.ts'
import { message } from '../../../support/events.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'

let hub: TestHub
let clients: Record<Role | 'nobody', Client>
/** What the paths below name. */
const known: Record<string, string> = {}
beforeAll(async () => {
  hub = await startTestHub()
  const channel = await hub.channel()
  const worker = await hub.agent('Worker', { capacity: 100 })
  const [agent, supervisor, admin] = [
    await hub.agent('Agent', { capacity: 100 }),
    await hub.agent('Supervisor', { role: 'supervisor', capacity: 100 }),
    await hub.agent('Admin', { role: 'admin', capacity: 100 }),
  ]
  clients = { nobody: hub.nobody, agent, supervisor, admin, owner: hub.owner }
  await hub.hook(channel, {
    events: [message('hi', { at: 1, from: 'u1' }), message('hi', { at: 1, from: 'u2' }), message('hi', { at: 1, from: 'u3' })],
  })
  await hub.hub.desk.kit.commit(() => hub.hub.desk.rooms.setAside.put(channel, [message('lost', { at: 1, from: 'u4' })], 'lost'))
  // Conversation 1 is Worker's: whoever else acts on it does so by role. 2 waits.
  await worker.post('/api/conversations/1/claim')
  Object.assign(known, { channel, worker: worker.id })
})
afterAll(() => hub.stop())

type Least = Role | 'anyone'
/** Route, body, and the least role that gets past the door. Below: 401 without an account, 403 or 409 with one. */
const ROUTES: [Least, string, string, unknown?][] = [
  ['anyone', 'GET', '/api/openapi.json'],
  ['anyone', 'GET', '/api/docs'],
  ['anyone', 'GET', '/api/setup'],
  ['agent', 'GET', '/api/me'],
  ['agent', 'PUT', '/api/me/presence', { presence: 'available' }],
  ['agent', 'GET', '/api/agents'],
  ['agent', 'GET', '/api/queues'],
  ['agent', 'GET', '/api/conversations'],
  ['agent', 'GET', '/api/conversations/1'],
  ['agent', 'GET', '/api/conversations/1/messages'],
  ['agent', 'POST', '/api/conversations/1/plan', { content: [{ type: 'text', text: 'x' }] }],
  ['agent', 'POST', '/api/conversations/1/notes', { text: 'x', key: 'note' }],
  ['agent', 'POST', '/api/conversations/1/read'],
  ['agent', 'POST', '/api/conversations/1/typing'],
  ['agent', 'GET', '/api/contacts/1'],
  ['agent', 'PATCH', '/api/contacts/1', { notes: 'x' }],
  ['agent', 'GET', '/api/channels/kinds'],
  ['supervisor', 'GET', '/api/channels'],
  ['supervisor', 'GET', '/api/channels/:channel'],
  ['supervisor', 'POST', '/api/conversations/1/priority', { priority: 'high' }],
  ['supervisor', 'POST', '/api/conversations/1/snooze', { until: '2099-01-01T00:00:00Z' }],
  ['supervisor', 'POST', '/api/conversations/1/release'],
  ['supervisor', 'POST', '/api/conversations/1/assign', { agent: ':worker' }],
  ['supervisor', 'POST', '/api/conversations/1/transfer', { queue: 1 }],
  ['supervisor', 'POST', '/api/conversations/1/assign', { agent: ':worker' }],
  ['supervisor', 'POST', '/api/conversations/1/resolve'],
  [
    'admin',
    'POST',
    '/api/channels',
    { kind: 'test', name: 'x', credentials: { base: 'http://127.0.0.1:1', token: 'x', secret: '12345678' } },
  ],
  ['admin', 'GET', '/api/set-aside'],
  ['admin', 'POST', '/api/set-aside/1/replay'],
  ['admin', 'DELETE', '/api/set-aside/1'],
  ['admin', 'PATCH', '/api/channels/:channel', { name: 'x' }],
  ['admin', 'POST', '/api/channels/:channel/check'],
  ['admin', 'POST', '/api/channels/:channel/pause'],
  ['admin', 'POST', '/api/channels/:channel/enable'],
  ['admin', 'POST', '/api/agents', { name: 'x', email: 'x@hub.test', password: 'correct horse' }],
  ['admin', 'PATCH', '/api/agents/:worker', { capacity: 99 }],
  ['admin', 'DELETE', '/api/channels/:channel'],
]

const WHO = ['nobody', ...ROLES] as const
const filled = (text: string): string => text.replaceAll(/:(channel|worker)/g, (_, name: string) => known[name] ?? '')

async function call(who: (typeof WHO)[number], [, method, path, body]: (typeof ROUTES)[number]): Promise<number> {
  const init =
    body === undefined ? { method } : { method, body: filled(JSON.stringify(body)), headers: { 'content-type': 'application/json' } }
  const response = await clients[who].fetch(filled(path), init)
  await response.body?.cancel()
  return response.status
}

/** Each route is tried from below: whoever may not leaves things as they were for whoever may. */
describe('least privilege', () => {
  test.each(ROUTES)('%s: %s %s', async (...route) => {
    const [least] = route
    const from = least === 'anyone' ? 0 : WHO.indexOf(least)
    for (const [index, who] of WHO.entries()) {
      const status = await call(who, route)
      // 403: a request without an account and without an origin may be a form of another site.
      if (who === 'nobody') expect(from === 0 ? [200] : [401, 403]).toContain(status)
      else if (index < from) expect([who, [403, 409].includes(status) ? 'refused' : status]).toEqual([who, 'refused'])
      // What is done is done: the next one may meet 404 or 409, never a refusal for their role.
      else expect([401, 403, 500, 503]).not.toContain(status)
      if (index === from && from > 0) expect([who, status < 300 ? 'done' : status]).toEqual([who, 'done'])
    }
  })
})

describe('what is written into a conversation', () => {
  let path: string
  beforeAll(async () => {
    // The channel above was deleted by whoever may.
    const channel = await hub.channel()
    await hub.hook(channel, { events: [message('hi', { at: 1, from: 'u9' })] })
    const { items } = (await hub.owner.get(`/api/conversations?channel=${channel}`)).body
    path = `/api/conversations/${items[0].id}`
    await clients.supervisor.post(`${path}/claim`)
  })

  test('is its owner\u2019s alone: not even the owner of the hub writes in passing', async () => {
    for (const who of ['agent', 'admin', 'owner'] as const) {
      const refused = await clients[who].post(`${path}/messages`, { text: 'hello', key: 'k' })
      expect(refused).toMatchObject({ status: 409, body: { code: 'not-yours', owner: { kind: 'agent', name: 'Supervisor' } } })
    }
  })

  test('is tried again by its owner alone', async () => {
    hub.platform.next({ status: 422 })
    const { body } = await clients.supervisor.post(`${path}/messages`, { text: 'hello', key: 'k2' })
    await hub.hub.desk.idle()
    expect(await clients.owner.post(`/api/messages/${body.id}/retry`)).toMatchObject({
      status: 409,
      body: { owner: { name: 'Supervisor' } },
    })
    expect([401, 403]).toContain((await clients.nobody.post(`/api/messages/${body.id}/retry`)).status)
    expect((await clients.supervisor.post(`/api/messages/${body.id}/retry`)).status).toBe(202)
  })
})
