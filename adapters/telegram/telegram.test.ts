import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NOW, contextOf } from '../../tests/contract/harness.ts'
import { type BotApi, createBotApi, refusal } from '../../tests/harness/bot-api.ts'
import { type Loopback, loopback } from '../../tests/harness/loopback.ts'
import { telegramHarness } from '../../tests/harness/telegram.ts'
import { createNodeEgress } from '../../src/node/egress.ts'
import type { SegmentBody } from '../../src/model/outgoing.ts'
import type { ThreadRef } from '../../src/model/events.ts'
import type { Ctx, Outgoing } from '../../src/contract/adapter.ts'
import { telegram } from './index.ts'
import type { Credentials } from './manifest.ts'

const harness = telegramHarness(loopback)
const DM: ThreadRef = { externalId: '111111' }

let api: BotApi
let server: Loopback
let ctx: Ctx<Credentials>
beforeEach(async () => {
  api = createBotApi(harness.credentials.botToken)
  server = await loopback(api.handle)
  ctx = contextOf(harness, { fetch: server.fetch })
})
afterEach(() => server.stop())

async function send(body: SegmentBody, more: Partial<Outgoing> = {}): Promise<BotApi['calls'][number]> {
  const open = async (): Promise<Blob> => new Blob(['1234567'])
  const sent = await telegram.send(ctx, { key: 'k', surface: 'dm', thread: DM, body, open, ...more })
  expect(sent).toEqual({ externalId: String(100 + api.calls.length), state: 'sent' })
  return api.calls.at(-1)!
}

const media = (changes: Partial<Extract<SegmentBody, { type: 'media' }>>): SegmentBody => ({
  type: 'media',
  as: 'image',
  file: 'f',
  mime: 'image/png',
  bytes: 7,
  ...changes,
})

