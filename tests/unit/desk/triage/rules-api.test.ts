import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../../support/client.ts'
import { type TestHub, startTestHub } from '../../../support/test-hub.ts'

let hub: TestHub
let admin: Client
beforeAll(async () => {
  hub = await startTestHub()
  admin = await hub.agent('Ann', { role: 'admin' })
})
afterAll(() => hub.stop())

const INVOICES = { name: 'Invoices', match: { words: { any: ['发票', 'invoice*copy'] } }, effect: { priority: 'high', tags: ['invoice'] } }

test('rules are written, read, ordered, switched and deleted', async () => {
  const one = await admin.post('/api/rules', INVOICES)
  expect(one).toMatchObject({ status: 201, body: { ...INVOICES, enabled: true } })
  const two = await admin.post('/api/rules', { name: 'Rest', effect: { tags: ['rest'] } })
  const names = async () => (await admin.get('/api/rules')).body.items.map(({ name }: { name: string }) => name)
  expect(await names()).toEqual(['Invoices', 'Rest'])
  expect((await admin.post('/api/rules/order', { ids: [two.body.id, one.body.id] })).status).toBe(200)
  expect(await names()).toEqual(['Rest', 'Invoices'])
  const off = await admin.patch(`/api/rules/${two.body.id}`, { enabled: false })
  expect(off.body).toMatchObject({ name: 'Rest', enabled: false, effect: { tags: ['rest'] } })
  expect((await admin.get(`/api/rules/${one.body.id}`)).body).toEqual(one.body)
  expect((await admin.delete(`/api/rules/${two.body.id}`)).status).toBe(204)
  expect((await admin.delete(`/api/rules/${two.body.id}`)).status).toBe(404)
  expect(await names()).toEqual(['Invoices'])
})

test('a try says which rule decides what, in sentences', async () => {
  const { body } = await admin.post('/api/triage/try', { text: '请问怎么开發票？' })
  expect(body).toMatchObject({ priority: 'high', tags: ['invoice'], skills: [], queue: { name: 'Support' } })
  expect(body.reasons.map(({ text }: { text: string }) => text)).toEqual([
    'The rule “Invoices” makes it high, because of: 发票.',
    'The rule “Invoices” tags it invoice, because of: 发票.',
  ])
})

test.each([
  ['a phrase without a word', { match: { words: { any: ['*'] } } }],
  ['a phrase that is too long', { match: { words: { any: ['x'.repeat(81)] } } }],
  ['too many phrases', { match: { words: { any: Array.from({ length: 41 }, (_, n) => `w${n}`) } } }],
  ['no name', { name: ' ' }],
  ['a priority that there is not', { effect: { priority: 'highest' } }],
])('%s is refused', async (_, rule) => {
  expect((await admin.post('/api/rules', { name: 'Bad', ...rule })).status).toBe(422)
})

test('supervisors read them, agents do not, and neither writes', async () => {
  const [sup, agent] = [await hub.agent('Sue', { role: 'supervisor' }), await hub.agent('Al')]
  expect([(await sup.get('/api/rules')).status, (await agent.get('/api/rules')).status]).toEqual([200, 403])
  expect((await sup.post('/api/rules', { name: 'Mine' })).status).toBe(403)
})
