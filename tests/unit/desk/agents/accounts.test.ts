import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../../support/client.ts'
import { createClient } from '../../../support/client.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'

let hub: TestHub
let admin: Client & { id: string }
beforeAll(async () => {
  hub = await startTestHub()
  admin = await hub.agent('Admin', { role: 'admin' })
})
afterAll(() => hub.stop())

const me = async (client: Client): Promise<number> => (await client.get('/api/me')).status
const patch = (by: Client, id: string, change: object) => by.patch(`/api/agents/${id}`, change)

describe('roles', () => {
  test('nobody makes anyone more than they are themselves', async () => {
    const account = { name: 'New', email: 'new@hub.test', password: 'correct horse' }
    expect(await admin.post('/api/agents', { ...account, role: 'owner' })).toMatchObject({ status: 403 })
    expect(await patch(admin, admin.id, { role: 'owner' })).toMatchObject({ status: 403 })
    const owner = (await hub.owner.get('/api/me')).body.id
    for (const change of [{ role: 'agent' }, { disabled: true }, { name: 'x' }, { capacity: 0 }])
      expect((await patch(admin, owner, change)).status).toBe(403)
  })

  test('the last owner stays, whoever asks and however many at once', async () => {
    const first = (await hub.owner.get('/api/me')).body.id
    expect(await patch(hub.owner, first, { role: 'admin' })).toMatchObject({ status: 409, body: { code: 'last-owner' } })
    expect(await patch(hub.owner, first, { disabled: true })).toMatchObject({ status: 409, body: { code: 'last-owner' } })
    // What leaves them an owner is no step down.
    expect(await patch(hub.owner, first, { role: 'owner', capacity: 99, disabled: false })).toMatchObject({ status: 200 })
    const second = await hub.agent('Second', { role: 'owner' })
    const both = await Promise.all([patch(hub.owner, second.id, { role: 'agent' }), patch(second, first, { disabled: true })])
    expect(both.map(({ status }) => status).toSorted()).not.toEqual([200, 200])
    const left = (await admin.get('/api/agents')).body.items.filter(
      (one: { role: string; disabled: boolean }) => one.role === 'owner' && !one.disabled,
    )
    expect(left).toHaveLength(1)
  })

  test('the account\u2019s own pages give no role', async () => {
    const eve = await hub.agent('Eve')
    const session = (await hub.signIn(eve.email, eve.password))!
    await session.post('/api/auth/update-user', { name: 'Eve E.', role: 'owner', capacity: 999, disabled: false })
    expect((await eve.get('/api/me')).body).toMatchObject({ role: 'agent', capacity: 5 })
    for (const path of ['sign-up/email', 'delete-user', 'change-email', 'admin/set-role']) {
      const { status } = await session.post(`/api/auth/${path}`, {
        email: 'x@hub.test',
        newEmail: 'y@hub.test',
        password: 'correct horse',
        name: 'X',
        role: 'owner',
      })
      expect([path, status >= 400 && status < 500]).toEqual([path, true])
    }
    expect((await admin.get('/api/agents')).body.items.map((one: { email: string }) => one.email)).not.toContain('x@hub.test')
  })

  test('an address is one person\u2019s, however it is written', async () => {
    const account = { name: 'Una', email: 'Una@Hub.Test', password: 'correct horse' }
    expect(await admin.post('/api/agents', account)).toMatchObject({ status: 201, body: { email: 'una@hub.test' } })
    const taken = { status: 409, body: { code: 'email-taken' } }
    expect(await admin.post('/api/agents', { ...account, email: 'una@hub.test' })).toMatchObject(taken)
    expect(await admin.post('/api/agents', { ...account, email: 'UNA@hub.test' })).toMatchObject(taken)
    expect(await hub.signIn('una@hub.test', 'correct horse')).not.toBeNull()
  })

  test('addresses are for those who manage people', async () => {
    const agent = await hub.agent('Curious')
    const { items } = (await agent.get('/api/agents')).body
    expect(items.filter((one: { email: string }) => one.email !== '').map((one: { name: string }) => one.name)).toEqual(['Curious'])
    const supervisor = await hub.agent('Supervisor', { role: 'supervisor' })
    const seen = (await supervisor.get('/api/agents')).body.items
    expect(seen.filter((one: { email: string }) => one.email === '')).toEqual([])
  })
})

