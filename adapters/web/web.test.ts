import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { InboundEvent } from '../../src/model/events.ts'
import { CHANNEL, NOW, OTHER, SECRET, VISITOR, accepted, ctx, request, tokenFor } from './fixtures.ts'
import { web } from './index.ts'
import { MAX_TEXT } from './manifest.ts'
import { mintTicket } from './ticket.ts'
import { VISITOR_TTL } from './token.ts'

const webhook = web.webhook!

const hello = { type: 'message', key: 'k-0001', parts: [{ type: 'text', text: 'Hello 👋 你好' }] }

async function events(body: unknown, options: { token?: string; now?: number } = {}): Promise<InboundEvent[]> {
  const context = ctx(options.now === undefined ? {} : { now: options.now })
  const verdict = await webhook.verify(request(body, { token: options.token ?? (await tokenFor()) }), context)
  return webhook.parse(accepted(verdict), context)
}

const status = async (body: unknown, options: Parameters<typeof request>[1] = {}, settings = {}) => {
  const verdict = await webhook.verify(request(body, { token: await tokenFor(), ...options }), ctx({ settings }))
  return verdict.is === 'reject' ? verdict.status : verdict.is
}

describe('what a visitor says', () => {
  test('a message', async () => {
    expect(await events({ ...hello, name: ' Ada ', email: 'ada@example.com', language: 'en-GB', replyTo: 'seg-9' })).toEqual([
      {
        type: 'message',
        at: NOW,
        surface: 'dm',
        thread: { externalId: VISITOR },
        sender: { externalId: VISITOR, name: 'Ada', email: 'ada@example.com', language: 'en-GB' },
        dedupeKey: `v:${VISITOR}:k-0001`,
        externalId: 'k-0001',
        replyTo: 'seg-9',
        content: [{ type: 'text', text: 'Hello 👋 你好' }],
      },
    ])
  })

  test('the same key is the same event, another visitor with this key is not', async () => {
    const [[first], [again], [other]] = await Promise.all([
      events(hello),
      events(hello, { now: NOW + 5000 }),
      events(hello, { token: await tokenFor(OTHER) }),
    ])
    expect(again?.dedupeKey).toBe(first?.dedupeKey)
    expect(other?.dedupeKey).not.toBe(first?.dedupeKey)
  })

  test('a picture that this visitor uploaded, as the hub found it to be', async () => {
    const file = await mintTicket(SECRET, VISITOR, { file: 'f1', mime: 'image/png', bytes: 99, name: 'a.png', width: 4, height: 3 })
    const [event] = await events({
      type: 'message',
      key: 'k2',
      parts: [{ type: 'image', file, caption: 'see', mime: 'text/html', bytes: 1 }],
    })
    expect(event).toMatchObject({
      content: [{ type: 'image', file: 'f1', mime: 'image/png', bytes: 99, name: 'a.png', width: 4, height: 3, caption: 'see' }],
    })
  })

  test("another visitor's file, a bare id, a made-up ticket: 403", async () => {
    const theirs = await mintTicket(SECRET, OTHER, { file: 'f1', mime: 'image/png', bytes: 99 })
    for (const file of [theirs, 'f1', '', 'u1.e30.AAAA']) {
      expect(await status({ type: 'message', key: 'k2', parts: [{ type: 'image', file }] })).toBe(403)
    }
  })

  test('a button, with and without a key', async () => {
    const press = { type: 'press', id: 'refund', label: 'Refund', messageId: 'seg-1' }
    const [[keyed], [plain], [again]] = await Promise.all([events({ ...press, key: 'k3' }), events(press), events(press, { now: NOW + 1 })])
    expect(keyed).toMatchObject({ type: 'press', data: 'refund', label: 'Refund', externalId: 'seg-1', dedupeKey: `v:${VISITOR}:k3` })
    expect(again?.dedupeKey).toBe(plain?.dedupeKey)
  })

  test('what was read, never beyond now', async () => {
    const [past] = await events({ type: 'read', until: '2026-11-20T09:00:00.000Z' })
    expect(past).toMatchObject({ type: 'receipt', state: 'read', of: { until: Date.UTC(2026, 10, 20, 9) } })
    const [future] = await events({ type: 'read', until: '2027-01-01T00:00:00Z' })
    expect(future).toMatchObject({ of: { until: NOW } })
  })

  test('typing, and the page the chat was opened on', async () => {
    expect(await events({ type: 'typing' })).toMatchObject([{ type: 'typing', thread: { externalId: VISITOR } }])
    const page = { type: 'entered', url: 'https://shop.example/cart?x=1', title: 'Cart', language: 'zh-CN' }
    expect(await events(page)).toMatchObject([{ type: 'entered', payload: page.url, sender: { language: 'zh-CN' } }])
  })

  test('every text that fits goes through unchanged, with its keys within their limits', async () => {
    const token = await tokenFor()
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).filter((text) => text.trim() !== '')
    await fc.assert(
      fc.asyncProperty(text, fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), async (text, key) => {
        const [event] = await events({ type: 'message', key, parts: [{ type: 'text', text }] }, { token })
        expect(event).toMatchObject({ content: [{ text: text.trim() }] })
        expect(event!.dedupeKey.length).toBeLessThanOrEqual(200)
      }),
    )
  })
})

