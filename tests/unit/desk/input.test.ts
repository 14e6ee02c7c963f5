import { createConnection } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { message } from '../../support/events.ts'
import { signature } from '../../support/sign.ts'
import type { TestHub } from '../../support/test-hub.ts'
import { startTestHub } from '../../support/test-hub.ts'

let hub: TestHub
let channel: string
beforeAll(async () => {
  hub = await startTestHub()
  channel = await hub.channel()
})
afterAll(() => hub.stop())
// Whatever came in: the hub is well and takes the next.
afterEach(async () => {
  expect((await hub.nobody.get('/readyz')).body.ok).toBe(true)
  expect((await hub.hook(channel, { events: [message('and on', { at: Date.now(), from: 'next' })] })).status).toBe(200)
  expect(hub.trace.splice(0).filter(({ level }) => level === 'error')).toEqual([])
})

const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
const said = (content: unknown, from: string) => ({
  type: 'message',
  dedupeKey: `k-${from}`,
  at: Date.now(),
  surface: 'dm',
  thread: { externalId: from },
  sender: { externalId: from },
  content,
})
const texts = async (from: string): Promise<string[]> => {
  const { items } = (await hub.owner.get('/api/conversations?limit=200')).body
  const found = items.find(
    (one: { thread: object; preview: string; id: string; contact: { id: string } }) =>
      one.preview !== null && one.id === String(idOf(from)),
  )
  if (!found) return []
  return (await hub.owner.get(`/api/conversations/${found.id}/messages`)).body.items.map((one: { text: string }) => one.text)
}
const idOf = (from: string): number | undefined =>
  hub.hub.desk.kit.sql
    .prepare<{ id: number }>('SELECT c.id FROM Conversation c JOIN Thread t ON t.id = c.threadId WHERE t.externalId = ?')
    .get(from)?.id

describe('webhooks that bring', () => {
  test.each([
    ['no JSON', '{"events": [', 400],
    ['nothing', '', 400],
    ['zero bytes', '\u0000\u0000\u0000', 400],
    ['null', 'null', 200],
    ['a number', '42', 200],
    ['no events', '{}', 200],
    ['events that are none', '{"events": [null, 1, "x", {}, [], {"type": "message"}]}', 200],
    ['an event of a type nobody knows', '{"events": [{"type": "dream", "dedupeKey": "d", "thread": {"externalId": "x"}}]}', 200],
    ['a great depth', deep(200_000), 200],
    ['events of a great depth', `{"events": [${deep(20_000)}]}`, 200],
  ])('%s', async (_what, body, expected) => {
    const { status } = await hub.hook(channel, body)
    expect([expected, 503]).toContain(status)
    expect(status).not.toBe(500)
  })

  test('a depth inside an event', async () => {
    const event = JSON.stringify({ ...said([{ type: 'text', text: 'deep' }], 'deep'), thread: { externalId: 'deep', route: 7 } })
    const { status } = await hub.hook(channel, `{"events":[${event.replace(':7', `:${deep(20_000)}`)}]}`)
    expect([200, 400, 503]).toContain(status)
  })

  test('10 MB', async () => {
    const sent = hub.hook(channel, { events: [said([{ type: 'text', text: 'x'.repeat(10 * 1024 * 1024) }], 'large')] })
    expect([413, 'cut off']).toContain(
      await sent.then(
        ({ status }) => status,
        () => 'cut off',
      ),
    )
    expect(idOf('large')).toBeUndefined()
  })

  test('10 MB without saying so beforehand', async () => {
    const chunk = new TextEncoder().encode('x'.repeat(64 * 1024))
    let left = 160
    const body = new ReadableStream({
      pull(controller) {
        if ((left -= 1) < 0) controller.close()
        else controller.enqueue(chunk)
      },
    })
    const init = { method: 'POST', body, duplex: 'half', headers: { 'x-test-signature': 'x' } } as RequestInit
    const status = await fetch(`${hub.url}/hooks/${channel}`, init).then(
      (response) => response.status,
      () => 'cut off',
    )
    expect([413, 'cut off']).toContain(status)
  })

  test('less than they said, and then nothing', async () => {
    const port = Number(new URL(hub.url).port)
    const socket = createConnection(port, '127.0.0.1')
    socket.write(`POST /hooks/${channel} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"events"`)
    await new Promise((resolve) => socket.once('ready', resolve))
    socket.destroy()
  })

  test('100,000 characters, half surrogates, zero bytes, markup: stored as text', async () => {
    const long = '长'.repeat(100_000)
    const markup = '<script>alert(1)</script>&lt;b&gt; [x](javascript:alert(1)) <img src=x onerror=alert(1)>'
    const raw = `{"events":[${JSON.stringify(said([{ type: 'text', text: long }], 'words'))},
      {"type":"message","dedupeKey":"w2","at":${Date.now()},"surface":"dm","thread":{"externalId":"words"},"sender":{"externalId":"words"},"content":[{"type":"text","text":"a\\ud800\\u0000b"}]},
      ${JSON.stringify({ ...said([{ type: 'text', text: markup }], 'words'), dedupeKey: 'w3' })}]}`
    expect((await hub.hook(channel, raw)).status).toBe(200)
    expect(await texts('words')).toEqual([long, 'a\uFFFD\uFFFDb', markup])
  })

  test('bytes that are no UTF-8', async () => {
    const body = new Uint8Array([...new TextEncoder().encode('{"events":[]}'), 0xff, 0xfe])
    const response = await fetch(`${hub.url}/hooks/${channel}`, {
      method: 'POST',
      body,
      headers: { 'x-test-signature': await signature('webhook-secret', body) },
    })
    expect(response.status).toBe(400)
  })

  test('an event that the database refuses: nothing of its delivery is stored, and the others are not held up', async () => {
    const bad = { ...said([{ type: 'text', text: 'bad' }], 'poison'), thread: { externalId: { not: 'text' } } }
    const { status } = await hub.hook(channel, { events: [said([{ type: 'text', text: 'good' }], 'beside'), bad] })
    expect([200, 503]).toContain(status)
    if (status === 503) expect(idOf('beside')).toBeUndefined()
  })
})

