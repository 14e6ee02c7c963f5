import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../../support/client.ts'
import { createClient, signIn } from '../../../support/client.ts'
import { createTestClock, HOUR } from '../../../support/clock.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'
import { until } from '../../../support/wait.ts'

const PASSWORD = 'a new one of my own'
const ENDED = { status: 404, body: { code: 'link-ended' } }

let hub: TestHub
let admin: Awaited<ReturnType<TestHub['agent']>>
const clock = createTestClock(Date.now())
beforeAll(async () => {
  hub = await startTestHub({ clock })
  admin = await hub.agent('Admin', { role: 'admin' })
})
afterAll(() => hub.stop())

let people = 0
const somebody = () => hub.agent(`Person-${(people += 1)}`)
/** Somebody without a password. */
async function invite(role = 'agent'): Promise<{ id: string; email: string }> {
  const email = `invited-${(people += 1)}@hub.test`
  const { status, body } = await admin.post('/api/agents', { name: 'New', email, role })
  expect([status, body.invited]).toEqual([201, true])
  return { id: body.id, email }
}
async function tokenFor(id: string, by: Client = admin): Promise<string> {
  const { status, body } = await by.post(`/api/agents/${id}/link`)
  expect(status).toBe(201)
  return new URL(body.url).searchParams.get('token') ?? ''
}
const look = (token: string) => hub.nobody.post('/api/links/look', { token })
const use = (token: string, password = PASSWORD) => hub.nobody.post('/api/links/use', { token, password })

/** From an address of its own: attempts to sign in are few in a minute. */
let callers = 0
async function mayEnter(email: string, password: string): Promise<boolean> {
  const { status } = await hub.nobody.fetch('/api/auth/sign-in/email', {
    method: 'POST',
    body: JSON.stringify({ email, password }),
    headers: { 'content-type': 'application/json', origin: hub.url, 'x-forwarded-for': `203.0.113.${(callers += 1)}` },
  })
  return status === 200
}

