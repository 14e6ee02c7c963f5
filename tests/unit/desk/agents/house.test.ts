import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Role } from '../../../../src/desk/web/roles.ts'
import type { Client } from '../../../support/client.ts'
import { message } from '../../../support/events.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'

let hub: TestHub
let by: Record<'agent' | 'supervisor', Client>
beforeEach(async () => {
  hub = await startTestHub()
  by = { agent: await hub.agent('Agent'), supervisor: await hub.agent('Supervisor', { role: 'supervisor' }) }
  const channel = await hub.channel()
  await hub.hook(channel, { events: ['u1', 'u2', 'u3'].map((from) => message('hi', { at: 1, from })) })
})
afterEach(() => hub.stop())

/** 403 or done, each undone again. */
async function merge(client: Client): Promise<number> {
  const { status, body } = await client.post('/api/contacts/1/merge', { contact: 2 })
  if (status === 200) expect((await client.post('/api/contacts/1/split', { merge: body.merges[0].id })).status).toBe(200)
  return status
}
async function raise(client: Client, id = 1): Promise<number> {
  const { status, body } = await client.post(`/api/conversations/${id}/priority`, { priority: 'urgent' })
  if (status === 200) expect(body.priority).toBe('urgent')
  return status
}
const decide = (rules: { mergeContacts?: Role; raiseUnassigned?: Role }) => hub.owner.patch('/api/rights', rules)

test('agents merge contacts and raise cases that nobody has, unless an admin says otherwise', async () => {
  expect((await by.agent.get('/api/rights')).body).toEqual({ mergeContacts: 'agent', raiseUnassigned: 'agent' })
  expect([await merge(by.agent), await raise(by.agent)]).toEqual([200, 200])

  expect((await decide({ mergeContacts: 'supervisor' })).body).toEqual({ mergeContacts: 'supervisor', raiseUnassigned: 'agent' })
  expect([await merge(by.agent), await merge(by.supervisor), await raise(by.agent)]).toEqual([403, 200, 200])

  expect((await decide({ raiseUnassigned: 'admin' })).body).toEqual({ mergeContacts: 'supervisor', raiseUnassigned: 'admin' })
  expect([await raise(by.agent, 2), await raise(by.supervisor, 2), await raise(hub.owner, 2)]).toEqual([403, 403, 200])
  // One's own is one's own.
  await by.agent.post('/api/conversations/3/claim')
  expect(await raise(by.agent, 3)).toBe(200)
})

test('what was merged may be split by whom merging is left to', async () => {
  const { body } = await by.agent.post('/api/contacts/1/merge', { contact: 2 })
  await decide({ mergeContacts: 'supervisor' })
  const split = (client: Client) => client.post('/api/contacts/1/split', { merge: body.merges[0].id })
  expect([(await split(by.agent)).status, (await split(by.supervisor)).status]).toEqual([403, 200])
})

test('what was decided is logged, and nonsense is not decided', async () => {
  await decide({ mergeContacts: 'admin' })
  const { sql } = hub.hub.desk.kit
  const [entry] = sql.prepare<{ type: string; data: string }>('SELECT type, data FROM LogEntry ORDER BY seq DESC LIMIT 1').all()
  expect(entry).toEqual({ type: 'rights.updated', data: '{"mergeContacts":"admin","raiseUnassigned":"agent"}' })
  expect((await hub.owner.patch('/api/rights', { mergeContacts: 'nobody' })).status).toBe(422)
})
