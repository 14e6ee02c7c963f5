import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SegmentBody } from '../../src/model/outgoing.ts'
import { contextOf, memoryCache } from '../../tests/contract/harness.ts'
import { type Loopback, loopback } from '../../tests/harness/loopback.ts'
import { type WechatApi, createWechatApi, says } from '../../tests/harness/wechat-api.ts'
import { wechatHarness } from '../../tests/harness/wechat.ts'
import type { Ctx, Sent } from '../../src/contract/adapter.ts'
import { OPEN_ID } from './fixtures/sample.ts'
import { wechat } from './index.ts'
import type { Credentials } from './manifest.ts'

const harness = wechatHarness(loopback)
const { appId, appSecret } = harness.credentials
const SEND = '/cgi-bin/message/custom/send'
const UPLOAD = '/cgi-bin/media/upload'

let api: WechatApi
let server: Loopback
let ctx: Ctx<Credentials>
let wire: { url: string; body: string }[]
beforeEach(async () => {
  api = createWechatApi(appId, appSecret)
  server = await loopback(api.handle)
  wire = []
  ctx = contextOf(harness, {
    fetch(request, init) {
      wire.push({ url: request instanceof Request ? request.url : String(request), body: typeof init?.body === 'string' ? init.body : '' })
      return server.fetch(request, init)
    },
  })
})
afterEach(() => server.stop())

const send = (body: SegmentBody): Promise<Sent> =>
  wechat.send(ctx, {
    key: 'k',
    surface: 'dm',
    thread: { externalId: OPEN_ID },
    body,
    open: async () => new Blob(['1234567'], { type: 'image/png' }),
  })
const text = (words: string): SegmentBody => ({ type: 'text', text: words })
const menu: SegmentBody = {
  type: 'text',
  text: '您对本次服务是否满意呢?',
  buttons: [[{ id: '101', label: '满意' }], [{ id: '102', label: '不满意' }]],
}
const media = (as: 'image' | 'audio' | 'video' | 'file', mime: string): SegmentBody => ({
  type: 'media',
  as,
  file: 'f1',
  mime,
  bytes: 7,
  name: '订单 "1".png',
})
const paths = (): string[] => wire.map(({ url }) => new URL(url).pathname)

describe('messages', () => {
  it('text, in its own letters', async () => {
    expect(await send(text('你好 👋'))).toEqual({ state: 'sent' })
    expect(wire.at(-1)).toEqual({
      url: `https://api.weixin.qq.com${SEND}?access_token=token-1`,
      body: `{"touser":"${OPEN_ID}","msgtype":"text","text":{"content":"你好 👋"}}`,
    })
  })

  it('a menu', async () => {
    await send(menu)
    expect(api.calls.at(-1)?.body).toEqual({
      touser: OPEN_ID,
      msgtype: 'msgmenu',
      msgmenu: {
        head_content: '您对本次服务是否满意呢?',
        list: [
          { id: '101', content: '满意' },
          { id: '102', content: '不满意' },
        ],
      },
    })
  })

  it('numbered lines where the account may not send menus', async () => {
    api.answer(SEND, () => says(40200, 'invalid account type'))
    expect(await send(menu)).toEqual({ state: 'sent' })
    expect(api.calls.map(({ body }) => body['text'])).toEqual([{ content: '您对本次服务是否满意呢?\n1. 满意\n2. 不满意' }])
  })

  it('a menu that is refused for another reason, or may have arrived, is not said again in lines', async () => {
    api.answer(SEND, () => says(45047, 'out of response count limit'))
    await expect(send(menu)).rejects.toMatchObject({ code: 'window', certain: true })
    api.answer(SEND, () => new Response('Bad Gateway', { status: 502 }))
    await expect(send(menu)).rejects.toMatchObject({ code: 'network', certain: false })
    expect(paths().filter((path) => path === SEND)).toHaveLength(2)
  })

  it('text, where a menu has no entries', async () => {
    await send({ type: 'text', text: 'hi', buttons: [[]] })
    expect(api.calls.at(-1)?.body).toEqual({ touser: OPEN_ID, msgtype: 'text', text: { content: 'hi' } })
  })

  it.each([
    ['image', 'image/png', 'image', 'image.png'],
    ['image', 'image/JPEG; x=1', 'image', 'image.jpg'],
    ['image', 'image/gif', 'image', 'image.gif'],
    ['audio', 'audio/amr', 'voice', 'voice.amr'],
    ['audio', 'audio/mpeg', 'voice', 'voice.mp3'],
    ['video', 'video/mp4', 'video', 'video.mp4'],
  ] as const)('%s of type %s as %s', async (as, mime, type, name) => {
    await send(media(as, mime))
    expect(api.calls).toEqual([
      { path: UPLOAD, body: { type, name, bytes: 7 } },
      { path: SEND, body: { touser: OPEN_ID, msgtype: type, [type]: { media_id: 'uploaded-1' } } },
    ])
  })

  it.each([media('file', 'application/pdf'), { type: 'location', latitude: 1, longitude: 2 }] satisfies SegmentBody[])(
    'no $type',
    async (body) => {
      await expect(send(body)).rejects.toMatchObject({ code: 'content', certain: true })
      expect(wire).toEqual([])
    },
  )

  it('a medium is uploaded once, however often it has to be tried', async () => {
    api.answer(SEND, () => says(45011, 'api minute-quota reach limit'))
    await expect(send(media('image', 'image/png'))).rejects.toMatchObject({ code: 'rate', account: true })
    await send(media('image', 'image/png'))
    expect(paths().filter((path) => path === UPLOAD)).toHaveLength(1)
  })

  it('a medium that WeChat has dropped is uploaded again, once', async () => {
    await send(media('image', 'image/png'))
    api.media.clear()
    await send(media('image', 'image/png'))
    expect(api.calls.at(-1)?.body['image']).toEqual({ media_id: 'uploaded-2' })
    for (const _ of [1, 2]) api.answer(SEND, () => says(40007, 'invalid media_id'))
    await expect(send(media('image', 'image/png'))).rejects.toMatchObject({ code: 'content', platformCode: '40007' })
  })

  it('another medium is another upload', async () => {
    await send(media('image', 'image/png'))
    await send({ ...media('image', 'image/png'), file: 'f2' } as SegmentBody)
    expect(api.calls.flatMap(({ body }) => body['image'] ?? [])).toEqual([{ media_id: 'uploaded-1' }, { media_id: 'uploaded-2' }])
  })

  it('an upload that got lost has told the customer nothing', async () => {
    api.answer(UPLOAD, () => new Response('Gateway Time-out', { status: 504 }))
    await expect(send(media('image', 'image/png'))).rejects.toMatchObject({ code: 'network', certain: true, platformCode: '504' })
  })

  it('an upload that was too much makes the whole account wait', async () => {
    api.answer(UPLOAD, () => says(45009, 'reach max api daily quota limit'))
    await expect(send(media('image', 'image/png'))).rejects.toMatchObject({ code: 'rate', retryAfterMs: 600_000, account: true })
  })

  it('a refusal without words is told all the same', async () => {
    api.answer(SEND, () => Response.json({ errcode: 45015 }))
    await expect(send(text('a'))).rejects.toMatchObject({ code: 'window', message: 'WeChat refused the call.' })
  })
})

