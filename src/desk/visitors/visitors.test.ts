import { WebSocket } from 'ws'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type TestHub, startTestHub } from '../../../tests/browser/widget/hub.ts'
import { NEWER, OLDER } from '../reading/public-threads.ts'
import type { PublicFrame, PublicMessage, PublicPage, PublicSession, PublicUpload } from '../web/visitor-wire.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await startTestHub()
})
afterEach(() => hub.stop())

const PNG = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), (c) =>
  c.charCodeAt(0),
)
const SITE = 'https://shop.example'
const at = (path: string): string => `${hub.url}/widget/${hub.channelId}/${path}`
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

const post = (body: unknown, init: RequestInit = {}) => fetch(at('session'), { method: 'POST', body: JSON.stringify(body), ...init })
const session = async (token?: string): Promise<PublicSession> => (await (await post({ token })).json()) as PublicSession
const say = (token: string, said: unknown, headers: Record<string, string> = {}) =>
  fetch(`${hub.url}/hooks/${hub.channelId}`, { method: 'POST', headers: { ...bearer(token), ...headers }, body: JSON.stringify(said) })
const text = (key: string, text: string) => ({ type: 'message', key, parts: [{ type: 'text', text }] })
async function upload(token: string, bytes: Uint8Array<ArrayBuffer> | string, name: string, type = ''): Promise<Response> {
  const form = new FormData()
  form.append('file', new File([bytes], name, { type }))
  return fetch(at('files'), { method: 'POST', headers: bearer(token), body: form })
}
const texts = (messages: PublicMessage[]) =>
  messages.map(({ parts }) => parts.map((part) => ('text' in part ? part.text : part.type)).join('|'))

interface Listener {
  frames: PublicFrame[]
  said(): PublicFrame[]
  send(text: string): void
  close(): void
}
async function listen(ticket: string, after: number): Promise<Listener> {
  const socket = new WebSocket(`${at('live').replace('http', 'ws')}?ticket=${ticket}&after=${after}`)
  const frames: PublicFrame[] = []
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as PublicFrame))
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return {
    frames,
    said: () => frames.filter(({ type }) => type !== 'pong'),
    send: (text) => socket.send(text),
    close: () => socket.close(),
  }
}
const settled = (fn: () => void) => vi.waitFor(fn, { timeout: 5000, interval: 5 })

describe('a session', () => {
  test('of a new visitor stores nothing and knows how the channel presents itself', async () => {
    await hub.settings({ greeting: 'How can we help?', name: 'Blue Fern Support', language: 'en' })
    const opened = await session()
    expect(opened).toMatchObject({
      settings: { name: 'Blue Fern Support', greeting: 'How can we help?', language: 'en' },
      messages: [],
      more: false,
      unread: 0,
    })
    for (const table of ['Contact', 'Thread', 'Identity']) {
      expect(hub.desk.kit.sql.prepare<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).get()!.n, table).toBe(0)
    }
  })

  test('goes on with its token, and begins anew with any other', async () => {
    const first = await session()
    await say(first.token, text('k1', 'hello'))
    const again = await session(first.token)
    expect(again.visitor).toBe(first.visitor)
    expect(again.token).toBe(first.token)
    expect(texts(again.messages)).toEqual(['hello'])
    for (const token of ['', 'x', `${first.token}x`, 'v1.e30.AAAA']) {
      const other = await session(token)
      expect(other.visitor).not.toBe(first.visitor)
      expect(other.messages).toEqual([])
    }
  })

  test('shows what was said both ways and nothing of the inside', async () => {
    const { token } = await session()
    await say(token, text('k1', 'hello'))
    await hub.note('this one is difficult')
    await hub.answer('Hi, I am Mei')
    const { messages, unread, readSeq } = await session(token)
    expect(messages).toMatchObject([
      { from: 'visitor', key: 'k1', parts: [{ type: 'text', text: 'hello' }] },
      { from: 'agent', name: 'Mei Lin', parts: [{ type: 'text', text: 'Hi, I am Mei' }] },
    ])
    expect(unread).toBe(1)
    expect(readSeq).toBeGreaterThanOrEqual(messages[0]!.seq)
    expect(JSON.stringify(messages)).not.toContain(hub.agent.id)
  })

  test('knows what was read, both ways', async () => {
    const { token } = await session()
    await say(token, text('k1', 'hello'))
    expect((await session(token)).readSeq).toBeLessThan((await session(token)).messages[0]!.seq)
    await hub.read()
    expect((await session(token)).readSeq).toBe((await session(token)).messages[0]!.seq)
    const answer = await hub.answer('hi')
    await say(token, { type: 'read', until: answer.at })
    expect((await session(token)).unread).toBe(0)
    expect(hub.messages().at(-1)!.state).toBe('read')
  })

  test('another visitor sees none of it', async () => {
    const { token } = await session()
    await say(token, text('k1', 'my card number'))
    await hub.answer('thank you')
    const other = await session()
    await say(other.token, text('k1', 'who is there'))
    expect(texts((await session(other.token)).messages)).toEqual(['who is there'])
    expect(hub.messages()).toHaveLength(3)
  })

  test('is not had on a channel that is paused, of another kind or unknown', async () => {
    const { token } = await session()
    await hub.pause()
    expect((await post({})).status).toBe(404)
    expect((await fetch(`${hub.url}/widget/nothing/session`, { method: 'POST', body: '{}' })).status).toBe(404)
    expect((await say(token, text('k', 'x'))).status).toBe(404)
  })

  test('is refused to who sends no JSON or too much', async () => {
    expect((await post(null)).status).toBe(422)
    expect((await fetch(at('session'), { method: 'POST', body: '{' })).status).toBe(422)
    expect((await post({ token: 'x'.repeat(9000) })).status).toBe(413)
  })
})

