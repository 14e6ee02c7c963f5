import { fixtures } from '../../adapters/wechat/fixtures/index.ts'
import { OPEN_ID } from '../../adapters/wechat/fixtures/sample.ts'
import type { Credentials } from '../../adapters/wechat/manifest.ts'
import { encrypt, sha1Sorted } from '../../adapters/weixin/crypt.ts'
import type { RawRequest } from '../../src/contract/adapter.ts'
import { HOOK_URL, type Harness, NOW, bytesOf } from '../contract/harness.ts'
import type { Loopback } from './loopback.ts'
import { type WechatApi, createWechatApi, says } from './wechat-api.ts'

const CREDENTIALS: Credentials = {
  appId: 'wxba5fad812f8e6fb9',
  appSecret: '0123456789abcdef0123456789abcdef',
  token: 'AAAAA',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  mode: 'plain',
  accountType: 'service',
}
const { appId, appSecret, token } = CREDENTIALS
const AES_KEY = CREDENTIALS.encodingAesKey!
const SECONDS = NOW / 1000

type Serve = (handle: WechatApi['handle']) => Promise<Loopback>

interface How {
  token?: string
  timestamp?: number
  encodingAesKey?: string
  appId?: string
}

const call = (query: { [name: string]: string }, body: Uint8Array<ArrayBuffer>): RawRequest => ({
  method: 'POST',
  url: `${HOOK_URL}?${new URLSearchParams(query).toString()}`,
  headers: new Headers({ 'content-type': 'text/xml' }),
  body,
})

/** With the signature of time and nonce that every push carries. */
async function signed({ token: key = token, timestamp = SECONDS }: How = {}): Promise<{ [name: string]: string }> {
  const [time, nonce] = [String(timestamp), '486452656']
  return { signature: await sha1Sorted(key, time, nonce), timestamp: time, nonce, openid: OPEN_ID }
}

/** As in secure mode; `plain`: beside the words, as in compatible mode. */
export async function sealed(body: Uint8Array<ArrayBuffer>, how: How = {}, plain = ''): Promise<RawRequest> {
  const cipher = await encrypt(how.encodingAesKey ?? AES_KEY, new TextDecoder().decode(body), how.appId ?? appId)
  const { timestamp = '', nonce = '', ...query } = await signed(how)
  const msg_signature = await sha1Sorted(how.token ?? token, timestamp, nonce, cipher)
  const xml = `<xml><ToUserName><![CDATA[gh_7f083739789a]]></ToUserName>${plain}<Encrypt><![CDATA[${cipher}]]></Encrypt></xml>`
  return call({ ...query, timestamp, nonce, encrypt_type: 'aes', msg_signature }, bytesOf(xml))
}

export const plain = async (body: Uint8Array<ArrayBuffer>, how?: How): Promise<RawRequest> => call(await signed(how), body)

/** Both: the words, and the cipher among them. */
async function both(body: Uint8Array<ArrayBuffer>, how: How = {}): Promise<RawRequest> {
  const inner = /^<xml>(.*)<\/xml>$/s.exec(new TextDecoder().decode(body))?.[1]
  return sealed(body, how, inner)
}

const REQUESTS = { plain, compatible: both, secure: sealed }

const wrong = (request: RawRequest, name: string): RawRequest => ({ ...request, url: request.url.replace(`${name}=`, `${name}=0`) })
const without = (request: RawRequest, name: string): RawRequest => ({ ...request, url: request.url.replace(`${name}=`, `x=`) })

const stale = { timestamp: SECONDS - 301 }
const early = { timestamp: SECONDS + 301 }

const FORGED: { [mode in Credentials['mode']]: (body: Uint8Array<ArrayBuffer>) => Promise<{ name: string; request: RawRequest }[]> } = {
  plain: async (body) => [
    { name: 'no signature', request: without(await plain(body), 'signature') },
    { name: 'no time', request: without(await plain(body), 'timestamp') },
    { name: 'wrong signature', request: wrong(await plain(body), 'signature') },
    { name: 'signed with another token', request: await plain(body, { token: 'AAAAB' }) },
    { name: 'stale', request: await plain(body, stale) },
    { name: 'from the future', request: await plain(body, early) },
  ],
  compatible: async (body) => [
    { name: 'cipher with a wrong signature', request: wrong(await both(body), 'msg_signature') },
    { name: 'no cipher, and a wrong signature', request: wrong(await plain(body), 'signature') },
  ],
  secure: async (body) => [
    { name: 'not encrypted', request: await plain(body) },
    { name: 'no signature', request: without(await sealed(body), 'msg_signature') },
    { name: 'wrong signature', request: wrong(await sealed(body), 'msg_signature') },
    { name: 'signed with another token', request: await sealed(body, { token: 'AAAAB' }) },
    { name: 'encrypted with another key', request: await sealed(body, { encodingAesKey: 'A'.repeat(43) }) },
    { name: 'meant for another account', request: await sealed(body, { appId: `${appId}0` }) },
    { name: 'stale', request: await sealed(body, stale) },
    { name: 'from the future', request: await sealed(body, early) },
  ],
}

