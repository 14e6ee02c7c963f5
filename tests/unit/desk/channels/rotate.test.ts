import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { web } from '../../../../adapters/web/index.ts'
import type { Adapter } from '../../../../src/contract/adapter.ts'
import type { PublicSession } from '../../../../src/desk/web/visitor-wire.ts'
import { createClient } from '../../../support/client.ts'
import { createTestClock, DAY, HOUR, type TestClock } from '../../../support/clock.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'
import { until } from '../../../support/wait.ts'

let hub: TestHub
let clock: TestClock
/** Set while the next registration of a webhook has to wait. */
let gate: { held: boolean; wait: Promise<void> } | undefined
beforeEach(async () => {
  clock = createTestClock()
  const plain = createTestAdapter()
  const install: typeof plain.setup.install = async (ctx, hookUrl) => {
    const waits = gate
    gate = undefined
    if (waits) {
      waits.held = true
      await waits.wait
    }
    return plain.setup.install(ctx, hookUrl)
  }
  const adapter = { ...plain, setup: { ...plain.setup, install } }
  const remote = { ...adapter, manifest: { ...adapter.manifest, kind: 'remote', runtime: 'node' } } as Adapter
  hub = await startTestHub({ adapters: { test: adapter as Adapter, remote, web: web as Adapter }, clock })
})
afterEach(async () => {
  // With what has fallen due by the moved clock the desk is busy until something wakes it.
  await hub.owner.put('/api/me/presence', { presence: 'away' })
  await hub.stop()
})

function holdInstall() {
  const { promise, resolve } = Promise.withResolvers<void>()
  const held = { held: false, wait: promise, now: resolve }
  gate = held
  return held
}
const rotate = (id: string, body?: object) => hub.owner.post(`/api/channels/${id}/rotate-secret`, body)
const told = () => hub.platform.hooks.map(({ secret }) => secret)
const secrets = (id: string) => hub.hub.desk.rooms.channels.secrets(id)

