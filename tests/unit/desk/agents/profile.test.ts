import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '../../../support/client.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'
import { until } from '../../../support/wait.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(() => hub.stop())

test('everybody says what they are called and which language they work in, and changes no more by it', async () => {
  const ann = await hub.agent('Ann')
  expect((await ann.get('/api/me')).body).toMatchObject({ name: 'Ann', locale: null })
  const { status, body } = await ann.patch('/api/me', { name: '  安 Ann ', locale: 'zh', role: 'owner', capacity: 99, email: 'x@hub.test' })
  expect([status, body]).toMatchObject([200, { name: '安 Ann', locale: 'zh', role: 'agent', capacity: 5, email: 'ann@hub.test' }])
  expect((await ann.patch('/api/me', { locale: 'en' })).body).toMatchObject({ name: '安 Ann', locale: 'en' })
  for (const wrong of [{ name: '' }, { name: ' ' }, { name: 'x'.repeat(101) }, { locale: 'xx' }])
    expect([wrong, (await ann.patch('/api/me', wrong)).status]).toEqual([wrong, 422])
  expect((await hub.owner.get('/api/agents')).body.items.map((one: { name: string }) => one.name)).toContain('安 Ann')
  const { log } = hub.hub.desk.rooms
  const [last] = log.after(log.last() - 1, 1)
  expect(last).toMatchObject({ type: 'agent.updated', actor: `agent:${ann.id}` })
  expect(JSON.parse(last?.data ?? 'null')).toEqual({ agentId: ann.id, changed: ['locale'] })
})

test('a key that is for something does not change whose it is', async () => {
  const bob = await hub.agent('Bob')
  const { body } = await bob.post('/api/keys', { name: 'robot', scopes: ['read', 'answer'] })
  const robot = createClient(hub.url, { authorization: `Bearer ${body.key}` })
  expect((await robot.patch('/api/me', { name: 'Robot' })).status).toBe(403)
})

test('another password is chosen by who knows the present one, and ends what was open elsewhere', async () => {
  const cy = await hub.agent('Cy')
  const [here, elsewhere] = [(await hub.signIn(cy.email, cy.password))!, (await hub.signIn(cy.email, cy.password))!]
  const feed = await elsewhere.live()
  await until(() => feed.frames.some(({ type }) => type === 'ready'))
  const change = (currentPassword: string) =>
    here.post('/api/auth/change-password', { currentPassword, newPassword: 'a new one of my own', revokeOtherSessions: true })
  expect(await change('not this one')).toMatchObject({ status: 400, body: { code: 'INVALID_PASSWORD' } })
  expect((await elsewhere.get('/api/me')).status).toBe(200)
  expect((await change(cy.password)).status).toBe(200)
  await until(() => feed.closed() !== null)
  expect((await elsewhere.get('/api/me')).status).toBe(401)
  expect([await hub.signIn(cy.email, cy.password), await hub.signIn(cy.email, 'a new one of my own')]).toMatchObject([null, {}])
})