/** An account that lets its pushes go out as `mode` says. */
export const wechatHarness = (serve: Serve, mode: Credentials['mode'] = 'plain'): Harness<Credentials> => ({
  credentials: { ...CREDENTIALS, mode },
  badCredentials: [
    {},
    { ...CREDENTIALS, appId: '' },
    { ...CREDENTIALS, appId: 'wx1&secret=2' },
    { ...CREDENTIALS, token: 'no spaces' },
    { ...CREDENTIALS, encodingAesKey: 'A'.repeat(42) },
    { ...CREDENTIALS, mode: 'secret' },
    { ...CREDENTIALS, accountType: 'personal' },
    { appId, appSecret, token, mode: 'secure', accountType: 'service' },
    { appId, appSecret, token, mode: 'compatible', accountType: 'service' },
    { ...CREDENTIALS, more: 1 },
  ],
  account: { externalId: appId, name: appId },
  secrets: [appSecret, AES_KEY, token, 'token-1', 'token-2'],
  threads: { dm: { externalId: OPEN_ID } },
  // What was encrypted is kept with its event.
  fixtures: fixtures.map(({ events, ...fixture }) => ({
    ...fixture,
    events: events.map((event) => (mode === 'plain' ? event : { ...event, raw: fixture.body as string })),
  })),
  request: REQUESTS[mode],
  forged: FORGED[mode],
  play: async () => {
    const api = createWechatApi(appId, appSecret)
    const { fetch, stop } = await serve(api.handle)
    const page = (status: number, words: string) => () => new Response(`<html><h1>${words}</h1></html>`, { status })
    const refuses = (errcode: number, errmsg: string) => next(() => says(errcode, errmsg))
    const next = (response: () => Response, path = '/cgi-bin/message') => ({ arrange: () => api.answer(path, response) })
    const atToken = (errcode: number, errmsg: string) => next(() => says(errcode, errmsg), '/cgi-bin/stable_token')
    return {
      fetch,
      stop,
      expireToken: api.expireToken,
      delivered: () =>
        api.calls.flatMap(({ body }) => {
          const { text, msgmenu } = body as { text?: { content: string }; msgmenu?: { head_content: string } }
          return text?.content ?? msgmenu?.head_content ?? []
        }),
      faults: [
        { name: 'wrong secret', ...atToken(40125, 'invalid appsecret'), code: 'auth', certain: true },
        { name: 'frozen secret', ...atToken(40243, 'AppSecret has been frozen'), code: 'auth', certain: true },
        { name: 'wrong AppID', ...atToken(40013, 'invalid appid'), code: 'auth', certain: true },
        { name: 'address not on the list', ...atToken(40164, 'invalid ip 192.0.2.1, not in whitelist'), code: 'auth', certain: true },
        { name: 'token, busy', ...atToken(-1, 'system error'), code: 'platform', certain: true },
        { name: 'token, no answer', ...next(page(504, 'Gateway Time-out'), '/cgi-bin/stable_token'), code: 'network', certain: true },
        { name: 'out of time', ...refuses(45015, 'response out of time limit or subscription is canceled'), code: 'window', certain: true },
        { name: 'too many', ...refuses(45047, 'out of response count limit'), code: 'window', certain: true },
        { name: 'not a follower', ...refuses(43004, 'require subscribe'), code: 'blocked', certain: true },
        { name: 'refused by the user', ...refuses(48002, 'user block receive message'), code: 'blocked', certain: true },
        { name: 'blacklisted', ...refuses(43019, 'user in blacklist'), code: 'blocked', certain: true },
        { name: 'nobody of ours', ...refuses(40003, 'invalid openid'), code: 'gone', certain: true },
        { name: 'too long', ...refuses(45002, 'content size out of limit'), code: 'content', certain: true },
        { name: 'not verified', ...refuses(48001, 'api unauthorized'), code: 'content', certain: true },
        {
          name: 'quota of the day',
          ...refuses(45009, 'reach max api daily quota limit'),
          code: 'rate',
          certain: true,
          retryAfterMs: 600_000,
        },
        {
          name: 'quota of the minute',
          ...refuses(45011, 'api minute-quota reach limit'),
          code: 'rate',
          certain: true,
          retryAfterMs: 60_000,
        },
        { name: 'their mistake', ...refuses(-1, 'system error'), code: 'platform', certain: true },
        { name: 'bad gateway', ...next(page(502, 'Bad Gateway')), code: 'network', certain: false },
        { name: 'gateway timeout', ...next(page(504, 'Gateway Time-out')), code: 'network', certain: false },
        {
          name: 'a yes with a status that says no',
          ...next(() => Response.json({ errcode: 0, errmsg: 'ok' }, { status: 502 })),
          code: 'network',
          certain: false,
        },
        { name: 'a page of somebody else', ...next(page(200, 'Log in to the hotel')), code: 'network', certain: false },
        { name: 'half an answer', ...next(() => new Response('{"errcode":0,"err')), code: 'network', certain: false },
        { name: 'an answer that says nothing', ...next(() => Response.json({})), code: 'network', certain: false },
      ],
    }
  },
})
