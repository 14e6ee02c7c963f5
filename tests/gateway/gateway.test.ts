import type { Adapter } from '../../src/contract/adapter.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts'
import { createPushedClock } from '../channels/clock.ts'
import { type Loopback, loopback } from '../harness/loopback.ts'
import type { Answer } from '../support/client.ts'
import { message } from '../support/events.ts'
import { createTestFolder } from '../support/folder.ts'
import { type TestHub, startTestHub } from '../support/test-hub.ts'
import { type TestNetwork, createTestNetwork } from '../support/test-network.ts'
import { until } from '../support/wait.ts'

let network: TestNetwork
let hub: TestHub | undefined
let front: Loopback
let gateway: Gateway | undefined
let key: string
let channel: string
let clock: ReturnType<typeof createPushedClock>
let hubFolder: ReturnType<typeof createTestFolder>
let folder: ReturnType<typeof createTestFolder>

const lose = { results: 0 }

const startHub = async (): Promise<void> => {
  hub = await startTestHub({ adapters: { test: network.remote as Adapter }, clock, dataDir: hubFolder.path })
}
const stopHub = async (): Promise<void> => {
  await hub?.stop()
  hub = undefined
}
async function connect(as = key): Promise<Gateway> {
  gateway = await startGateway({
    hub: front.origin,
    key: as,
    dataDir: folder.path,
    adapters: { test: network.adapter as Adapter },
    log: () => {},
    waitMs: 500,
  })
  await until(() => network.open() === 1)
  return gateway
}

beforeEach(async () => {
  network = createTestNetwork()
  clock = createPushedClock()
  hubFolder = createTestFolder()
  folder = createTestFolder()
  lose.results = 0
  // The hub's address stays when the hub does not.
  front = await loopback(async (request) => {
    if (!hub) return new Response('bad gateway', { status: 502 })
    const url = new URL(request.url)
    const body = request.body ? await request.arrayBuffer() : undefined
    const answer = await fetch(hub.url + url.pathname, { method: request.method, headers: request.headers, ...(body && { body }) }).catch(
      () => null,
    )
    if (!answer || (url.pathname.endsWith('/results') && lose.results-- > 0)) return new Response('bad gateway', { status: 502 })
    return new Response(answer.body, { status: answer.status, headers: { 'content-type': answer.headers.get('content-type') ?? '' } })
  })
  await startHub()
  const credentials = { base: 'http://127.0.0.1:9', token: 't', secret: 'webhook-secret' }
  channel = (await hub!.owner.post('/api/channels', { kind: 'test', name: 'Network', credentials })).body.id as string
  const { body } = await hub!.owner.post(`/api/channels/${channel}/enable`)
  key = /--key (\S+)$/.exec(body.steps[0].value as string)?.[1] ?? ''
})
afterEach(async () => {
  await gateway?.stop()
  gateway = undefined
  await stopHub()
  await front.stop()
  hubFolder.remove()
  folder.remove()
})

const says = (text: string) => network.say(message(text, { from: 'u1', at: Date.now(), key: text }))
const items = async () => ((await hub!.owner.get('/api/conversations')).body.items ?? []) as { id: string; lastSeq: number }[]
const texts = async (): Promise<Answer['body'][]> => {
  const [first] = await items()
  return first ? ((await hub!.owner.get(`/api/conversations/${first.id}/messages`)).body.items ?? []) : []
}
async function answer(text: string): Promise<string> {
  const [first] = await until(async () => ((await items()).length > 0 ? items() : undefined))
  await hub!.owner.post(`/api/conversations/${first!.id}/claim`)
  return (await hub!.owner.post(`/api/conversations/${first!.id}/messages`, { text, key: text })).body.id as string
}
const stateOf = async (id: string) => (await texts()).find((one) => one.id === id)?.state
const health = async () => (await hub!.owner.get(`/api/channels/${channel}`)).body.health

/** An answer that the platform has taken and not confirmed. */
async function underWay(): Promise<{ id: string; release: () => void }> {
  await connect()
  await says('hi')
  await until(async () => (await items()).length === 1)
  const release = network.hold(true)
  const id = await answer('hello')
  await until(() => network.delivered.length === 1)
  return { id, release }
}

