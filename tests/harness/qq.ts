import { getPublicKeyAsync, signAsync } from '@noble/ed25519'
import { APP_ID, ADA, GROUP } from '../../adapters/qq/fixtures/people.ts'
import { fixtures } from '../../adapters/qq/fixtures/index.ts'
import type { Credentials } from '../../adapters/qq/manifest.ts'
import { HOOK_URL, type FaultCase, type Harness, NOW } from '../contract/harness.ts'
import type { Loopback } from './loopback.ts'
import { createQqApi, refusal } from './qq-api.ts'

type Serve = (handle: (request: Request) => Promise<Response>) => Promise<Loopback>

export const SECRET = 'DG5g3B4j9X2KOErG'

/** The seed as botgo makes it: doubled until it is long enough. */
export function seedByDoubling(secret: string): Uint8Array {
  let seed = secret
  while (seed.length < 32) seed += seed
  return new TextEncoder().encode(seed.slice(0, 32))
}

/** By another implementation of Ed25519. */
export async function signature(secret: string, timestamp: string, body: Uint8Array): Promise<string> {
  const message = Uint8Array.from([...new TextEncoder().encode(timestamp), ...body])
  return hex(await signAsync(message, seedByDoubling(secret)))
}
export const publicKey = async (secret: string): Promise<string> => hex(await getPublicKeyAsync(seedByDoubling(secret)))

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const SECONDS = String(Math.floor(NOW / 1000))

/** A call of the webhook with these headers; `undefined` leaves one out. */
export function hookCall(body: Uint8Array<ArrayBuffer>, headers: { [name: string]: string | undefined }) {
  const given = Object.entries({ 'user-agent': 'QQBot-Callback', 'x-bot-appid': APP_ID, ...headers }).filter(
    ([, value]) => value !== undefined,
  )
  return { method: 'POST', url: HOOK_URL, headers: new Headers(given as [string, string][]), body }
}

export async function signed(body: Uint8Array<ArrayBuffer>, timestamp = SECONDS, secret = SECRET) {
  return hookCall(body, {
    'x-signature-ed25519': await signature(secret, timestamp, body),
    'x-signature-timestamp': timestamp,
  })
}

export const qqHarness = (serve: Serve): Harness<Credentials> => ({
  credentials: { appId: APP_ID, appSecret: SECRET, environment: 'production' },
  badCredentials: [
    {},
    { appId: APP_ID },
    { appId: 'x', appSecret: SECRET },
    { appId: APP_ID, appSecret: 'short' },
    { appId: APP_ID, appSecret: 'with blank in it' },
    { appId: APP_ID, appSecret: SECRET, environment: 'test' },
    { appId: APP_ID, appSecret: SECRET, more: 1 },
  ],
  account: { externalId: APP_ID, name: '客服助手' },
  secrets: [SECRET, 'ACCESS-TOKEN-1', 's3cret'],
  threads: { dm: { externalId: `c2c:${ADA}` }, group: { externalId: `group:${GROUP}` } },
  fixtures,
  request: (body) => signed(body),
  async forged(body) {
    const genuine = await signature(SECRET, SECONDS, body)
    const call = (name: string, headers: { [name: string]: string | undefined }) => ({
      name,
      request: hookCall(body, { 'x-signature-ed25519': genuine, 'x-signature-timestamp': SECONDS, ...headers }),
    })
    const late = async (name: string, seconds: number) => ({ name, request: await signed(body, String(Number(SECONDS) + seconds)) })
    return [
      call('no signature', { 'x-signature-ed25519': undefined, 'x-signature-timestamp': undefined }),
      call('no timestamp', { 'x-signature-timestamp': undefined }),
      call('timestamp alone', { 'x-signature-ed25519': undefined }),
      call('empty signature', { 'x-signature-ed25519': '' }),
      call('for another bot', { 'x-bot-appid': '102000002' }),
      call('signed by another secret', { 'x-signature-ed25519': await signature(`${SECRET}x`, SECONDS, body) }),
      call('signature of another body', { 'x-signature-ed25519': await signature(SECRET, SECONDS, new Uint8Array([123, 125])) }),
      call('signature of another time', { 'x-signature-timestamp': String(Number(SECONDS) - 1) }),
      call('half a signature', { 'x-signature-ed25519': genuine.slice(0, 64) }),
      call('no hexadecimal', { 'x-signature-ed25519': genuine.replace(/^../, 'zz') }),
      call('high bits set', { 'x-signature-ed25519': `${genuine.slice(0, 126)}e0` }),
      call('milliseconds', { 'x-signature-timestamp': `${SECONDS}000` }),
      await late('stale', -601),
      await late('from the future', 601),
    ]
  },
  async play() {
    const api = createQqApi(APP_ID, SECRET)
    const { fetch, stop } = await serve(api.handle)
    const page = (status: number, words: string) => () => new Response(`<html><h1>${words}</h1></html>`, { status })
    const fault = (name: string, code: FaultCase['code'], certain: boolean, response: () => Response, times = 1): FaultCase => ({
      name,
      code,
      certain,
      arrange: () => {
        for (let i = 0; i < times; i += 1) api.answer(response)
      },
    })
    const words = ({ body }: { body: { [name: string]: unknown } }) =>
      (body['markdown'] as { content: string } | undefined)?.content ?? body['content']
    return {
      fetch,
      stop,
      expireToken: api.expireToken,
      delivered: () => api.calls.map(words).filter((said) => typeof said === 'string' && said.trim() !== '') as string[],
      faults: [
        {
          name: 'secret not taken, with status 200',
          code: 'auth',
          certain: true,
          arrange: () => api.answerToken(() => Response.json({ code: 100016, message: 'invalid appid or secret' })),
        },
        fault('token refused twice', 'auth', true, () => refusal(11243, 'token', 401), 2),
        fault('bot banned', 'auth', true, () => refusal(11254, 'banned', 403)),
        fault('messages too fast', 'rate', true, () => refusal(40034100, '主动消息发送超过频控限制')),
        fault('calls too fast', 'rate', true, () => Response.json({ code: 99, message: 'too many' }, { status: 429 })),
        fault('answered too often', 'window', true, () => refusal(40034128, '被动回复时间或次数超限')),
        fault('answered too late', 'window', true, () => Response.json({ code: 304103, message: 'expired' }, { status: 400 })),
        fault('refused by the user', 'window', true, () => refusal(40054013, '用户拒收消息')),
        fault('no friend', 'blocked', true, () => refusal(40054004, '无好友关系')),
        fault('censored', 'content', true, () => refusal(40034006, '消息内容违规')),
        fault('an unknown code', 'content', true, () => refusal(40099999, '?')),
        fault('no such chat', 'gone', true, () => refusal(40099998, '?', 404)),
        fault('known trouble', 'platform', true, () => refusal(50055001, '消息发送异常，请稍后重试', 500)),
        fault('unknown trouble', 'platform', false, () => refusal(50099999, '?', 500)),
        fault('accepted with an unknown code', 'platform', false, () => refusal(304099, '?', 202)),
        fault('bad gateway', 'network', false, page(502, 'Bad Gateway')),
        fault('gateway timeout', 'network', false, page(504, 'Gateway Time-out')),
        fault('a page of somebody else', 'network', false, page(200, 'Log in to the hotel')),
        fault('half an answer', 'network', false, () => new Response('{"id":"RO')),
      ],
    }
  },
})
