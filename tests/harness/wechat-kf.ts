import type { RawRequest } from '../../src/contract/adapter.ts'
import { calls, pages } from '../../adapters/wechat-kf/fixtures/index.ts'
import { CUSTOMER, KF, person } from '../../adapters/wechat-kf/fixtures/samples.ts'
import type { Credentials } from '../../adapters/wechat-kf/manifest.ts'
import { encrypt, sha1Sorted } from '../../adapters/weixin/crypt.ts'
import { HOOK_URL, type Harness, NOW } from '../contract/harness.ts'
import { type KfApi, createKfApi, refusal } from './kf-api.ts'
import type { Loopback } from './loopback.ts'

type Serve = (handle: KfApi['handle']) => Promise<Loopback>

export const kfCredentials: Credentials = {
  corpId: 'ww12345678910abcde',
  corpSecret: 'kfSecret_of-nobody-at-all-0123456789abcdefgh',
  token: 'kfCallbackToken1',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  openKfId: KF,
}

/** A call as WeCom makes it, or with other keys than it has. */
export async function pushOf(body: Uint8Array<ArrayBuffer>, keys: Partial<Credentials> = {}, at = NOW): Promise<RawRequest> {
  const { token, encodingAesKey, corpId } = { ...kfCredentials, ...keys }
  const cipher = await encrypt(encodingAesKey, new TextDecoder().decode(body), corpId)
  const [timestamp, nonce] = [String(Math.floor(at / 1000)), '415670741']
  const query = new URLSearchParams({ msg_signature: await sha1Sorted(token, timestamp, nonce, cipher), timestamp, nonce })
  const xml = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><Encrypt><![CDATA[${cipher}]]></Encrypt><AgentID><![CDATA[]]></AgentID></xml>`
  return {
    method: 'POST',
    url: `${HOOK_URL}?${query.toString()}`,
    headers: new Headers(),
    body: Uint8Array.from(new TextEncoder().encode(xml)),
  }
}

/** The same call with another query. */
function withQuery(request: RawRequest, change: (query: URLSearchParams) => void): RawRequest {
  const url = new URL(request.url)
  change(url.searchParams)
  return { ...request, url: url.href }
}

const MINUTES = 60_000

export const wechatKfHarness = (serve: Serve): Harness<Credentials> => ({
  credentials: kfCredentials,
  badCredentials: [
    {},
    { ...kfCredentials, corpId: '1000002' },
    { ...kfCredentials, corpSecret: 'a secret&x=1' },
    { ...kfCredentials, token: '' },
    { ...kfCredentials, encodingAesKey: 'short' },
    { ...kfCredentials, openKfId: '售后' },
    { ...kfCredentials, more: 1 },
  ],
  account: { externalId: KF, name: '售后' },
  secrets: [kfCredentials.corpSecret, kfCredentials.token, kfCredentials.encodingAesKey, 'access-token-'],
  threads: { dm: { externalId: CUSTOMER } },
  fixtures: calls,
  polled: pages,
  request: (body) => pushOf(body),
  forged: async (body) => [
    { name: 'nothing to prove it', request: { ...(await pushOf(body)), url: HOOK_URL } },
    { name: 'signed with another token', request: await pushOf(body, { token: 'kfCallbackToken2' }) },
    {
      name: 'a signature with one letter less',
      request: withQuery(await pushOf(body), (query) => query.set('msg_signature', query.get('msg_signature')!.slice(1))),
    },
    { name: 'another nonce', request: withQuery(await pushOf(body), (query) => query.set('nonce', '1')) },
    { name: 'another cipher', request: { ...(await pushOf(body)), body: (await pushOf(body)).body } },
    { name: 'for another corp', request: await pushOf(body, { corpId: 'ww12345678910abcdf' }) },
    { name: 'encrypted with another key', request: await pushOf(body, { encodingAesKey: 'A'.repeat(43) }) },
    { name: 'not encrypted', request: { ...(await pushOf(body)), body } },
    { name: 'an old one again', request: await pushOf(body, {}, NOW - 10 * MINUTES) },
    {
      name: 'an old one with a new time',
      request: withQuery(await pushOf(body, {}, NOW - 10 * MINUTES), (query) => query.set('timestamp', String(NOW / 1000))),
    },
    { name: 'one of tomorrow', request: await pushOf(body, {}, NOW + 24 * 60 * MINUTES) },
    { name: 'a time that is none', request: withQuery(await pushOf(body), (query) => query.set('timestamp', 'now')) },
  ],
  play: async () => {
    const api = createKfApi(kfCredentials)
    const { externalId, name, avatar, unionId } = person
    api.customers.set(externalId, { nickname: name, avatar, gender: 1, unionid: unionId })
    const { fetch, stop } = await serve(api.handle)
    const words = (status: number, text: string) => () => new Response(`<html><h1>${text}</h1></html>`, { status })
    const says = (response: () => Response, path?: string) => ({ arrange: () => api.answer(response, path) })
    const no = (errcode: number, errmsg: string, path?: string) => says(() => refusal(errcode, errmsg), path)
    return {
      fetch,
      stop,
      expireToken: api.expireToken,
      news: api.news,
      delivered: () => api.sent.map(textIn).filter((text) => text !== undefined),
      faults: [
        { name: 'wrong secret', ...no(40001, 'invalid credential', '/gettoken'), code: 'auth', certain: true },
        { name: 'no such corp', ...no(40013, 'invalid corpid', '/gettoken'), code: 'auth', certain: true },
        { name: 'not a trusted address', ...no(60020, 'not allow to access from your ip'), code: 'auth', certain: true },
        { name: 'not allowed to the app', ...no(48002, 'api forbidden'), code: 'auth', certain: true },
        { name: 'not for this app', ...no(60011, 'no privilege to access'), code: 'auth', certain: true },
        { name: 'switched off', ...no(95017, 'api switch is off'), code: 'auth', certain: true },
        { name: 'no such account', ...no(95000, 'invalid open_kfid'), code: 'auth', certain: true },
        {
          name: 'more than can be at once',
          ...no(45033, 'api concurrent out of limit'),
          code: 'rate',
          certain: true,
          retryAfterMs: 60_000,
        },
        { name: 'too fast', ...no(45009, 'api freq out of limit'), code: 'rate', certain: true, retryAfterMs: 60_000 },
        { name: 'more than five', ...no(95001, 'send msg count limit'), code: 'window', certain: true },
        { name: 'more than 48 hours', ...no(95002, 'send msg time limit'), code: 'window', certain: true },
        { name: 'nothing to do with this customer', ...no(84061, 'not external contact'), code: 'gone', certain: true },
        { name: 'no such customer', ...no(40096, 'invalid external userid'), code: 'gone', certain: true },
        { name: 'bad parameter', ...no(40058, 'invalid Request Parameter'), code: 'content', certain: true },
        { name: 'two at once', ...no(6000, 'data version conflict'), code: 'platform', certain: true },
        { name: 'busy', ...no(-1, 'system busy'), code: 'platform', certain: true },
        { name: 'bad gateway', ...says(words(502, 'Bad Gateway')), code: 'network', certain: false },
        { name: 'gateway timeout', ...says(words(504, 'Gateway Time-out')), code: 'network', certain: false },
        { name: 'a page of somebody else', ...says(words(200, 'Log in to the hotel')), code: 'network', certain: false },
        { name: 'half an answer', ...says(() => new Response('{"errcode":')), code: 'network', certain: false },
        { name: 'an answer that says nothing', ...says(() => Response.json({})), code: 'network', certain: false },
      ],
    }
  },
})

function textIn(message: { [name: string]: unknown }): string | undefined {
  const { text, msgmenu } = message as { text?: { content: string }; msgmenu?: { head_content: string } }
  return text?.content ?? msgmenu?.head_content
}
