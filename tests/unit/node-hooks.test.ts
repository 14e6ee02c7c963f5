import { once } from 'node:events'
import { Agent, request } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Adapter, RawRequest } from '../../src/contract/adapter.ts'
import { message } from '../support/events.ts'
import { signature } from '../support/sign.ts'
import { createTestAdapter } from '../support/test-adapter.ts'
import { startTestHub, type TestHub } from '../support/test-hub.ts'
import { until } from '../support/wait.ts'

// A webhook that says its length is answered straight from Node's server, any other by way of the router. Nobody can tell which.

const SECRET = 'webhook-secret'
const plain = createTestAdapter({ maxBody: 2000 })
const calls: Pick<RawRequest, 'method' | 'url'>[] = []
const adapter: Adapter = {
  ...(plain as Adapter),
  webhook: {
    ...(plain.webhook as NonNullable<Adapter['webhook']>),
    verify(call, ctx) {
      calls.push({ method: call.method, url: call.url })
      return (plain.webhook as NonNullable<Adapter['webhook']>).verify(call, ctx)
    },
    parse(body, ctx) {
      if ((body as { broken?: true } | null)?.broken) throw new Error('the adapter stumbled')
      return (plain.webhook as NonNullable<Adapter['webhook']>).parse(body, ctx)
    },
  },
}

let hub: TestHub
let channel: string
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
beforeAll(async () => {
  hub = await startTestHub({ adapters: { test: adapter } })
  channel = await hub.channel()
})
afterAll(async () => {
  agent.destroy()
  await hub.stop()
})

type Way = 'by its length' | 'in chunks'
const WAYS: Way[] = ['by its length', 'in chunks']

function open(way: Way, path: string, headers: Record<string, string>, length: number): ClientRequest {
  const declared = way === 'by its length' ? { 'content-length': String(length) } : { 'transfer-encoding': 'chunked' }
  return request(`${hub.url}${path}`, { agent, method: 'POST', headers: { ...headers, ...declared } })
}

async function post(way: Way, path: string, payload: unknown, secret = SECRET) {
  const body = new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload))
  const call = open(way, path, { 'content-type': 'application/json', 'X-Test-Signature': await signature(secret, body) }, body.length)
  call.end(body)
  const [response] = (await once(call, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  const { 'content-type': type = null, 'retry-after': retry = null } = response.headers
  return { status: response.statusCode, text, type, retry }
}

const says = (key: string) => ({ events: [message(key, { key, from: 'u1', at: 1 })] })
const nothing = { text: '', type: null, retry: null }

describe.each(WAYS)('told %s', (way) => {
  test('a message is stored, and again it is none', async () => {
    const json = { status: 200, type: 'application/json', retry: null }
    expect(await post(way, `/hooks/${channel}`, says(way))).toEqual({ ...json, text: '{"outcome":"stored"}' })
    expect(await post(way, `/hooks/${channel}`, says(way))).toEqual({ ...json, text: '{"outcome":"duplicate"}' })
    expect(await post(way, `/hooks/${channel}?a=b%20c`, { events: [] })).toEqual({ ...json, text: '{"outcome":"ignored"}' })
    const { method, url } = calls.at(-1) ?? { url: '' }
    expect([method, new URL(url).pathname, new URL(url).search]).toEqual(['POST', `/hooks/${channel}`, '?a=b%20c'])
  })

  test.each([
    ['is not signed right', 401, says('x'), 'another secret'],
    ['is not JSON', 400, '{"events":', SECRET],
    ['is too large', 413, { events: [], filler: 'x'.repeat(3000) }, SECRET],
  ])('what %s is refused with %d', async (_what, status, payload, secret) => {
    expect(await post(way, `/hooks/${channel}`, payload, secret)).toEqual({ status, ...nothing })
    expect(await post(way, `/hooks/${channel}`, { events: [] })).toMatchObject({ status: 200 })
  })

  test('what nobody is there for is not found', async () => {
    expect(await post(way, '/hooks/nobody', says('x'))).toEqual({ status: 404, ...nothing })
    expect((await post(way, `/hooks/${channel}/more`, says('x'))).status).toBe(404)
    expect((await post(way, '/hooks/', says('x'))).status).toBe(404)
    expect((await post(way, '/hooks/%2e%2e', says('x'))).status).toBe(404)
  })

  test('where the adapter stumbles it has to come again', async () => {
    expect(await post(way, `/hooks/${channel}`, { broken: true })).toEqual({ status: 503, ...nothing, retry: '5' })
  })

  test('a caller who hangs up has told nothing, and the next one is heard', async () => {
    const failures = () => hub.trace.filter(({ event }) => event === 'hook.failed').length
    const before = failures()
    const call = open(way, `/hooks/${channel}`, {}, 100)
    call.on('error', () => {})
    call.write('{"events":[')
    await until(() => call.socket?.bytesWritten !== undefined && call.socket.bytesWritten > 50)
    call.destroy()
    await until(() => failures() > before)
    expect(await post(way, `/hooks/${channel}`, { events: [] })).toMatchObject({ status: 200 })
  })
})

test('a platform that asks who is there has its answer', async () => {
  expect(await (await fetch(`${hub.url}/hooks/${channel}?challenge=42`)).text()).toBe('42')
})