describe('what a visitor says', () => {
  test('twice with one key is stored once', async () => {
    const { token } = await session()
    const answers = await Promise.all([say(token, text('k1', 'once')), say(token, text('k1', 'once')), say(token, text('k1', 'once'))])
    for (const answer of answers) expect(await answer.json()).toEqual({ ok: true })
    expect(texts((await session(token)).messages)).toEqual(['once'])
  })

  test('carries their name, and a press names its message', async () => {
    const { token } = await session()
    await say(token, { ...text('k1', 'hello'), name: 'Ada', email: 'ada@example.com' })
    const menu = await hub.answer([{ type: 'menu', prompt: 'Which?', options: [{ id: 'a', label: 'First' }] }])
    const shown = (await session(token)).messages.at(-1)!
    expect(shown.parts).toEqual([{ type: 'menu', prompt: 'Which?', options: [{ id: 'a', label: 'First' }] }])
    await say(token, { type: 'press', key: 'p1', id: 'a', label: 'First', messageId: shown.ref })
    expect(hub.messages().at(-1)).toMatchObject({
      content: [{ type: 'press', id: 'a', label: 'First' }],
      replyTo: menu.id,
      author: { name: 'Ada' },
    })
  })
})

describe('history', () => {
  test('comes in pages, over conversations, without gaps or repeats', async () => {
    const { token, visitor } = await session()
    const person = { externalId: visitor }
    const place = { at: Date.now(), surface: 'dm' as const, thread: person, sender: person }
    for (let n = 0; n < 36; n += 1) {
      const content = [{ type: 'text' as const, text: `m${n}` }]
      await hub.desk.receive({
        channelId: hub.channelId,
        events: [{ ...place, type: 'message', dedupeKey: `d${n}`, externalId: `k${n}`, content }],
      })
    }
    await hub.answer('done')
    const open = hub.desk.rooms.reading.list({ view: 'open', agentId: hub.agent.id, limit: 1 }).items[0]!
    await hub.desk.rooms.handling.resolve(hub.agent, Number(open.id))
    // Long ago: the next word begins a case of its own.
    hub.desk.kit.sql.exec('UPDATE Conversation SET resolvedAt = resolvedAt - 90000000')
    for (let n = 36; n < 40; n += 1) await say(token, text(`k${n}`, `m${n}`))

    const all = [...Array.from({ length: 36 }, (_, n) => `m${n}`), 'done', 'm36', 'm37', 'm38', 'm39']
    const last = await session(token)
    expect(last.more).toBe(true)
    expect(texts(last.messages)).toEqual(all.slice(-30))
    const before = (await (await fetch(at(`messages?before=${last.messages[0]!.seq}`), { headers: bearer(token) })).json()) as PublicPage
    expect(texts(before.messages)).toEqual(all.slice(0, -30))
    expect(before.more).toBe(false)
    const after = (await (await fetch(at(`messages?after=${before.messages[3]!.seq}`), { headers: bearer(token) })).json()) as PublicPage
    expect(texts(after.messages)).toEqual(all.slice(4, 34))
    expect(after.more).toBe(true)
  })

  test('is for who has a token, and asks for numbers', async () => {
    const { token, files, live } = await session()
    for (const wrong of ['', 'x', files, live]) expect((await fetch(at('messages'), { headers: bearer(wrong) })).status).toBe(401)
    expect((await fetch(at('messages?before=x'), { headers: bearer(token) })).status).toBe(422)
    expect(await (await fetch(at('messages'), { headers: bearer(token) })).json()).toEqual({ messages: [], more: false })
  })

  test.each([OLDER, NEWER])('walks its indexes', (text) => {
    const steps = hub.desk.kit.sql.prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(1, 2, 3)
    const plan = steps.map(({ detail }) => detail).join('\n')
    expect(plan.replaceAll('SCAN json_each', '')).not.toMatch(/SCAN/)
    expect(plan).toContain('Conversation_threadId_id_idx')
    expect(plan).toContain('Message_conversationId_seq_key')
  })
})