describe('a link', () => {
  test('lets somebody in who was invited: they choose their password, once', async () => {
    const { id, email } = await invite('supervisor')
    expect(await mayEnter(email, '')).toBe(false)
    const made = await admin.post(`/api/agents/${id}/link`)
    expect(made.body.url).toMatch(new RegExp(`^${hub.url}/welcome\\?token=`))
    expect(Date.parse(made.body.expiresAt)).toBe(clock.now() + 72 * HOUR)
    const token = new URL(made.body.url).searchParams.get('token')!
    expect(await look(token)).toMatchObject({ status: 200, body: { name: 'New', email, invited: true } })
    expect((await use(token, 'too short')).status).toBe(422)
    expect((await use(token)).status).toBe(200)
    expect(await mayEnter(email, PASSWORD)).toBe(true)
    expect([await look(token), await use(token, 'somebody elses')]).toMatchObject([ENDED, ENDED])
    expect(await mayEnter(email, PASSWORD)).toBe(true)
    const { items } = (await admin.get('/api/agents')).body
    expect(items.find((one: { id: string }) => one.id === id)).toMatchObject({ invited: false, role: 'supervisor' })
  })

  test('gives a new password to who forgot theirs, and ends what was open under the old one', async () => {
    const one = await somebody()
    const session = (await hub.signIn(one.email, one.password))!
    const feed = await session.live()
    await until(() => feed.frames.some(({ type }) => type === 'ready'))
    const token = await tokenFor(one.id)
    // Nothing changes until it is used: they may have remembered.
    expect((await session.get('/api/me')).status).toBe(200)
    expect(await look(token)).toMatchObject({ body: { invited: false } })
    expect((await use(token)).status).toBe(200)
    await until(() => feed.closed() !== null)
    expect(feed.closed()).toMatchObject({ code: 4001 })
    expect((await session.get('/api/me')).status).toBe(401)
    expect([await mayEnter(one.email, one.password), await mayEnter(one.email, PASSWORD)]).toEqual([false, true])
  })

  test('is used by one of many who try at once, and theirs is the password', async () => {
    const { id, email } = await invite()
    const token = await tokenFor(id)
    const passwords = Array.from({ length: 6 }, (_, index) => `password number ${index}`)
    const statuses = (await Promise.all(passwords.map((password) => use(token, password)))).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([200, 404, 404, 404, 404, 404])
    const entered = []
    for (const password of passwords) entered.push(await mayEnter(email, password))
    expect(entered).toEqual(statuses.map((status) => status === 200))
  })

  test('ends with the next one, and after 72 hours', async () => {
    const one = await somebody()
    const [first, second] = [await tokenFor(one.id), await tokenFor(one.id)]
    expect([await look(first), await use(first)]).toMatchObject([ENDED, ENDED])
    clock.forward(72 * HOUR - 1)
    expect((await look(second)).status).toBe(200)
    clock.forward(1)
    expect([await look(second), await use(second)]).toMatchObject([ENDED, ENDED])
    expect(await mayEnter(one.email, one.password)).toBe(true)
  })

  test('ends when its agent is disabled or becomes somebody else', async () => {
    for (const change of [{ disabled: true }, { role: 'supervisor' }]) {
      const one = await somebody()
      const token = await tokenFor(one.id)
      await admin.patch(`/api/agents/${one.id}`, change)
      if (change.disabled) {
        expect(await admin.post(`/api/agents/${one.id}/link`)).toMatchObject({ status: 409, body: { code: 'agent-disabled' } })
        await admin.patch(`/api/agents/${one.id}`, { disabled: false })
      }
      expect([await look(token), await use(token)]).toMatchObject([ENDED, ENDED])
    }
  })

  test('goes on when they are only called something else, or may have more', async () => {
    const { id } = await invite()
    const token = await tokenFor(id)
    expect((await admin.patch(`/api/agents/${id}`, { name: 'Newer', capacity: 9 })).status).toBe(200)
    expect(await look(token)).toMatchObject({ status: 200, body: { name: 'Newer' } })
  })

  test('lets nobody in who was disabled while choosing a password', async () => {
    const one = await somebody()
    const token = await tokenFor(one.id)
    const [used] = await Promise.all([use(token), admin.patch(`/api/agents/${one.id}`, { disabled: true })])
    expect([200, 404]).toContain(used.status)
    expect(await mayEnter(one.email, PASSWORD)).toBe(false)
  })

  test('is made by whoever manages people, in person, for nobody above them and not for themselves', async () => {
    const [one, owner] = [await somebody(), (await hub.owner.get('/api/me')).body.id]
    const { body } = await admin.post('/api/keys', { name: 'robot', scopes: ['manage'] })
    const robot = createClient(hub.url, { authorization: `Bearer ${body.key}` })
    const supervisor = await hub.agent('Supervisor', { role: 'supervisor' })
    for (const [by, id] of [
      [robot, one.id],
      [supervisor, one.id],
      [admin, owner],
      [admin, admin.id],
    ] as const)
      expect((await by.post(`/api/agents/${id}/link`)).status).toBe(403)
    expect((await admin.post('/api/agents/nobody/link')).status).toBe(404)
    expect((await hub.owner.post(`/api/agents/${admin.id}/link`)).status).toBe(201)
  })

  test('is known to nobody else: the database has no token, and no other opens it', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const token = await tokenFor(one.id)
    const [, secret = ''] = token.split('.')
    const rows = hub.hub.desk.kit.sql.prepare<{ all: string }>('SELECT identifier || value AS "all" FROM AuthVerification').all()
    expect(rows.map((row) => row.all.includes(secret))).not.toContain(true)
    for (const wrong of ['', '.', token.slice(0, -1), `${one.id}.`, `${other.id}.${secret}`, `${one.id}.${'A'.repeat(43)}`, `${token}.x`])
      expect([wrong, (await look(wrong)).status, (await use(wrong)).status]).toEqual([wrong, 404, 404])
    expect((await look(token)).status).toBe(200)
  })

  test('leads to the address at which the admin works', async () => {
    const { port } = new URL(hub.url)
    const local = await signIn(`http://127.0.0.1:${port}`, admin.email, admin.password)
    const { body } = await local!.post(`/api/agents/${(await somebody()).id}/link`)
    expect(new URL(body.url).host).toBe(`127.0.0.1:${port}`)
  })
})
