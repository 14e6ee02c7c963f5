import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestHub, startTestHub } from '../../../tests/browser/widget/hub.ts'
import { declarations } from '../web/route.ts'
import { LIMITS } from './limits.ts'
import { createVisitors } from './routes.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await startTestHub()
})
afterEach(() => hub.stop())

const say = async (token: string): Promise<number> => {
  const answer = await fetch(`${hub.url}/hooks/${hub.channelId}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ type: 'typing' }),
  })
  return answer.status
}

test('everything that visitors call says what they have to bring', () => {
  const { app } = createVisitors(hub.desk.kit, hub.desk.rooms, { address: () => '' })
  expect(declarations(app).map(({ method, path, who }) => [method, path, who])).toEqual([
    ['GET', '/demo', 'anyone'],
    ['POST', '/widget/:channelId/session', 'anyone'],
    ['GET', '/widget/:channelId/messages', { visitor: 'token' }],
    ['GET', '/widget/:channelId/live', { visitor: 'live' }],
    ['POST', '/widget/:channelId/files', { visitor: 'token' }],
    ['GET', '/widget/:channelId/files/:id', { visitor: 'files' }],
    ['GET', '/widget/:channelId/demo', 'anyone'],
  ])
})

test('who makes tokens up is slowed down one by one, however long they are', async () => {
  const made = (end: string) => `v1.${'x'.repeat(4000)}.${end}`
  const answers = await Promise.all(Array.from({ length: LIMITS.said.burst + 3 }, () => say(made('a'))))
  expect(new Set(answers)).toEqual(new Set([401, 429]))
  expect(await say(made('b'))).toBe(401)
})
