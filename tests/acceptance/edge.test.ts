import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startLab } from '../../lab/server.ts'
import type { Lab } from '../../lab/server.ts'
import { buildEdge, type EdgeBuild, type EdgeHub, startEdgeHub } from './edge-hub.ts'
import { type Line, lines } from '../../lab/lines.ts'
import type { Adapter } from '../../src/contract/adapter.ts'
import { wechatyAdapter } from '../../adapters/wechaty/index.ts'
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts'
import { claimed, connect, soon, talk } from '../channels/flow.ts'
import { createTestFolder } from '../support/folder.ts'
import { type Client, signIn } from '../support/client.ts'
import { OWNER, spine } from './flow.ts'
import { HubClient } from './hub-client.ts'

let lab: Lab
let build: EdgeBuild
let hub: EdgeHub

beforeAll(async () => {
  lab = await startLab()
  build = buildEdge()
  hub = await startEdgeHub(build, { EGRESS_RELAY: lab.url, OWNER_EMAIL: OWNER.email, OWNER_PASSWORD: OWNER.password })
})

afterAll(async () => {
  await hub?.stop()
  await lab?.stop()
  build?.remove()
})

test('without an owner nobody gets in, and the trace does not say how', async () => {
  const bare = await startEdgeHub(build, {})
  onTestFinished(() => bare.stop())
  expect(await (await fetch(`${bare.url}/api/setup`)).json()).toEqual({ needed: true })
  const lines = bare.lines().join('\n')
  expect(lines).toMatch(/first-start.*OWNER_EMAIL/)
  expect(lines).not.toMatch(/token|\/setup/)
})

test('a message from a Telegram phone reaches an agent and the answer comes back', async () => {
  await spine(hub.url, lab)
})

test('nothing of it is logged: no token, no word of the customer', () => {
  expect(hub.lines().join('\n')).not.toMatch(/AAflow|被盗|马上处理/)
  expect(hub.lines().filter((line) => line.includes('"error"'))).toEqual([])
})

describe('a customer and an agent talk', () => {
  let agent: Client
  beforeAll(async () => {
    const client = await signIn(hub.url, OWNER.email, OWNER.password)
    if (!client) throw new Error('not signed in')
    agent = client
    await agent.put('/api/me/presence', { presence: 'available' })
    await agent.patch(`/api/agents/${(await agent.get('/api/me')).body.id}`, { capacity: 100 })
    known = lines(lab)
  })
  let known: Line[]
  test.each(['telegram', 'qq', 'wechat', 'wechat-kf', 'x'])('%s', async (kind) => {
    const line = known.find((one) => one.kind === kind)
    if (!line) throw new Error(`There is no line of ${kind}`)
    await connect(agent, line)
    await talk(agent, line)
  })
})

test('what is said while the relay cannot reach the platform goes out once it is back, by itself and once', async () => {
  const agent = (await signIn(hub.url, OWNER.email, OWNER.password))!
  await agent.put('/api/me/presence', { presence: 'available' })
  const bot = lab.telegram.bot('7000124:AAflow-away-away-away-away-away-away-away', { name: 'Acme Away' })
  const credentials = { botToken: '7000124:AAflow-away-away-away-away-away-away-away' }
  await connect(agent, { kind: 'telegram', name: 'Away', credentials, settings: {}, configure: () => Promise.resolve() })
  const bo = lab.telegram.person({ name: 'Bo', bot })
  bo.start()
  bo.say('is anybody there')
  const talk = await claimed(agent, 'is anybody there')
  lab.telegram.faults.set({ down: 'not-connected' })
  const said = ['one', 'two'].map((text) => ({ type: 'text', text }))
  for (const part of said) await talk.reply([part])
  const out = async () => (await talk.messages()).filter(({ direction }) => direction === 'out')
  await soon(async () => (await out())[0]?.error?.code === 'network', 'a try')
  expect((await out()).map(({ state }) => state)).toEqual(['queued', 'queued'])
  lab.telegram.faults.reset()
  await bo.waitFor('two', { timeoutMs: 15_000 })
  await soon(async () => (await out()).every(({ state }) => state === 'sent'), 'the results')
  expect(bo.screen().flatMap(({ mine, text }) => (mine ? [] : [text]))).toEqual(['one', 'two'])
})