describe('what goes out', () => {
  it('text with its marks as entities, and nothing parsed', async () => {
    const marks = [
      { kind: 'bold', start: 0, end: 2 },
      { kind: 'italic', start: 3, end: 4 },
      { kind: 'code', start: 3, end: 4 },
      { kind: 'link', start: 5, end: 6, url: 'https://shop.example' },
      { kind: 'link', start: 5, end: 6 },
      { kind: 'mention', start: 7, end: 8, url: 'tg://user?id=222222' },
      { kind: 'mention', start: 9, end: 11, url: 'https://t.me/bo' },
    ] as const
    const { method, params } = await send({ type: 'text', text: '👍 a b c @bo <b>', marks: [...marks] })
    expect(method).toBe('sendMessage')
    expect(params).toEqual({
      chat_id: 111111,
      text: '👍 a b c @bo <b>',
      entities: [
        { type: 'bold', offset: 0, length: 2 },
        { type: 'italic', offset: 3, length: 1 },
        { type: 'code', offset: 3, length: 1 },
        { type: 'text_link', offset: 5, length: 1, url: 'https://shop.example' },
        { type: 'text_link', offset: 7, length: 1, url: 'tg://user?id=222222' },
      ],
    })
  })

  it('buttons carry the id of their option', async () => {
    const buttons = [[{ id: 'csat:5', label: '好' }], [{ id: 'csat:1', label: '差' }]]
    const { params } = await send({ type: 'text', text: 'Rate us', buttons })
    expect(params['reply_markup']).toEqual({
      inline_keyboard: [[{ text: '好', callback_data: 'csat:5' }], [{ text: '差', callback_data: 'csat:1' }]],
    })
  })

  it('an answer names its message, and is sent even when that is gone', async () => {
    const { params } = await send({ type: 'text', text: 'yes' }, { replyTo: '9' })
    expect(params['reply_parameters']).toEqual({ message_id: 9, allow_sending_without_reply: true })
    expect((await send({ type: 'text', text: 'no' }, { replyTo: 'x' })).params).not.toHaveProperty('reply_parameters')
  })

  it.each([
    [
      { externalId: '222222@BC1', route: { business_connection_id: 'BC1' } },
      { chat_id: 222222, business_connection_id: 'BC1' },
    ],
    [
      { externalId: '-1001234567890:7', route: { message_thread_id: 7 } },
      { chat_id: -1001234567890, message_thread_id: 7 },
    ],
    [
      { externalId: '-100999:111111', route: { direct_messages_topic_id: 111111 } },
      { chat_id: -100999, direct_messages_topic_id: 111111 },
    ],
  ])('to %o', async (thread, expected) => {
    expect((await send({ type: 'text', text: 'x' }, { thread })).params).toEqual({ ...expected, text: 'x' })
    expect((await send(media({}), { thread })).params).toMatchObject(
      Object.fromEntries(Object.entries(expected).map(([k, v]) => [k, String(v)])),
    )
    expect((await send({ type: 'location', latitude: 1, longitude: 2 }, { thread })).params).toMatchObject(expected)
  })

  it.each([
    ['sendPhoto', 'photo', media({ name: '订单 "1"; x.png' }), '订单 "1"; x.png'],
    ['sendPhoto', 'photo', media({ width: 5000, height: 5000 }), 'image.png'],
    ['sendDocument', 'document', media({ width: 5000, height: 5001 }), 'image.png'],
    ['sendDocument', 'document', media({ width: 21, height: 1 }), 'image.png'],
    ['sendAnimation', 'animation', media({ mime: 'image/gif' }), 'image.gif'],
    ['sendVoice', 'voice', media({ as: 'audio', mime: 'audio/ogg; codecs=opus' }), 'audio.ogg'],
    ['sendAudio', 'audio', media({ as: 'audio', mime: 'audio/mpeg' }), 'audio.mp3'],
    ['sendVideo', 'video', media({ as: 'video', mime: 'video/mp4' }), 'video.mp4'],
    ['sendDocument', 'document', media({ as: 'file', mime: 'application/pdf', name: 'a.pdf' }), 'a.pdf'],
  ])('a medium by %s in %s', async (method, field, body, name) => {
    const call = await send(body)
    expect(call).toMatchObject({ method, file: { field, name, bytes: 7 } })
  })

  it.each([
    [{ name: 'Shop' }, { title: 'Shop', address: '1, 2' }],
    [{ address: 'High St' }, { title: 'High St', address: '1, 2' }],
    [
      { name: 'Shop', address: 'High St' },
      { title: 'Shop', address: 'High St' },
    ],
  ])('a place with %o', async (named, shown) => {
    const { method, params } = await send({ type: 'location', latitude: 1, longitude: 2, ...named })
    expect([method, params]).toMatchObject(['sendVenue', { latitude: 1, longitude: 2, ...shown }])
  })

  it('a sign of typing, which the direct messages of a channel do not have', async () => {
    await telegram.typing!(ctx, { externalId: '-1001234567890:7', route: { message_thread_id: 7 } })
    await telegram.typing!(ctx, { externalId: '-100999:111111', route: { direct_messages_topic_id: 111111 } })
    expect(api.calls.map(({ params }) => params)).toEqual([{ chat_id: -1001234567890, action: 'typing', message_thread_id: 7 }])
  })

  it('a caption with its marks and what is known of a video', async () => {
    const { params } = await send(
      media({
        as: 'video',
        mime: 'video/mp4',
        caption: 'see <i>',
        marks: [{ kind: 'bold', start: 0, end: 3 }],
        width: 640,
        height: 480,
        seconds: 2.6,
      }),
    )
    expect(params).toMatchObject({
      caption: 'see <i>',
      caption_entities: [{ type: 'bold', offset: 0, length: 3 }],
      width: '640',
      duration: '3',
    })
  })

  it('a file that is not there is not asked of Telegram', async () => {
    const gone = { key: 'k', surface: 'dm', thread: DM, body: media({}), open: () => Promise.reject(new Error('gone')) } as const
    await expect(telegram.send(ctx, gone)).rejects.toThrow('gone')
    expect(api.calls).toEqual([])
  })

  it('a thread that is none', async () => {
    const out = {
      key: 'k',
      surface: 'dm',
      thread: { externalId: 'x' },
      body: { type: 'text', text: 'x' },
      open: async () => new Blob(),
    } as const
    await expect(telegram.send(ctx, out)).rejects.toMatchObject({ code: 'gone', certain: true })
  })
})

