import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, createClient } from '../../../support/client.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'

let hub: TestHub
let ann: Client & { id: string }
let ben: Client & { id: string }
let admin: Client & { id: string }
beforeAll(async () => {
  hub = await startTestHub()
  ann = await hub.agent('Ann')
  ben = await hub.agent('Ben')
  admin = await hub.agent('Admin', { role: 'admin' })
})
afterAll(() => hub.stop())

const withKey = (key: string): Client => createClient(hub.url, { authorization: `Bearer ${key}` })
const make = (by: Client, more: object = {}) => by.post('/api/keys', { name: 'robot', scopes: ['read'], ...more })
const names = async (by: Client) => (await by.get('/api/keys')).body.items.map(({ name }: { name: string }) => name)

describe('a key', () => {
  test('acts as its agent, for what it was made for', async () => {
    const { status, body } = await make(ann, { name: 'reader' })
    expect([status, body]).toMatchObject([201, { name: 'reader', scopes: ['read'], agent: { id: ann.id, name: 'Ann' }, expiresAt: null }])
    const reader = withKey(body.key)
    expect((await reader.get('/api/me')).body.id).toBe(ann.id)
    const refused = await reader.put('/api/me/presence', { presence: 'away' })
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden', scope: 'answer' } })
    const { key } = (await make(ann, { scopes: ['answer', 'read'] })).body
    expect((await withKey(key).put('/api/me/presence', { presence: 'busy' })).body.presence).toBe('busy')
  })

  test('is told once, and is never made, seen or deleted by another key', async () => {
    const { body } = await make(ann, { scopes: ['read', 'answer', 'manage', 'channel'] })
    expect(body.key).toMatch(/^sb_/)
    const { items } = (await ann.get('/api/keys')).body
    expect(items.find(({ id }: { id: string }) => id === body.id)).toEqual(
      Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'key')),
    )
    expect(JSON.stringify(items)).not.toContain(body.key)
    const key = withKey(body.key)
    for (const { status } of [await make(key), await key.get('/api/keys'), await key.delete(`/api/keys/${body.id}`)])
      expect(status).toBe(403)
  })

  test('lasts as many days as it is given', async () => {
    const { body } = await make(ann, { expiresInDays: 30 })
    expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBeCloseTo(30 * 86_400_000, -4)
    expect((await withKey(body.key).get('/api/me')).status).toBe(200)
    const { kit } = hub.hub.desk
    await kit.commit(() => kit.sql.prepare('UPDATE ApiKey SET expiresAt = ? WHERE id = ?').run(Date.now() - 1, body.id))
    expect((await withKey(body.key).get('/api/me')).status).toBe(401)
  })

  test.each([
    { scopes: [] },
    { scopes: ['everything'] },
    { scopes: null },
    { name: ' ' },
    { name: 'x'.repeat(33) },
    { expiresInDays: 0 },
    { expiresInDays: 366 },
  ])('is not made of %j', async (wrong) => expect(await make(ann, wrong)).toMatchObject({ status: 422, body: { code: 'invalid' } }))

  test('of before there were scopes may all that its agent may, and nobody gives a key more scopes later', async () => {
    const cy = await hub.agent('Cy')
    const session = (await hub.signIn(cy.email, cy.password))!
    const { body } = await session.post('/api/auth/api-key/create', { name: 'old' })
    const old = withKey(body.key)
    expect((await old.put('/api/me/presence', { presence: 'busy' })).status).toBe(200)
    expect((await old.get('/api/keys')).body.items.find(({ name }: { name: string }) => name === 'old').scopes).toBeNull()

    const made = (await make(session)).body
    const more = { keyId: made.id, permissions: { desk: ['read', 'answer'] } }
    expect((await session.post('/api/auth/api-key/update', more)).status).toBe(400)
    expect((await session.post('/api/auth/api-key/create', { name: 'x', permissions: {} })).status).toBe(400)
    expect((await withKey(made.key).put('/api/me/presence', { presence: 'away' })).status).toBe(403)
  })

  test('whose scopes we do not know may nothing', async () => {
    const { auth } = hub.hub.desk
    for (const permissions of [{ desk: [] }, { desk: ['everything'] }, { other: ['read'] }]) {
      const { key } = await auth.api.createApiKey({ body: { name: 'odd', userId: ann.id, permissions } })
      expect((await withKey(key).get('/api/me')).status).toBe(403)
    }
    const odd = (await ann.get('/api/keys')).body.items.filter(({ name }: { name: string }) => name === 'odd')
    expect(odd.map(({ scopes }: { scopes: string[] }) => scopes)).toEqual([[], [], []])
  })
})

describe('the keys of others', () => {
  test('are seen and taken away by admins, and by nobody else', async () => {
    const [mine, theirs] = [(await make(ann, { name: 'of Ann' })).body, (await make(ben, { name: 'of Ben' })).body]
    expect(await names(ann)).not.toContain('of Ben')
    expect(await names(admin)).toEqual(expect.arrayContaining(['of Ann', 'of Ben']))
    expect((await ann.delete(`/api/keys/${theirs.id}`)).status).toBe(404)
    expect((await withKey(theirs.key).get('/api/me')).status).toBe(200)
    expect((await ann.delete(`/api/keys/${mine.id}`)).status).toBe(204)
    expect((await admin.delete(`/api/keys/${theirs.id}`)).status).toBe(204)
    for (const { key } of [mine, theirs]) expect((await withKey(key).get('/api/me')).status).toBe(401)
    const owners = (await make(hub.owner, { name: 'of the owner' })).body
    expect((await admin.delete(`/api/keys/${owners.id}`)).status).toBe(403)
    expect((await withKey(owners.key).get('/api/me')).status).toBe(200)
    expect((await admin.delete('/api/keys/nothing')).status).toBe(404)
  })

  test('leave a trace that admins can read', async () => {
    const { kit } = hub.hub.desk
    const { body } = await make(ben, { name: 'traced', scopes: ['answer'] })
    await admin.delete(`/api/keys/${body.id}`)
    const entries = kit.sql
      .prepare<{ type: string; actor: string; data: string }>('SELECT type, actor, data FROM LogEntry ORDER BY seq DESC LIMIT 2')
      .all()
    expect(entries.toReversed()).toEqual([
      { type: 'key.created', actor: `agent:${ben.id}`, data: JSON.stringify({ keyId: body.id, name: 'traced', scopes: ['answer'] }) },
      { type: 'key.deleted', actor: `agent:${admin.id}`, data: JSON.stringify({ keyId: body.id, agentId: ben.id }) },
    ])
  })
})