describe('sign-in', () => {
  test('a disabled agent is out at once, by cookie and by key, and back when enabled', async () => {
    const ben = await hub.agent('Ben')
    const session = (await hub.signIn(ben.email, ben.password))!
    expect([await me(ben), await me(session)]).toEqual([200, 200])
    await patch(hub.owner, ben.id, { disabled: true })
    expect([await me(ben), await me(session)]).toEqual([401, 401])
    const again = await hub.signIn(ben.email, ben.password)
    expect(again === null ? 401 : await me(again)).toBe(401)
    expect(again === null ? 401 : (await again.post('/api/auth/api-key/create', { name: 'later' })).status).toBeGreaterThanOrEqual(400)
    await patch(hub.owner, ben.id, { disabled: false })
    expect(await me(ben)).toBe(200)
    expect(await me(session)).toBe(401)
  })

  test('a cookie is not sent along by other sites, and their forms are refused', async () => {
    const form = { method: 'POST', body: 'x=1', headers: { 'content-type': 'text/plain', origin: 'https://evil.example' } }
    expect((await hub.nobody.fetch('/api/conversations/1/claim', form)).status).toBe(403)
    const signIn = { ...form, body: JSON.stringify({ email: 'owner@hub.test', password: 'correct horse' }) }
    expect((await hub.nobody.fetch('/api/auth/sign-in/email', signIn)).status).toBe(403)
    // What a form cannot send is asked for beforehand, and nobody says yes.
    const asked = await hub.nobody.fetch('/api/auth/sign-in/email', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect(asked.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('wrong words are refused, and guessing is slowed down', async () => {
    const kim = await hub.agent('Kim')
    const statuses: number[] = []
    for (let index = 0; index < 30; index += 1) {
      const response = await hub.nobody.fetch('/api/auth/sign-in/email', {
        method: 'POST',
        body: JSON.stringify({ email: kim.email, password: `guess number ${index}` }),
        headers: { 'content-type': 'application/json', origin: hub.url, 'x-client-address': `10.0.0.${index}` },
      })
      statuses.push(response.status)
    }
    expect(new Set(statuses)).toEqual(new Set([401, 429]))
  })
})

describe('API keys', () => {
  test('are their owner\u2019s: nobody makes one for another, and a wrong one is nobody', async () => {
    const [mia, leo] = [await hub.agent('Mia'), await hub.agent('Leo')]
    const made = await mia.post('/api/auth/api-key/create', { name: 'x', userId: leo.id })
    const session = createClient(hub.url, { origin: hub.url })
    const withoutAnything = await session.post('/api/auth/api-key/create', { name: 'x', userId: leo.id })
    for (const { status, body } of [made, withoutAnything]) {
      if (status < 300) expect(body.referenceId ?? body.userId).not.toBe(leo.id)
      else expect(status).toBeLessThan(500)
    }
    for (const key of ['sb_wrong', 'sb_', '', 'x'.repeat(5000)])
      expect(await me(createClient(hub.url, { authorization: `Bearer ${key}` }))).toBe(401)
  })

  test('lie in the database as hashes', async () => {
    const rows = hub.hub.desk.kit.sql.prepare<{ key: string; start: string | null }>('SELECT key, start FROM ApiKey').all()
    expect(rows.length).toBeGreaterThan(0)
    for (const { key } of rows) expect(key).not.toMatch(/^sb_/)
  })
})

test('an agent may be given a skill twice in one breath', async () => {
  const ada = await hub.agent('Ada')
  const { status, body } = await patch(admin, ada.id, {
    skills: [
      { name: 'refunds', level: 2 },
      { name: 'refunds', level: 4 },
    ],
  })
  expect([status, body.skills]).toEqual([200, [{ name: 'refunds', level: 4 }]])
})