describe('over the real way out', () => {
  const over = (url: string, timeoutMs = 100): Ctx<Credentials> => ({ ...ctx, fetch: createNodeEgress({ relay: { url }, timeoutMs }) })
  const text = { key: 'k', surface: 'dm', thread: DM, body: { type: 'text', text: 'x' }, open: async () => new Blob() } as const

  it('a message and a file arrive', async () => {
    await telegram.send(over(server.origin, 10_000), text)
    await telegram.send(over(server.origin, 10_000), { ...text, body: media({}), open: async () => new Blob(['1234567']) })
    expect(api.calls).toMatchObject([{ method: 'sendMessage' }, { method: 'sendPhoto', file: { bytes: 7 } }])
  })

  it('a lost answer is unsure, a server that is not there is not', async () => {
    const silent = await loopback(() => new Promise(() => {}))
    await expect(telegram.send(over(silent.origin), text)).rejects.toMatchObject({
      code: 'network',
      certain: false,
      platformCode: 'timeout',
    })
    await silent.stop()
    await expect(telegram.send(over(silent.origin), text)).rejects.toMatchObject({ code: 'network', certain: true })
  })
})

describe('files that customers send', () => {
  it('are fetched without showing the token', async () => {
    const response = await telegram.media!.open(ctx, 'AgACx')
    expect(await response.text()).toBe('bytes of a file')
    expect(response.url).toBe('')
  })

  it('past 20 MB are refused by Telegram', async () => {
    api.answer(() => refusal(400, 'Bad Request: file is too big'))
    await expect(telegram.media!.open(ctx, 'x')).rejects.toMatchObject({ code: 'content', certain: true })
  })

  it('are gone when their link is', async () => {
    api.answer(() => Response.json({ ok: true, result: { file_id: 'x', file_unique_id: 'y', file_path: 'a/b.jpg' } }))
    api.answer(() => new Response('Not Found', { status: 404 }))
    await expect(telegram.media!.open(ctx, 'x')).rejects.toMatchObject({ code: 'gone' })
  })
})

describe('button presses', () => {
  it('answered too late are no error, other faults are', async () => {
    api.answer(() => refusal(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid'))
    await telegram.answerPress!(ctx, '4382')
    api.answer(() => refusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 }))
    await expect(telegram.answerPress!(ctx, '4382')).rejects.toMatchObject({ code: 'rate', retryAfterMs: 1000 })
  })
})

it('a number past all numbers is none', () => {
  const update = JSON.parse(
    '{"update_id":1,"message":{"message_id":1,"date":1e999,"chat":{"id":1,"type":"private"},"photo":[{"file_id":"a","width":1e999}]}}',
  ) as unknown
  expect(telegram.webhook!.parse(update, ctx)).toMatchObject([{ at: NOW, content: [{ type: 'image', ref: 'a', mime: 'image/jpeg' }] }])
  expect(JSON.stringify(telegram.webhook!.parse(update, ctx))).not.toContain('width')
})

describe('taking back', () => {
  it('deletes the message in its chat', async () => {
    await telegram.recall!(ctx, DM, '42')
    expect(api.calls.at(-1)).toMatchObject({ method: 'deleteMessage', params: { chat_id: 111111, message_id: 42 } })
  })

  it('is not for business chats, where it would be another call', async () => {
    const business = { externalId: '111111@b', route: { business_connection_id: 'b' } }
    await expect(telegram.recall!(ctx, business, '42')).rejects.toMatchObject({ code: 'content', certain: true })
    expect(api.calls).toEqual([])
  })
})
