import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NOW, contextOf } from '../../tests/contract/harness.ts'
import { type KfApi, createKfApi, refusal } from '../../tests/harness/kf-api.ts'
import { type Loopback, loopback } from '../../tests/harness/loopback.ts'
import { kfCredentials, wechatKfHarness } from '../../tests/harness/wechat-kf.ts'
import type { SegmentBody } from '../../src/model/outgoing.ts'
import type { Ctx, Outgoing } from '../../src/contract/adapter.ts'
import { CUSTOMER, KF } from './fixtures/samples.ts'
import { wechatKf } from './index.ts'
import type { Credentials } from './manifest.ts'
import { messageId } from './outbound.ts'

let api: KfApi
let server: Loopback
let ctx: Ctx<Credentials>
beforeEach(async () => {
  api = createKfApi(kfCredentials)
  server = await loopback(api.handle)
  ctx = contextOf(wechatKfHarness(loopback), { fetch: server.fetch })
})
afterEach(() => server.stop())

const thread = { externalId: CUSTOMER }
const out = (body: SegmentBody, more: Partial<Outgoing> = {}): Outgoing => ({
  key: '17',
  surface: 'dm',
  thread,
  grant: { lane: 'service', anchor: '', seq: 1 },
  body,
  open: async () => new Blob(['1234567']),
  ...more,
})
const send = (body: SegmentBody, more: Partial<Outgoing> = {}) => wechatKf.send(ctx, out(body, more))
const hi: SegmentBody = { type: 'text', text: 'hi' }
const paths = () => api.calls.map(({ path }) => path.replace('/qyapi.weixin.qq.com/cgi-bin/', ''))
const common = { touser: CUSTOMER, open_kfid: KF, msgid: 'sb_c1_17' }

describe('what goes out', () => {
  it.each<[string, SegmentBody, object]>([
    ['text', { type: 'text', text: '您好 👋' }, { msgtype: 'text', text: { content: '您好 👋' } }],
    [
      'menu',
      { type: 'text', text: '满意吗？', buttons: [[{ id: 'csat-5', label: '满意' }], [{ id: 'csat-1', label: '不满意' }]] },
      {
        msgtype: 'msgmenu',
        msgmenu: {
          head_content: '满意吗？',
          list: [
            { type: 'click', click: { id: 'csat-5', content: '满意' } },
            { type: 'click', click: { id: 'csat-1', content: '不满意' } },
          ],
        },
      },
    ],
    [
      'location',
      { type: 'location', latitude: 23.1, longitude: 113.3, name: 'n', address: 'a' },
      { msgtype: 'location', location: { latitude: 23.1, longitude: 113.3, name: 'n', address: 'a' } },
    ],
  ])('%s', async (_, body, said) => {
    expect(await send(body)).toEqual({ externalId: 'sb_c1_17', state: 'sent' })
    expect(api.sent).toEqual([{ ...common, ...said }])
  })

  it.each([
    ['image', 'image/png', undefined, 'image', 'image.png'],
    ['audio', 'audio/amr', undefined, 'voice', 'voice.amr'],
    ['video', 'video/mp4', 'a.mov', 'video', 'video.mp4'],
    ['file', 'application/pdf', '订单 "1".pdf', 'file', '订单 "1".pdf'],
    ['file', 'application/x-unknown; x=y', undefined, 'file', 'file.bin'],
  ] as const)('%s (%s), after its bytes', async (as, mime, name, type, fileName) => {
    await send({ type: 'media', as, file: 'f', mime, bytes: 7, ...(name && { name }) })
    expect(api.calls[0]).toMatchObject({ path: '/qyapi.weixin.qq.com/cgi-bin/media/upload', file: { type, name: fileName, bytes: 7 } })
    expect(api.sent).toEqual([{ ...common, msgtype: type, [type]: { media_id: `media-${type}` } }])
  })

  it('a medium that WeCom has dropped is uploaded again, once', async () => {
    const picture: SegmentBody = { type: 'media', as: 'image', file: 'f', mime: 'image/png', bytes: 7 }
    await send(picture)
    await send(picture, { key: '18' })
    expect(paths()).toEqual(['media/upload', 'kf/send_msg', 'kf/send_msg'])
    api.answer(() => refusal(40007, 'invalid media_id'), '/send_msg')
    await send(picture, { key: '19' })
    expect(paths().slice(3)).toEqual(['media/upload', 'kf/send_msg'])
    for (const _ of [1, 2]) api.answer(() => refusal(40007, 'invalid media_id'), '/send_msg')
    await expect(send(picture, { key: '20' })).rejects.toMatchObject({ code: 'content', platformCode: '40007' })
  })

  it('a file that was a picture before, uploaded as what it is now', async () => {
    const as = (kind: 'image' | 'file') => ({ type: 'media', as: kind, file: 'f', mime: 'image/png', bytes: 7 }) as const
    await send(as('image'))
    await send(as('file'), { key: '18' })
    expect(api.sent.map(({ msgtype }) => msgtype)).toEqual(['image', 'file'])
  })

  it('nothing, when the bytes did not arrive: it is known that nothing was said', async () => {
    api.answer(() => new Response('Gateway Time-out', { status: 504 }), '/media/upload')
    const picture: SegmentBody = { type: 'media', as: 'image', file: 'f', mime: 'image/png', bytes: 7 }
    await expect(send(picture)).rejects.toMatchObject({ code: 'network', certain: true })
    expect(api.sent).toEqual([])
  })

  it('under the same id when it is tried again, and another for all else', async () => {
    expect(messageId('AAECAwQFBgcICQoLDA0ODw', '9007199254740991')).toBe('sb_AAECAwQFBgcI_9007199254740991')
    expect(messageId('AAECAwQFBgcICQoLDA0ODw', '9007199254740991')).toHaveLength(32)
    await send(hi)
    await expect(send(hi)).rejects.toMatchObject({ code: 'content', certain: true })
    await expect(send(hi, { key: 'not a key' })).rejects.toMatchObject({ code: 'platform', certain: true })
    expect(api.sent).toHaveLength(1)
  })
})