test('a gateway holds the connection that the Worker cannot, and both may begin anew', async () => {
  const agent = await signIn(hub.url, OWNER.email, OWNER.password)
  if (!agent) throw new Error('not signed in')
  await agent.put('/api/me/presence', { presence: 'available' })
  const credentials = { puppet: 'wechaty-puppet-mock' }
  const { body: channel } = await agent.post('/api/channels', { kind: 'wechaty', name: 'Personal', credentials })
  const { body: enabled } = await agent.post(`/api/channels/${channel.id}/enable`)
  expect(enabled).toMatchObject({ state: 'live', health: { state: 'broken', advice: { code: 'gateway-away' } } })
  const key = enabled.steps[0].value as string

  const folder = createTestFolder()
  const adapters = { wechaty: wechatyAdapter({ puppet: () => lab.wechaty.puppet() }) as Adapter }
  async function start(): Promise<Gateway> {
    const gateway = await startGateway({ hub: hub.url, key, dataDir: folder.path, adapters, trace: () => {}, waitMs: 500 })
    onTestFinished(() => gateway.stop())
    return gateway
  }
  onTestFinished(() => folder.remove())
  const first = await start()
  const acme = lab.wechaty.account({ name: 'Acme' })
  const health = async () => (await agent.get(`/api/channels/${channel.id}`)).body.health
  const code = await soon(async () => (await health()).advice?.qr as string | undefined, 'a code')
  await acme.scan(code)
  await soon(async () => (await health()).state === 'ok', 'the sign-in')

  const ada = lab.wechaty.person({ name: 'Ada' })
  ada.say('hello from WeChat')
  const talk = await claimed(agent, 'hello from WeChat')
  await first.stop()
  await hub.sleep()
  await start()
  await talk.reply([{ type: 'text', text: 'hello from the edge' }])
  await ada.waitFor('hello from the edge', { timeoutMs: 15_000 })
  await soon(async () => (await talk.messages()).at(-1)?.state === 'sent', 'the result')
  expect(ada.screen().filter(({ text }) => text === 'hello from the edge')).toHaveLength(1)
})

test('sockets stay open while the desk sleeps, and it wakes up to tell them', async () => {
  const client = new HubClient(hub.url)
  await client.signIn(OWNER.email, OWNER.password)
  const live = await client.live(Number.MAX_SAFE_INTEGER)
  await hub.sleep()
  await client.call('PUT', '/api/me/presence', { presence: 'busy' })
  await live.until(({ type }) => type === 'agent.presence')
  live.close()
})

test('a feed ends with the session that opened it, also of a desk that slept', async () => {
  const client = await signIn(hub.url, OWNER.email, OWNER.password)
  const feed = await client!.live()
  await soon(() => Promise.resolve(feed.frames.length > 0), 'the feed')
  await hub.sleep()
  expect((await client!.post('/api/auth/sign-out', {})).status).toBe(200)
  await soon(() => Promise.resolve(feed.closed()?.code === 4001), 'its end')
})

test('a visitor of a site is heard', async () => {
  const client = new HubClient(hub.url)
  await client.signIn(OWNER.email, OWNER.password)
  const { items } = await client.call<{ items: { id: string; kind: string }[] }>('GET', '/api/channels')
  const id = items.find(({ kind }) => kind === 'web')?.id ?? ''
  const { token } = await client.call<{ token: string }>('POST', `/widget/${id}/session`, {})
  const headers = { authorization: `Bearer ${token}` }
  const said = { type: 'message', key: 'k1', parts: [{ type: 'text', text: 'from the shop' }] }
  const answer = await fetch(`${hub.url}/hooks/${id}`, { method: 'POST', headers, body: JSON.stringify(said) })
  expect(answer.status).toBe(200)
  const waiting = await client.call<{ items: { preview: string }[] }>('GET', '/api/conversations?view=waiting')
  expect(waiting.items.map(({ preview }) => preview)).toContain('from the shop')
})

test('the sweep runs', () => hub.sweep())

test('health and readiness', async () => {
  expect(await (await fetch(`${hub.url}/healthz`)).json()).toEqual({ ok: true })
  expect(await (await fetch(`${hub.url}/readyz`)).json()).toMatchObject({ ok: true, backlog: { segments: 0 } })
})

test('a webhook for nobody is refused', async () => {
  expect((await fetch(`${hub.url}/hooks/nothing`, { method: 'POST', body: '{}' })).status).toBe(404)
})

describe('the console', () => {
  test.each(['/', '/inbox/42'])('%s is its page, framed by nobody', async (path) => {
    const response = await fetch(hub.url + path)
    expect([response.status, await response.text()]).toEqual([200, '<title>console</title>'])
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(response.headers.get('cache-control')).toBe('no-cache')
  })

  test('built files are kept, the widget is for other sites', async () => {
    expect((await fetch(`${hub.url}/assets/app-123.js`)).headers.get('cache-control')).toContain('immutable')
    expect((await fetch(`${hub.url}/widget.js`)).headers.get('access-control-allow-origin')).toBe('*')
  })
})