const post = (path: string, body: string, type = 'application/json') =>
  hub.owner.fetch(path, { method: 'POST', body, headers: { 'content-type': type } })

describe('the API', () => {
  const PATHS = [
    '/api/conversations/1/messages',
    '/api/conversations/1/plan',
    '/api/conversations/1/notes',
    '/api/conversations/1/assign',
    '/api/conversations/1/transfer',
    '/api/conversations/1/snooze',
    '/api/conversations/1/priority',
    '/api/contacts/1/merge',
    '/api/contacts/1/split',
    '/api/channels',
    '/api/agents',
    '/api/setup',
  ]
  const BODIES = [
    '',
    '{',
    'null',
    '[]',
    '{}',
    '"x"',
    '{"text": 1, "key": 2}',
    '{"agent": null, "queue": "x", "until": "yesterday", "priority": 7}',
    '{"__proto__": {"x": 1}}',
    deep(3000),
    '\u0000',
  ]

  test.each(PATHS)('%s refuses what makes no sense, and says what', async (path) => {
    for (const body of BODIES) {
      for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
        const response = await post(path, body, type)
        const text = await response.text()
        expect([
          path,
          body.slice(0, 40),
          type,
          response.status >= 400 && response.status < 500,
          response.headers.get('content-type'),
        ]).toEqual([path, body.slice(0, 40), type, true, 'application/problem+json'])
        expect(JSON.parse(text)).toMatchObject({ code: expect.any(String), title: expect.any(String), status: response.status })
      }
    }
  })

  test.each([
    '/api/conversations/x',
    '/api/conversations/-1',
    '/api/conversations/0',
    '/api/conversations/1.5',
    '/api/conversations/1e400',
    '/api/conversations/9007199254740993',
    '/api/conversations/%00',
    '/api/conversations/1/messages?before=x',
    '/api/conversations/1/messages?limit=0',
    '/api/conversations/1/messages?limit=100000',
    '/api/conversations?view=all',
    '/api/conversations?cursor=x',
    '/api/conversations?cursor=1e999.5',
    '/api/conversations?queue=x',
    '/api/contacts/999999',
    '/api/files/x',
    '/api/nothing',
  ])('GET %s', async (path) => {
    const { status, body } = await hub.owner.get(path)
    expect([400, 404, 422]).toContain(status)
    expect(body).toMatchObject({ status, code: expect.any(String) })
  })

  test.each(['%', '_', '%25%00', "'; DROP TABLE Message; --", '#1', '#99999999999999999999', '\uD800', '😀', 'a'.repeat(200)])(
    'a search for %j',
    async (words) => {
      expect((await hub.owner.get(`/api/conversations?q=${encodeURIComponent(words.toWellFormed())}`)).status).toBe(200)
    },
  )

  test('depth in what is kept as it is', async () => {
    const settings = JSON.stringify({ name: 'x', settings: { deep: 1 } }).replace('1', deep(100_000))
    const response = await hub.owner.fetch(`/api/channels/${channel}`, {
      method: 'PATCH',
      body: settings,
      headers: { 'content-type': 'application/json' },
    })
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
  })

  test('10 MB', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(10 * 1024 * 1024), key: 'k' })
    // Whoever does not listen while they send finds the line cut.
    expect([413, 'cut off']).toContain(
      await post('/api/conversations/1/messages', body).then(
        ({ status }) => status,
        () => 'cut off',
      ),
    )
  })

  test('an agent\u2019s words with half surrogates and zero bytes go out clean', async () => {
    const id = idOf('next')
    await hub.owner.post(`/api/conversations/${id}/claim`)
    const { status, body } = await hub.owner.post(`/api/conversations/${id}/messages`, { text: 'a\uD800b\u0000c', key: 'clean' })
    expect([status, body.text]).toEqual([202, 'a\uFFFDb\uFFFDc'])
    await hub.hub.desk.idle()
    expect(hub.platform.delivered.at(-1)?.text).toBe('a\uFFFDb\uFFFDc')
  })
})