describe('the live feed', () => {
  test('tells what is said and read, as it happens', async () => {
    const { token, live: ticket, cursor } = await session()
    const live = await listen(ticket, cursor)
    await settled(() => expect(live.frames).toEqual([{ type: 'pong' }]))
    await say(token, text('k1', 'hello'))
    await settled(() => expect(live.said()).toMatchObject([{ type: 'message', message: { from: 'visitor', key: 'k1' } }]))
    await hub.read()
    await settled(() => expect(live.said().at(-1)).toMatchObject({ type: 'read' }))
    hub.typing()
    await settled(() => expect(live.said().at(-1)).toEqual({ type: 'typing', name: 'Mei Lin' }))
    await hub.note('hush')
    const answer = await hub.answer('hi')
    await settled(() =>
      expect(live.said().at(-1)).toMatchObject({ type: 'message', message: { id: answer.id, from: 'agent', name: 'Mei Lin' } }),
    )
    expect(JSON.stringify(live.frames)).not.toContain('hush')
    live.send('{"type":"ping"}')
    await settled(() => expect(live.frames.at(-1)).toEqual({ type: 'pong' }))
    live.close()
  })

  test('gives what happened since the cursor, and only to whom it belongs', async () => {
    const [mine, theirs] = [await session(), await session()]
    await say(mine.token, text('k1', 'hello'))
    await hub.answer('hi')
    const [live, other] = [await listen(mine.live, mine.cursor), await listen(theirs.live, theirs.cursor)]
    await settled(() => expect(live.frames.at(-1)).toEqual({ type: 'pong' }))
    const last = new Map(live.said().flatMap((frame) => (frame.type === 'message' ? [[frame.message.id, frame.message]] : [])))
    expect(texts([...last.values()])).toEqual(['hello', 'hi'])
    await say(theirs.token, text('k9', 'me too'))
    await settled(() => expect(other.said()).toMatchObject([{ type: 'message', message: { key: 'k9' } }]))
    expect(JSON.stringify(live.frames)).not.toContain('me too')
    live.close()
    other.close()
  })

  test('sends one who comes from nowhere back to the beginning', async () => {
    const { live: ticket } = await session()
    const live = await listen(ticket, 1_000_000)
    await settled(() => expect(live.frames).toEqual([{ type: 'resync' }]))
    live.close()
  })

  test('is refused without a token, and lets the eleventh page push out the first', async () => {
    const { token, files, live, cursor } = await session()
    for (const wrong of ['', 'x', token, files]) await expect(listen(wrong, 0)).rejects.toThrow('401')
    expect((await fetch(`${at('live')}?ticket=${live}`)).status).toBe(426)
    // What stands for the visitor for half a year has no business in an address.
    expect((await fetch(`${at('live')}?token=${token}`)).status).toBe(401)
    const closed: number[] = []
    for (let n = 0; n < 11; n += 1) {
      const socket = new WebSocket(`${at('live').replace('http', 'ws')}?ticket=${live}&after=${cursor}`)
      socket.on('close', () => closed.push(n))
      await new Promise((resolve) => socket.once('message', resolve))
    }
    await settled(() => expect(closed).toEqual([0]))
  })
})

