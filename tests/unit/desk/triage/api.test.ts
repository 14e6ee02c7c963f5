import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../../support/client.ts'
import { message } from '../../../support/events.ts'
import { type TestHub, startTestHub } from '../../../support/test-hub.ts'

const STOLEN = '我的账号被盗了，密码被改了，钱被转走了'
let hub: TestHub
let ann: Client & { id: string }
beforeAll(async () => {
  hub = await startTestHub()
  ann = await hub.agent('Ann', { role: 'supervisor' })
  await hub.hook(await hub.channel(), { events: [message(STOLEN, { from: 'u1', at: 1 })] })
})
afterAll(() => hub.stop())

test('what made it urgent is told in a sentence', async () => {
  const { body } = await ann.get('/api/conversations/1/triage')
  expect(body.items).toMatchObject([{ seq: 1, before: 'normal', priority: 'urgent', reasons: [{ rule: 'scorer', code: 'urgent' }] }])
  expect(body.items[0].reasons[0].text).toMatch(/^It reads like something urgent \([a-z-]+\), because of: .+\.$/)
  expect((await ann.get('/api/conversations/9/triage')).status).toBe(404)
})

test('a message can be tried, with what was said before it, and nothing is kept', async () => {
  const before = (await ann.get('/api/conversations/1/triage')).body
  const attempt = async (text: string, said: string[] = []) => (await ann.post('/api/triage/try', { text, before: said })).body
  expect(await attempt(STOLEN)).toMatchObject({ language: 'zh', urgent: true, priority: 'urgent' })
  expect(await attempt('在吗', [STOLEN])).toMatchObject({ urgent: true })
  expect(await attempt('Which hours are you open?')).toMatchObject({ language: 'en', urgent: false, priority: 'normal', reasons: [] })
  expect(await attempt('转人工')).toMatchObject({ wantsPerson: true, urgent: false })
  expect((await ann.get('/api/conversations/1/triage')).body).toEqual(before)
})