describe('the access token', () => {
  it('is asked for as the platform wants it, once for all', async () => {
    await Promise.all([send(text('a')), send(text('b')), send(text('c'))])
    await send(text('d'))
    expect(wire[0]?.url).toBe('https://api.weixin.qq.com/cgi-bin/stable_token')
    expect(JSON.parse(wire[0]?.body ?? '')).toEqual({
      grant_type: 'client_credential',
      appid: appId,
      secret: appSecret,
      force_refresh: false,
    })
    expect(paths().filter((path) => path === '/cgi-bin/stable_token')).toHaveLength(1)
  })

  it('is renewed five minutes before its end', async () => {
    const kept: number[] = []
    const cache = memoryCache()
    ctx.cache = {
      ...cache,
      get: (key, make) =>
        cache.get(key, async () => {
          const made = await make()
          kept.push(made.ttlMs)
          return made
        }),
    }
    await send(text('a'))
    expect(kept).toEqual([6_900_000])
  })

  it.each([40001, 40014, 42001])('that is refused with %i is replaced', async (errcode) => {
    api.answer(SEND, () => says(errcode, 'invalid credential'))
    expect(await send(text('a'))).toEqual({ state: 'sent' })
    expect(api.tokens()).toBe(2)
    expect(api.calls).toHaveLength(1)
  })

  it.each([40001, 40014, 42001])('that is refused again (%i) is the admin’s business', async (errcode) => {
    for (const _ of [1, 2]) api.answer(SEND, () => says(errcode, 'invalid credential'))
    await expect(send(text('a'))).rejects.toMatchObject({ code: 'auth', certain: true, platformCode: String(errcode) })
    expect(api.calls).toEqual([])
    expect(api.tokens()).toBe(2)
  })

  it('that runs out in the middle of an upload is replaced', async () => {
    await send(text('a'))
    api.expireToken()
    await send(media('image', 'image/png'))
    expect(api.calls).toHaveLength(3)
  })
})

describe('typing', () => {
  const type = (): Promise<void> => wechat.typing!(ctx, { externalId: OPEN_ID })

  it('is shown', async () => {
    await type()
    expect(api.calls).toEqual([{ path: '/cgi-bin/message/custom/typing', body: { touser: OPEN_ID, command: 'Typing' } }])
  })

  it.each([45080, 45081])('is left when WeChat says %i', async (errcode) => {
    api.answer('/cgi-bin/message/custom/typing', () => says(errcode, 'no'))
    expect(await type()).toBeUndefined()
  })

  it('tells of anything else', async () => {
    api.answer('/cgi-bin/message/custom/typing', () => says(45072, 'command field must be in [Typing, CancelTyping]'))
    await expect(type()).rejects.toMatchObject({ code: 'content', platformCode: '45072' })
  })
})
