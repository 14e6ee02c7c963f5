import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Adapter } from '../../../../src/contract/adapter.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { message } from '../../../support/events.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'
import { until } from '../../../support/wait.ts'

const STEP = { code: 'paste', text: { en: 'Paste it', zh: '粘贴' }, value: 'https://x' }
const TOKEN = 'a-token-that-nobody-may-see-5f1c'
let hub: TestHub
beforeAll(async () => {
  const adapters = { test: createTestAdapter() as Adapter, manual: createTestAdapter({ kind: 'manual', steps: [STEP] }) as Adapter }
  hub = await startTestHub({ adapters })
})
afterAll(() => hub.stop())
beforeEach(() => {
  hub.platform.token = TOKEN
})

const credentials = (token = TOKEN) => ({ base: hub.platform.base, token, secret: 'webhook-secret' })
async function create(options: { kind?: string; token?: string } = {}): Promise<string> {
  const { status, body } = await hub.owner.post('/api/channels', {
    kind: options.kind ?? 'test',
    name: 'Shop',
    credentials: credentials(options.token),
    settings: { language: 'en' },
  })
  expect(status).toBe(201)
  return body.id
}
const show = async (id: string) => (await hub.owner.get(`/api/channels/${id}`)).body
const act = (id: string, what: string) => hub.owner.post(`/api/channels/${id}/${what}`)
const says = (text: string) => ({ events: [message(text, { at: Date.now() })] })

describe('the life of a channel', () => {
  test('draft, live, paused, live, deleted; messages come in while it is live', async () => {
    const id = await create()
    expect(await show(id)).toMatchObject({
      state: 'draft',
      health: { state: 'ok' },
      account: null,
      hookUrl: `${hub.url}/hooks/${id}`,
      settings: { language: 'en' },
    })
    expect((await hub.hook(id, says('too early'))).status).toBe(404)
    const enabled = await act(id, 'enable')
    expect(enabled).toMatchObject({
      status: 200,
      body: { state: 'live', steps: [], account: { externalId: 'account-1', name: 'Test account' } },
    })
    expect(hub.platform.hooks.at(-1)).toMatchObject({ url: `${hub.url}/hooks/${id}`, secret: expect.stringMatching(/^[\w-]{43}$/) })
    expect(await hub.hook(id, says('hello'))).toMatchObject({ status: 200, body: '{"outcome":"stored"}' })
    expect((await act(id, 'pause')).body.state).toBe('paused')
    expect((await hub.hook(id, says('anybody?'))).status).toBe(404)
    await act(id, 'enable')
    expect((await hub.hook(id, says('again'))).status).toBe(200)
    expect((await hub.owner.delete(`/api/channels/${id}`)).status).toBe(204)
    expect((await hub.hook(id, says('gone'))).status).toBe(404)
    expect((await hub.owner.get(`/api/channels/${id}`)).status).toBe(404)
    expect((await hub.owner.get(`/api/conversations?channel=${id}`)).body.items).toHaveLength(1)
  })

  test('what is left for the admin is said', async () => {
    expect((await act(await create({ kind: 'manual' }), 'enable')).body).toMatchObject({ state: 'live', steps: [STEP] })
  })

  test('wrong credentials are said in the platform\u2019s words, and nothing goes live', async () => {
    const id = await create({ token: 'wrong' })
    for (const what of ['check', 'enable']) {
      expect(await act(id, what)).toMatchObject({ status: 422, body: { code: 'channel-auth', title: 'the token is not good' } })
    }
    expect(await show(id)).toMatchObject({ state: 'draft' })
    expect((await hub.owner.patch(`/api/channels/${id}`, { credentials: credentials() })).status).toBe(200)
    expect((await act(id, 'enable')).body.state).toBe('live')
  })

  test('credentials that cannot be right name their fields', async () => {
    const send = (given: object) => hub.owner.post('/api/channels', { kind: 'test', name: 'x', credentials: given })
    expect(await send({ base: 'no address', token: 'x', secret: 'short' })).toMatchObject({
      status: 422,
      body: { code: 'bad-credentials', fields: [{ field: 'base' }, { field: 'secret' }] },
    })
    expect(await send({})).toMatchObject({ status: 422 })
    expect(await hub.owner.post('/api/channels', { kind: 'carrier-pigeon', name: 'x' })).toMatchObject({
      status: 422,
      body: { code: 'unknown-kind' },
    })
  })

  test('a platform that cannot be reached is said, and is no reason to stay silent later', async () => {
    const id = await create()
    await hub.platform.down()
    expect(await act(id, 'enable')).toMatchObject({ status: 422, body: { code: 'channel-network' } })
    await hub.platform.up()
    expect((await act(id, 'enable')).status).toBe(200)
  })
})

describe('webhooks', () => {
  test.each([
    ['without a signature', () => ({ method: 'POST', body: JSON.stringify(says('x')) })],
    ['signed with another secret', undefined],
  ])('%s are refused, and leave nothing', async (_how, init) => {
    const id = await hub.channel()
    const before = hub.hub.desk.rooms.log.last()
    const status = init ? (await hub.nobody.fetch(`/hooks/${id}`, init())).status : (await hub.hook(id, says('x'), 'another-secret')).status
    expect(status).toBe(401)
    expect(hub.hub.desk.rooms.log.last()).toBe(before)
  })

  test('that ask who we are get their answer', async () => {
    const id = await hub.channel()
    expect(await (await hub.nobody.fetch(`/hooks/${id}?challenge=42`)).text()).toBe('42')
    for (const path of [`/hooks/${id}x`, '/hooks/', '/hooks/..%2f', '/hooks/%00'])
      expect((await hub.nobody.fetch(path, { method: 'POST' })).status).toBe(404)
  })
})

describe('secrets', () => {
  test('lie sealed: not in an answer, not in a log, not in the database, not in a file', async () => {
    const id = await create()
    const answers = [
      await act(id, 'enable'),
      await hub.owner.get('/api/channels'),
      await hub.owner.get(`/api/channels/${id}`),
      await hub.owner.patch(`/api/channels/${id}`, { credentials: credentials() }),
    ]
    hub.platform.token = 'revoked'
    await hub.hook(id, says('hello'))
    const { items } = (await hub.owner.get(`/api/conversations?channel=${id}`)).body
    await hub.owner.post(`/api/conversations/${items[0].id}/claim`)
    await hub.owner.post(`/api/conversations/${items[0].id}/messages`, { text: 'hello', key: 'k' })
    await until(async () => (await show(id)).state === 'broken')
    answers.push(await hub.owner.get(`/api/channels/${id}`), await hub.owner.get('/api/conversations'))
    const hookSecret = hub.platform.hooks.at(-1)!.secret
    const log = hub.hub.desk.kit.sql.prepare('SELECT * FROM LogEntry').all()
    const files = everyFile(hub.dataDir)
    expect(files.length).toBeGreaterThan(0)
    for (const secret of [TOKEN, 'webhook-secret', hookSecret]) {
      for (const text of [...answers.map((one) => JSON.stringify(one.body)), JSON.stringify(hub.trace), JSON.stringify(log), ...files])
        expect(text.includes(secret)).toBe(false)
    }
  })
})

test('the kinds are told as data', async () => {
  const { items } = (await hub.owner.get('/api/channels/kinds')).body
  expect(items.map((one: { kind: string }) => one.kind)).toEqual(['test', 'manual'])
  expect(items[0]).toMatchObject({
    hosted: false,
    fields: [{ name: 'base' }, { name: 'token', kind: 'secret' }, { name: 'secret' }],
    surfaces: { dm: { text: { max: 100 } } },
  })
})

function everyFile(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
}
