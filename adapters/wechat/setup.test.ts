import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOOK_URL, contextOf } from '../../tests/contract/harness.ts'
import { type Loopback, loopback } from '../../tests/harness/loopback.ts'
import { type WechatApi, createWechatApi, says } from '../../tests/harness/wechat-api.ts'
import { wechatHarness } from '../../tests/harness/wechat.ts'
import type { Ctx } from '../../src/contract/adapter.ts'
import { wechat } from './index.ts'
import type { Credentials } from './manifest.ts'

const harness = wechatHarness(loopback)
const { appId, appSecret } = harness.credentials

let api: WechatApi
let server: Loopback
let ctx: Ctx<Credentials>
let called: string[]
beforeEach(async () => {
  api = createWechatApi(appId, appSecret)
  server = await loopback(api.handle)
  called = []
  ctx = contextOf(harness, {
    fetch(request, init) {
      called.push(request instanceof Request ? request.url : String(request))
      return server.fetch(request, init)
    },
  })
})
afterEach(() => server.stop())

describe('set-up', () => {
  it.each([
    ['service', undefined],
    ['subscription', ['buttons']],
    ['test', ['buttons']],
  ] as const)('a %s account lacks %j', async (accountType, lacks) => {
    const credentials = { ...ctx.credentials, accountType }
    expect(await wechat.setup.check({ ...ctx, credentials })).toEqual({ externalId: appId, name: appId, ...(lacks && { lacks }) })
  })

  it('tells the admin what to enter on WeChat’s page, without the secrets', async () => {
    const steps = await wechat.setup.install(ctx, HOOK_URL)
    if (steps === 'done') throw new Error('nothing was to be done')
    expect(steps.map(({ code, value }) => [code, value])).toEqual([
      ['ip-allow-list', undefined],
      ['server-url', HOOK_URL],
      ['server-keys', '明文模式'],
      ['server-on', undefined],
    ])
    expect(called).toEqual([])
  })

  it('is well while the secret is good', async () => {
    expect(await wechat.setup.probe(ctx, HOOK_URL)).toEqual({ state: 'ok' })
  })

  it.each([
    [40125, 'invalid appsecret', { state: 'broken', code: 'auth', text: 'invalid appsecret rid: 65f2-1' }],
    [40164, 'invalid ip 192.0.2.1', { state: 'broken', code: 'address-refused', text: 'invalid ip 192.0.2.1 rid: 65f2-1' }],
    [-1, 'system error', { state: 'warn', code: 'unreachable', text: 'system error rid: 65f2-1' }],
  ])('is not well after %i', async (errcode, words, health) => {
    api.answer('/cgi-bin/stable_token', () => says(errcode, words))
    expect(await wechat.setup.probe(ctx, HOOK_URL)).toEqual(health)
  })
})

describe('what customers sent', () => {
  const open = (ref: string): Promise<Response> => wechat.media!.open(ctx, ref)
  const GET = 'https://api.weixin.qq.com/cgi-bin/media/get?access_token=token-1&media_id='

  it('is fetched by its id, and its address stays here', async () => {
    api.media.set('M1', { body: 'bytes', type: 'image/jpeg' })
    const response = await open('M1 http://mmbiz.qpic.cn/x/0')
    expect(await response.text()).toBe('bytes')
    expect(response.headers.get('content-type')).toBe('image/jpeg')
    expect(response.url).toBe('')
    expect(called.at(-1)).toBe(`${GET}M1`)
  })

  it('and a token that has run out is replaced', async () => {
    api.media.set('M1', { body: 'bytes', type: 'audio/amr' })
    await open('M1')
    api.expireToken()
    expect(await (await open('M1')).text()).toBe('bytes')
  })

  it('lies elsewhere where it is a video', async () => {
    api.media.set('V1', { body: '{"video_url":"https://video.example/a?key=1"}', type: 'text/plain' })
    expect(await (await open('V1')).text()).toBe('bytes of a file')
    expect(called.at(-1)).toBe('https://video.example/a?key=1')
  })

  it.each(['M2 http://mmbiz.qpic.cn/x/0', ' http://mmbiz.qpic.cn/x/0'])(
    'of %j, has a public address when the id is of no use',
    async (ref) => {
      expect(await (await open(ref)).text()).toBe('bytes of a file')
      expect(called.at(-1)).toBe('https://mmbiz.qpic.cn/x/0')
    },
  )

  it('has a public address when there is no such file any more', async () => {
    api.answer('/cgi-bin/media/get', () => new Response('Not Found', { status: 404 }))
    expect(await (await open('M1 http://mmbiz.qpic.cn/x/0')).text()).toBe('bytes of a file')
  })

  it.each(['https://qpic.cn.evil.example/x', 'https://169.254.169.254/x', 'https://evilqpic.cn/x', 'file:///etc/passwd', 'no address'])(
    'is not looked for at %s',
    async (url) => {
      await expect(open(` ${url}`)).rejects.toMatchObject({ code: 'gone' })
      expect(called).toEqual([])
    },
  )

  it.each(['M3', ''])('is gone where nothing is left of %j', async (ref) => {
    await expect(open(ref)).rejects.toMatchObject({ certain: true, code: ref ? 'content' : 'gone' })
  })

  it('is asked for again later when WeChat was not there', async () => {
    api.answer('/cgi-bin/media/get', () => new Response('Bad Gateway', { status: 502 }))
    await expect(open('M1 http://mmbiz.qpic.cn/x/0')).rejects.toMatchObject({ code: 'network' })
    expect(called.at(-1)).toBe(`${GET}M1`)
  })
})