describe('who may speak', () => {
  test('a token and a file that were signed before the secret was replaced, as long as that counts', async () => {
    const file = await mintTicket(SECRET, VISITOR, { file: 'f1', mime: 'image/png', bytes: 3 })
    const said = request({ type: 'message', key: 'k', parts: [{ type: 'image', file }] }, { token: await tokenFor() })
    const renewed = { ...ctx(), hookSecret: 'another' }
    expect(await webhook.verify(said, { ...renewed, formerHookSecrets: [SECRET] })).toMatchObject({ is: 'accept' })
    expect(await webhook.verify(said, renewed)).toEqual({ is: 'reject', status: 401 })
  })

  test('nobody without a token of this channel', async () => {
    const tokens = ['', 'x', `${await tokenFor()}A`, await tokenFor(VISITOR, NOW - VISITOR_TTL), await tokenFor(VISITOR, NOW + 3_600_000)]
    for (const token of tokens) expect(await status(hello, { token })).toBe(401)
    const verdict = await webhook.verify(request(hello), ctx())
    expect(verdict).toEqual({ is: 'reject', status: 401 })
    expect(await webhook.verify(request(hello, { token: await tokenFor() }), ctx({ channelId: 'elsewhere' }))).toEqual({
      is: 'reject',
      status: 401,
    })
  })

  test('only pages of allowed origins', async () => {
    const settings = { origins: ['https://shop.example', 'https://*.shop.example'] }
    const good = ['https://shop.example', 'https://www.shop.example', 'https://a.b.shop.example', 'HTTPS://SHOP.example']
    const bad = [
      'https://shop.example.evil',
      'https://evilshop.example',
      'http://shop.example',
      'https://shop.example:8443',
      'null',
      'https://.shop.example.',
    ]
    for (const origin of good) expect(await status(hello, { origin }, settings)).toBe('accept')
    for (const origin of bad) expect(await status(hello, { origin }, settings)).toBe(403)
    for (const origin of [...good, ...bad]) expect(await status(hello, { origin })).toBe('accept')
    expect(await status(hello, {}, settings)).toBe('accept')
    expect(await status(hello, { origin: 'https://hub.example' }, settings)).toBe('accept')
  })

  test('a browser may ask before it calls', async () => {
    const ask = (settings = {}) => webhook.verify(request('', { method: 'OPTIONS', origin: 'https://shop.example' }), ctx({ settings }))
    const verdict = await ask()
    if (verdict.is !== 'challenge') throw new Error('a preflight is answered')
    expect(verdict.response.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect(verdict.response.headers.get('access-control-allow-headers')).toContain('authorization')
    expect(verdict.response.headers.has('access-control-allow-credentials')).toBe(false)
    expect(await ask({ origins: ['https://other.example'] })).toEqual({ is: 'reject', status: 403 })
  })
})

describe('what is not of the protocol', () => {
  const text = (length: number) => ({ type: 'message', key: 'k', parts: [{ type: 'text', text: 'a'.repeat(length) }] })

  test('is refused with 400', async () => {
    const bad = [
      '',
      '{',
      'null',
      '[]',
      { type: 'shout' },
      { ...hello, key: '' },
      { ...hello, key: 'a b' },
      { ...hello, key: 'k'.repeat(65) },
      { ...hello, parts: [] },
      { ...hello, parts: Array.from({ length: 12 }, () => hello.parts[0]) },
      { ...hello, parts: [{ type: 'text', text: ' \n ' }] },
      { ...hello, parts: [{ type: 'menu', prompt: 'x', options: [] }] },
      { ...hello, email: 'nobody' },
      { type: 'entered', url: 'javascript:alert(1)' },
      { type: 'read', until: 'soon' },
      { type: 'message', key: 'k', parts: [{ type: 'location', latitude: 91, longitude: 0 }] },
      text(MAX_TEXT + 1),
    ]
    for (const body of bad) expect(await status(body), JSON.stringify(body).slice(0, 80)).toBe(400)
    expect(await status(text(MAX_TEXT))).toBe('accept')
  })

  test('parse is total', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        expect(webhook.parse(body, ctx())).toEqual([])
      }),
    )
  })
})

describe('the channel', () => {
  test('asks nobody: sending and set-up call no one', async () => {
    const out = { key: 'seg-7', surface: 'dm', thread: { externalId: VISITOR }, body: { type: 'text', text: 'hi' } } as const
    expect(await web.send(ctx(), { ...out, open: () => Promise.reject(new Error('not needed')) })).toEqual({
      externalId: 'seg-7',
      state: 'sent',
    })
    expect(await web.setup.check(ctx())).toMatchObject({ externalId: CHANNEL })
    expect(await web.setup.install(ctx(), 'https://hub.example/hooks/x')).toBe('done')
    expect(await web.setup.probe(ctx(), 'https://hub.example/hooks/x')).toEqual({ state: 'ok' })
    expect(web.manifest.credentials.parse({})).toEqual({})
    expect(web.manifest.credentials.safeParse({ token: 'x' }).success).toBe(false)
  })

  test('every outcome is acknowledged alike, to a page of any origin', async () => {
    for (const outcome of ['stored', 'duplicate', 'ignored'] as const) {
      const response = webhook.ack(outcome)
      expect(await response.json()).toEqual({ ok: true })
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
    }
  })
})