describe('files', () => {
  test('come back as they went up, on pages of other sites too', async () => {
    const opened = await session()
    const answer = await upload(opened.token, PNG, 'Bild 图.png', 'text/html')
    expect(answer.status).toBe(201)
    const { ticket, part } = (await answer.json()) as PublicUpload
    expect(part).toMatchObject({ type: 'image', mime: 'image/png', bytes: PNG.length, name: 'Bild 图.png' })
    await say(opened.token, { type: 'message', key: 'k1', parts: [{ type: 'image', file: ticket, caption: 'look' }] })
    const { messages, files } = await session(opened.token)
    expect(messages[0]!.parts).toEqual([{ ...part, caption: 'look' }])
    expect(hub.messages()[0]!.content).toMatchObject([{ type: 'image', mime: 'image/png', bytes: PNG.length }])
    const got = await fetch(at(`files/${part.file}?token=${files}`), { headers: { origin: SITE } })
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(PNG)
    expect(got.headers.get('content-type')).toBe('image/png')
    expect(got.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(got.headers.get('content-security-policy')).toContain('sandbox')
  })

  test('open to their visitor alone', async () => {
    const [mine, theirs] = [await session(), await session()]
    const { ticket, part } = (await (await upload(mine.token, PNG, 'a.png')).json()) as PublicUpload
    const status = async (token: string, file = part.file) => (await fetch(at(`files/${file}?token=${token}`))).status
    expect(await status(mine.files)).toBe(200)
    expect(await status(theirs.files)).toBe(404)
    for (const wrong of ['', 'x', mine.token, mine.live]) expect(await status(wrong)).toBe(401)
    expect((await say(theirs.token, { type: 'message', key: 'k', parts: [{ type: 'image', file: ticket }] })).status).toBe(403)
    expect(await status(mine.files, 'AAAAAAAAAAAAAAAAAAAAAA')).toBe(404)
  })

  test("an agent's file opens once it was sent, to each it was sent to, and never from a note", async () => {
    const { rooms } = hub.desk
    const [first, second] = [await session(), await session()]
    const file = await rooms.files.add(new File([PNG], 'map.png', { type: 'image/png' }), `agent:${hub.agent.id}`)
    const part = { type: 'image' as const, file: file.id, mime: '', bytes: 0 }
    const status = async ({ files }: PublicSession) => (await fetch(at(`files/${file.id}?token=${files}`))).status
    await say(first.token, text('k', 'one'))
    const conversation = Number(hub.messages()[0]!.conversationId)
    await rooms.replies.note(hub.agent, conversation, { content: [part], key: 'n' })
    expect(await status(first)).toBe(404)
    await hub.answer([part])
    expect(await status(first)).toBe(200)
    await say(second.token, text('k', 'two'))
    expect(await status(second)).toBe(404)
    await hub.answer([part])
    expect(await status(second)).toBe(200)
  })

  test('that are programs, pages, empty or too large are not taken', async () => {
    const { token } = await session()
    for (const name of ['setup.exe', 'x.HTML', 'a.svg', 'run.bat. ', 'x.lnk'])
      expect((await upload(token, 'x', name)).status, name).toBe(415)
    expect((await upload(token, '', 'empty.txt')).status).toBe(422)
    expect((await upload(token, new Uint8Array(20 * 1024 * 1024 + 1), 'large.bin')).status).toBe(413)
    expect((await upload('x', 'x', 'a.txt')).status).toBe(401)
    expect((await fetch(at('files'), { method: 'POST', headers: bearer(token), body: 'no form' })).status).toBe(422)
    const { part } = (await (await upload(token, '<svg onload=alert(1)>', 'a.png', 'image/png')).json()) as PublicUpload
    expect(part).toMatchObject({ type: 'file', mime: 'application/octet-stream' })
  })
})

describe('pages', () => {
  test('of other origins may call, without cookies, unless the channel says otherwise', async () => {
    const preflight = (path: string) =>
      fetch(path, {
        method: 'OPTIONS',
        headers: { origin: SITE, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
      })
    const { token } = await session()
    const hook = `${hub.url}/hooks/${hub.channelId}`
    for (const path of [at('files'), at('messages'), hook]) {
      const answer = await preflight(path)
      expect(answer.status).toBe(204)
      expect(answer.headers.get('access-control-allow-origin')).toBe(SITE)
      expect(answer.headers.get('access-control-allow-headers')).toContain('authorization')
      expect(answer.headers.has('access-control-allow-credentials')).toBe(false)
    }
    // Refusals can be read as well: the widget has to know what it is told.
    const refusal = await say('x', text('k', 'x'), { origin: SITE })
    expect([refusal.status, refusal.headers.get('access-control-allow-origin')]).toEqual([401, SITE])

    await hub.settings({ origins: ['https://other.example'] })
    for (const path of [at('files'), hook]) expect((await preflight(path)).status).toBe(403)
    expect((await post({}, { headers: { origin: SITE } })).status).toBe(403)
    expect((await say(token, text('k', 'x'), { origin: SITE })).status).toBe(403)
    expect((await post({}, { headers: { origin: 'https://other.example' } })).status).toBe(200)
  })

  test('that ask too much wait, and are told how long', async () => {
    const { token } = await session()
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => say(token, text(`k${n}`, `m${n}`), { origin: SITE })))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(30)
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused[0]!.headers.get('access-control-expose-headers')).toContain('retry-after')
    const news = await Promise.all(Array.from({ length: 120 }, () => post({})))
    expect(news.some(({ status }) => status === 429)).toBe(true)
  })
})

describe('the demo page', () => {
  test('shows the channel under its name, whatever that is, also where other pages are restricted', async () => {
    await hub.desk.rooms.channelCommands.change(hub.agent, hub.channelId, {
      name: '<script>x</script>',
      settings: { origins: ['https://other.example'] },
    })
    const answer = await fetch(at('demo'))
    const page = await answer.text()
    expect(page).toContain(`data-channel="${hub.channelId}"`)
    expect(page).not.toContain('<script>x')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await post({}, { headers: { origin: hub.url } })).status).toBe(200)
  })
})