describe('the id of a message', () => {
  it('is the one that WeCom names, otherwise ours', async () => {
    api.answer(() => Response.json({ errcode: 0, errmsg: 'ok', msgid: 'theirs' }))
    expect((await send(hi)).externalId).toBe('theirs')
    api.answer(() => Response.json({ errcode: 0, errmsg: 'ok' }))
    expect((await send(hi)).externalId).toBe('sb_c1_17')
  })

  it('is told where no answer came, and a failure may still be reported', async () => {
    api.answer(() => new Response('Gateway Time-out', { status: 504 }))
    await expect(send(hi)).rejects.toMatchObject({ certain: false, platformCode: '504', externalId: 'sb_c1_17' })
    api.answer(() => refusal(40058, 'invalid parameter'))
    await expect(send(hi)).rejects.toMatchObject({ certain: true, externalId: undefined })
  })
})

describe('a welcome or a farewell', () => {
  const grant = { lane: 'event', anchor: 'WC', seq: 1 }

  it('names the code instead of the customer', async () => {
    expect(await send(hi, { grant })).toEqual({ externalId: 'sb_c1_17', state: 'sent' })
    expect(api.sent).toEqual([{ code: 'WC', msgid: 'sb_c1_17', msgtype: 'text', text: { content: 'hi' } }])
    expect(paths()).toEqual(['kf/send_msg_on_event'])
  })

  it('is a text or a menu', async () => {
    await send({ type: 'text', text: '?', buttons: [[{ id: 'a', label: 'A' }]] }, { grant })
    expect(api.sent[0]?.['msgtype']).toBe('msgmenu')
    const place = { type: 'location', latitude: 1, longitude: 2 } as const
    const fresh = { key: '18', grant: { ...grant, anchor: 'WC2' } }
    await expect(send(place, fresh)).rejects.toMatchObject({ code: 'content', certain: true })
    expect(paths()).toEqual(['kf/send_msg_on_event'])
    expect(api.sent).toHaveLength(1)
  })
})

describe('the session', () => {
  it('that is new needs nothing', async () => {
    await send(hi)
    expect(paths()).toEqual(['kf/send_msg'])
    expect(api.state).toBe(0)
  })

  it.each([95013, 95016, 95018])('that is new and yet refused (%i) is made ours, and it is said once', async (errcode) => {
    api.answer(() => refusal(errcode, 'not in this state'))
    expect((await send(hi)).state).toBe('sent')
    expect(paths()).toEqual(['kf/service_state/get', 'kf/service_state/trans', 'kf/send_msg'])
    expect([api.state, api.sent.length]).toEqual([1, 1])
  })

  it.each([95013, 95016, 95018])('that has become ours meanwhile is tried once more, and no more (%i)', async (errcode) => {
    api.state = 1
    for (const _ of [1, 2]) api.answer(() => refusal(errcode, 'conversation end'), '/send_msg')
    await expect(send(hi)).rejects.toMatchObject({ code: 'window', certain: true, platformCode: String(errcode) })
    expect(paths()).toEqual(['kf/service_state/get'])
  })

  it('that has become ours meanwhile needs nothing more, and it is said once', async () => {
    api.state = 1
    api.answer(() => refusal(95018, 'send forbidden in this state'), '/send_msg')
    expect((await send(hi)).state).toBe('sent')
    expect(paths()).toEqual(['kf/service_state/get', 'kf/send_msg'])
    expect(api.sent).toHaveLength(1)
  })

  it.each([
    [2, /waits in the queue of WeCom/],
    [3, /A colleague has this session in WeCom/],
    [4, /begins again when the customer writes/],
  ])('that is in state %i is told of', async (state, words) => {
    api.state = state
    const error: unknown = await send(hi).catch((fault: unknown) => fault)
    expect(error).toMatchObject({ code: 'window', certain: true, platformCode: '95018' })
    expect((error as Error).message).toMatch(words)
    expect(api.state).toBe(state)
  })

  it('that nobody can look at leaves it at the refusal', async () => {
    api.answer(() => refusal(95018, 'send forbidden in this state'))
    api.answer(() => new Response('', { status: 504 }), '/get')
    await expect(send(hi)).rejects.toMatchObject({ code: 'window', certain: true, message: 'send forbidden in this state' })
  })
})

describe('the end of a conversation', () => {
  it.each([0, 1, 2])('ends the session in state %i, and a last word may be said', async (state) => {
    api.state = state
    const grants = await wechatKf.close!(ctx, thread)
    expect(grants).toEqual([{ lane: 'event', anchor: 'code-1', opensAt: NOW, expiresAt: NOW + 20_000, remaining: 1 }])
    expect(api.state).toBe(4)
    await send(hi, { grant: { lane: 'event', anchor: 'code-1', seq: 1 } })
    expect(api.sent).toMatchObject([{ code: 'code-1' }])
  })

  it.each([3, 4])('leaves a session alone that is in state %i', async (state) => {
    api.state = state
    expect(await wechatKf.close!(ctx, thread)).toEqual([])
    expect(api.state).toBe(state)
  })

  it('without a code is silent', async () => {
    api.answer(() => Response.json({ errcode: 0, errmsg: 'ok' }), '/trans')
    expect(await wechatKf.close!(ctx, thread)).toEqual([])
  })
})