describe('a new secret', () => {
  test('is told to the platform at once, and the old one counts for a day', async () => {
    const id = await hub.channel()
    const { status, body } = await rotate(id)
    expect([status, body]).toMatchObject([200, { id, state: 'live', steps: [] }])
    const [first, second] = told()
    expect(second).toMatch(/^[\w-]{43}$/)
    expect(second).not.toBe(first)
    expect(await secrets(id)).toMatchObject({ hookSecret: second, formerHookSecrets: [first] })
    clock.forward(DAY - 1)
    expect((await secrets(id)).formerHookSecrets).toEqual([first])
    clock.forward(1)
    expect((await secrets(id)).formerHookSecrets).toEqual([])
  })

  test('again before that day is over: all that are in their time count, and nothing is lost to other changes', async () => {
    const id = await hub.channel()
    await rotate(id)
    clock.forward(HOUR)
    await rotate(id, { keepHours: 2 })
    const [first, second, third] = told()
    await hub.owner.patch(`/api/channels/${id}`, {
      credentials: { base: hub.platform.base, token: hub.platform.token, secret: 'another-secret' },
    })
    expect(await secrets(id)).toMatchObject({
      hookSecret: third,
      formerHookSecrets: [second, first],
      credentials: { secret: 'another-secret' },
    })
    clock.forward(2 * HOUR)
    expect((await secrets(id)).formerHookSecrets).toEqual([first])
    await rotate(id, { keepHours: 0 })
    expect((await secrets(id)).formerHookSecrets).toEqual([first])
  })

  test('however often: what counts no more is not kept', async () => {
    const id = await hub.channel()
    const { sql } = hub.hub.desk.kit
    const size = sql.prepare<{ n: number }>('SELECT length(credentials) AS n FROM Channel WHERE id = ?')
    const before = size.get(id)?.n
    for (let n = 0; n < 5; n += 1) await rotate(id, { keepHours: 0 })
    expect(size.get(id)?.n).toBe(before! + ',"former":[]'.length)
  })

  test('and other credentials at the same moment: both are kept', async () => {
    const id = await hub.channel()
    const [first] = told()
    const credentials = { base: hub.platform.base, token: hub.platform.token, secret: 'another-secret' }
    const answers = await Promise.all([rotate(id), hub.owner.patch(`/api/channels/${id}`, { credentials }), rotate(id)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const now = await secrets(id)
    expect(now.credentials).toMatchObject({ secret: 'another-secret' })
    expect([now.hookSecret, ...now.formerHookSecrets].toSorted()).toEqual(expect.arrayContaining([first]))
    expect(now.formerHookSecrets).toHaveLength(2)
    expect(new Set(told())).toEqual(new Set([now.hookSecret, ...now.formerHookSecrets]))
  })

  test('that overtakes another on the way to the platform is the one it keeps', async () => {
    const id = await hub.channel()
    const release = holdInstall()
    const slow = rotate(id)
    await until(() => release.held)
    await rotate(id)
    release.now()
    expect((await slow).status).toBe(200)
    expect(told().at(-1)).toBe((await secrets(id)).hookSecret)
  })

  test('that the platform does not take leaves the light red and the old one good; enabling tells it again', async () => {
    const id = await hub.channel()
    hub.platform.token = 'other'
    expect(await rotate(id)).toMatchObject({ status: 422, body: { code: 'channel-auth' } })
    const [first] = told()
    expect((await hub.owner.get(`/api/channels/${id}`)).body.health).toMatchObject({ state: 'broken', advice: { code: 'install' } })
    const { hookSecret, formerHookSecrets } = await secrets(id)
    expect(formerHookSecrets).toEqual([first])
    hub.platform.token = 'test-token'
    await hub.owner.patch(`/api/channels/${id}`, {
      credentials: { base: hub.platform.base, token: 'test-token', secret: 'webhook-secret' },
    })
    expect((await hub.owner.post(`/api/channels/${id}/enable`)).status).toBe(200)
    expect(told().at(-1)).toBe(hookSecret)
  })

  test('of a channel that is not on is told to nobody yet; nonsense and strangers change nothing', async () => {
    const { body } = await hub.owner.post('/api/channels', {
      kind: 'test',
      name: 'Draft',
      credentials: { base: hub.platform.base, token: hub.platform.token, secret: 'webhook-secret' },
    })
    const before = await secrets(body.id)
    for (const keepHours of [-1, 721, 1.5, 'x']) expect((await rotate(body.id, { keepHours })).status).toBe(422)
    expect(await secrets(body.id)).toEqual(before)
    expect((await rotate(body.id)).body).toMatchObject({ state: 'draft', steps: [] })
    expect(told()).toEqual([])
    expect((await rotate('nothing')).status).toBe(404)
    const { sql } = hub.hub.desk.kit
    const [entry] = sql
      .prepare<{ data: string }>("SELECT data FROM LogEntry WHERE type = 'channel.updated' ORDER BY seq DESC LIMIT 1")
      .all()
    expect(JSON.parse(entry!.data)).toEqual({ channelId: body.id, changed: ['hookSecret'] })
  })
})

test('a gateway’s key counts for a day more, and the new one is shown', async () => {
  const credentials = { base: hub.platform.base, token: hub.platform.token, secret: 'webhook-secret' }
  const { id } = (await hub.owner.post('/api/channels', { kind: 'remote', name: 'Elsewhere', credentials })).body
  const keyOf = (body: { steps: { value: string }[] }) => body.steps[0]!.value
  const old = keyOf((await hub.owner.post(`/api/channels/${id}/enable`)).body)
  const next = keyOf((await rotate(id)).body)
  expect(next).not.toBe(old)
  const hello = async (key: string) =>
    (await createClient(hub.url, { authorization: `Bearer ${key}` }).post('/api/gateway/hello', { instance: 'i' })).status
  expect([await hello(old), await hello(next)]).toEqual([200, 200])
  clock.forward(DAY)
  expect([await hello(old), await hello(next)]).toEqual([401, 200])
  // Also of a channel that is paused: its gateway asks with a key all the same.
  await hub.owner.post(`/api/channels/${id}/pause`)
  expect(await hello(keyOf((await rotate(id)).body))).toBe(200)
})

describe('a visitor', () => {
  let id: string
  beforeEach(async () => {
    id = (await hub.owner.post('/api/channels', { kind: 'web', name: 'Shop', credentials: {} })).body.id
    await hub.owner.post(`/api/channels/${id}/enable`)
  })
  const session = async (token?: string): Promise<PublicSession> => (await hub.nobody.post(`/widget/${id}/session`, { token })).body
  const say = async (token: string) =>
    (
      await createClient(hub.url, { authorization: `Bearer ${token}` }).post(`/hooks/${id}`, {
        type: 'message',
        key: crypto.randomUUID(),
        parts: [{ type: 'text', text: 'hello' }],
      })
    ).status

  test('goes on over a rotation, and is given a token of the new secret', async () => {
    const first = await session()
    expect(await say(first.token)).toBe(200)
    await rotate(id)
    expect(await say(first.token)).toBe(200)
    const second = await session(first.token)
    expect(second.visitor).toBe(first.visitor)
    expect(second.messages).toHaveLength(2)
    expect(second.token).not.toBe(first.token)
    expect((await session(second.token)).token).toBe(second.token)
    clock.forward(DAY)
    expect([await say(first.token), await say(second.token)]).toEqual([401, 200])
    expect((await session(first.token)).visitor).not.toBe(first.visitor)
    expect((await session(second.token)).visitor).toBe(first.visitor)
  })

  test('whose token is in wrong hands is rid of it at once when the old secret is not kept', async () => {
    const { token } = await session()
    await rotate(id, { keepHours: 0 })
    expect(await say(token)).toBe(401)
  })

  test('opens the live feed within a minute of being let in, and files for an hour at least', async () => {
    const { live, files } = await session()
    const open = async (path: string) => (await hub.nobody.get(`/widget/${id}/${path}`).catch(() => ({ status: 426 }))).status
    expect(await open(`live?ticket=${live}`)).toBe(426)
    clock.forward(60_000)
    expect(await open(`live?ticket=${live}`)).toBe(401)
    expect(await open(`files/nothing?token=${files}`)).toBe(404)
    clock.forward(2 * HOUR)
    expect(await open(`files/nothing?token=${files}`)).toBe(401)
  })
})