describe('a gateway', () => {
  test('brings what is said and takes what is answered, with files both ways', async () => {
    await connect()
    network.media.set('photo', new Uint8Array([1, 2, 3, 4]))
    await network.say(message('', { from: 'u1', at: Date.now(), content: [{ type: 'image', ref: 'photo', mime: 'image/png' }] }))
    const photo = await until(async () =>
      (await texts()).find(({ content, pendingFiles }) => content[0].type === 'image' && pendingFiles.length === 0),
    )
    expect(photo.content[0].bytes).toBe(4)
    const id = await answer('hello')
    await until(async () => (await stateOf(id)) === 'sent')
    const form = new FormData()
    form.set('file', new File([new Uint8Array(9)], 'a.png', { type: 'image/png' }))
    const { id: file } = (await (await hub!.owner.fetch('/api/files', { method: 'POST', body: form })).json()) as { id: string }
    const [{ id: conversation } = { id: '' }] = await items()
    await hub!.owner.post(`/api/conversations/${conversation}/messages`, { content: [{ type: 'image', file }], key: 'file' })
    await until(() => network.delivered.length === 2)
    expect(network.delivered.map(({ text }) => text)).toEqual(['hello', '[9 bytes]'])
  })

  test('keeps what is said while the hub is away, in order, also over its own restart', async () => {
    await connect()
    await stopHub()
    await says('one')
    await says('two')
    await gateway!.stop()
    // Nobody is there: the hub comes first, the gateway greets it and brings what it kept.
    await startHub()
    await connect()
    await says('three')
    await until(async () => (await texts()).length === 3)
    expect((await texts()).map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  })

  test('media that the platform has no more are brought all the same', async () => {
    await connect()
    await stopHub()
    network.media.set('photo', new Uint8Array([1, 2, 3]))
    await network.say(message('', { from: 'u1', at: Date.now(), content: [{ type: 'image', ref: 'photo', mime: 'image/png' }] }))
    network.media.clear()
    await startHub()
    const photo = await until(async () => (await texts()).find(({ pendingFiles }) => pendingFiles.length === 0))
    expect(photo.failedFiles).toEqual([])
    expect(photo.content[0].bytes).toBe(3)
  })
})

describe('a send', () => {
  test('whose result is lost on the way to the hub is told again, and made once', async () => {
    await connect()
    await says('hi')
    lose.results = 3
    const id = await answer('hello')
    await until(async () => (await stateOf(id)) === 'sent')
    expect(network.delivered).toHaveLength(1)
  })

  test('that the hub forgets to wait for is settled after its restart, and made once', async () => {
    const { id, release } = await underWay()
    await stopHub()
    release()
    await startHub()
    await until(async () => (await stateOf(id)) === 'sent')
    expect(network.delivered).toHaveLength(1)
  })

  test('in whose middle the gateway ends is unsure, and never made again', async () => {
    const { id } = await underWay()
    await gateway!.stop()
    await connect()
    await until(async () => (await stateOf(id)) === 'unknown')
    expect(network.delivered).toHaveLength(1)
  })

  test('that was with a gateway whose file is lost is unsure, and not made by the next one', async () => {
    const { id } = await underWay()
    await gateway!.stop()
    folder.remove()
    folder = createTestFolder()
    await connect()
    await until(async () => (await stateOf(id)) === 'unknown')
    expect(network.delivered).toHaveLength(1)
  })

  test('waits for the gateway', async () => {
    await connect()
    await says('hi')
    await until(async () => (await items()).length === 1)
    await gateway!.stop()
    const id = await answer('hello')
    expect(['queued', 'sending']).toContain(await stateOf(id))
    await connect()
    await until(async () => (await stateOf(id)) === 'sent')
  })
})

describe('a key', () => {
  test('opens its channel alone, and nothing else', async () => {
    const bearer = { authorization: `Bearer ${key}` }
    for (const path of ['/api/channels', '/api/conversations', '/api/me'])
      expect((await fetch(hub!.url + path, { headers: bearer })).status).toBe(401)
    const hello = (with_: string) =>
      fetch(`${hub!.url}/api/gateway/hello`, { method: 'POST', headers: { authorization: `Bearer ${with_}` }, body: '{"instance":"test"}' })
    expect((await hello(key)).status).toBe(200)
    for (const wrong of ['', `${channel}.wrong`, `other.${key.split('.')[1]}`, `${key}x`]) expect((await hello(wrong)).status).toBe(401)
    const file = await fetch(`${hub!.url}/api/gateway/files/nothing`, { headers: bearer })
    expect(file.status).toBe(404)
    const bad = await fetch(`${hub!.url}/api/gateway/events`, { method: 'POST', headers: bearer, body: '{"events":[{"type":"message"}]}' })
    expect([bad.status, ((await bad.json()) as { code: string }).code]).toEqual([422, 'invalid'])
  })

  test('that is wrong ends the gateway', async () => {
    await expect(connect(`${channel}.wrong`)).rejects.toThrow('The key is not that of a channel with a gateway.')
  })
})

test('a gateway that is away turns the light red, and green when it is back', async () => {
  expect(await health()).toMatchObject({ state: 'broken', advice: { code: 'gateway-away' } })
  await connect()
  await until(async () => (await health()).state === 'ok')
  await gateway!.stop()
  clock.push(2 * 60_000)
  hub!.hub.desk.sweep()
  await until(async () => (await health()).advice?.code === 'gateway-away')
  await connect()
  await until(async () => (await health()).state === 'ok')
})
