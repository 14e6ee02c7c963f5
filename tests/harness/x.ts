import type { Credentials } from '../../adapters/x/credentials.ts'
import { fixtures, polled } from '../../adapters/x/fixtures/index.ts'
import { HOOK_URL, type Harness, NOW } from '../contract/harness.ts'
import type { Loopback } from './loopback.ts'
import { X_KEYS } from './x-access.ts'
import { ME, RESET, type XApi, createXApi, problem } from './x-api.ts'

type Serve = (handle: XApi['handle']) => Promise<Loopback>

const HEADER = 'x-twitter-webhooks-signature'
const { apiKey, apiSecret, accessToken, accessSecret, clientId, clientSecret, refreshToken } = X_KEYS

/** Both ways of signing in. */
export const xCredentials = {
  oauth1: { apiKey, apiSecret, accessToken, accessSecret },
  oauth2: { apiKey, apiSecret, clientId, clientSecret, refreshToken },
} satisfies { [by: string]: Credentials }

export async function xSignature(body: Uint8Array<ArrayBuffer>, secret = apiSecret): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return `sha256=${btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign('HMAC', key, body))))}`
}

export const xRequest = (body: Uint8Array<ArrayBuffer>, signature?: string) => ({
  method: 'POST',
  url: HOOK_URL,
  headers: new Headers({ 'content-type': 'application/json', ...(signature !== undefined && { [HEADER]: signature }) }),
  body,
})

export const xHarness = (serve: Serve, by: keyof typeof xCredentials): Harness<Credentials> => ({
  credentials: xCredentials[by],
  otherCredentials: [by === 'oauth1' ? xCredentials.oauth2 : xCredentials.oauth1],
  badCredentials: [
    {},
    { apiKey, apiSecret },
    { apiKey, apiSecret, accessToken },
    { apiKey, apiSecret, clientId },
    { apiKey, apiSecret, refreshToken },
    { accessToken, accessSecret },
    { clientId, refreshToken },
    X_KEYS,
    { ...xCredentials[by], apiSecret: 'two words' },
    { ...xCredentials[by], more: 'secret' },
  ],
  account: { externalId: ME.id, name: ME.name, username: ME.username },
  secrets: [apiSecret, accessToken, accessSecret, clientSecret, 'refresh-token-of', 'user-token-of', 'app-token-of'],
  threads: {
    dm: { externalId: '2222222222222222222' },
    group: { externalId: 'group:1582103724607971328' },
    comment: { externalId: 'post:2080765813578191303', route: { replyTo: '2080765813578191303' } },
  },
  fixtures,
  polled,
  pollFrom: JSON.stringify({ messages: { since: '1' }, posts: { since: '1' } }),
  request: async (body) => xRequest(body, await xSignature(body)),
  forged: async (body) => {
    const good = await xSignature(body)
    return [
      { name: 'no signature', request: xRequest(body) },
      { name: 'empty signature', request: xRequest(body, '') },
      { name: 'of another secret', request: xRequest(body, await xSignature(body, `${apiSecret}x`)) },
      { name: 'of another body', request: xRequest(Uint8Array.from([...body, 32]), good) },
      { name: 'without its name', request: xRequest(body, good.slice('sha256='.length)) },
      { name: 'beginning of the signature', request: xRequest(body, good.slice(0, -1)) },
    ]
  },
  play: async () => {
    const api = createXApi({ lasting: true })
    const { fetch, stop } = await serve(api.handle)
    const words = (status: number, text: string) => () => new Response(`<html><h1>${text}</h1></html>`, { status })
    const says = (response: () => Response, times = 1) => ({
      arrange: () => Array.from({ length: times }).forEach(() => api.answer(response)),
    })
    const unauthorized = () => problem(401, 'Unauthorized', 'Unauthorized')
    return {
      fetch,
      stop,
      delivered: () => api.sent.flatMap(({ body }) => (typeof body['text'] === 'string' ? [body['text']] : [])),
      ...(by === 'oauth2' && { expireToken: () => api.access.expire() }),
      news: (body) => api.news(body),
      faults: [
        // A token is got anew and tried once more; keys are as good as they were.
        { name: 'revoked', ...says(unauthorized, by === 'oauth2' ? 2 : 1), code: 'auth', certain: true },
        {
          name: 'an app that may not',
          ...says(() => problem(403, 'Client Forbidden', 'Not enrolled.', { type: 'https://api.x.com/2/problems/client-forbidden' })),
          code: 'auth',
          certain: true,
        },
        {
          name: 'closed messages',
          ...says(() => problem(403, 'Forbidden', 'You cannot send messages to this user.')),
          code: 'blocked',
          certain: true,
        },
        {
          name: 'closed messages, by number',
          ...says(() => Response.json({ errors: [{ code: 349, message: 'You cannot send messages to this user.' }] }, { status: 403 })),
          code: 'blocked',
          certain: true,
        },
        { name: 'nobody there', ...says(() => problem(404, 'Not Found', 'Could not find user.')), code: 'gone', certain: true },
        { name: 'bad text', ...says(() => problem(400, 'Invalid Request', 'text is not valid')), code: 'content', certain: true },
        {
          name: 'errors alone',
          ...says(() => Response.json({ errors: [{ title: 'Invalid Request', detail: 'text is not valid' }] })),
          code: 'content',
          certain: true,
        },
        {
          name: 'too fast',
          ...says(() => {
            const headers = { 'x-rate-limit-limit': '15', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(RESET) }
            return Response.json(
              { title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 },
              { status: 429, headers },
            )
          }),
          code: 'rate',
          certain: true,
          retryAfterMs: RESET * 1000 - NOW,
        },
        { name: 'their mistake', ...says(() => problem(500, 'Internal Server Error', 'Try later')), code: 'platform', certain: false },
        { name: 'bad gateway', ...says(words(502, 'Bad Gateway')), code: 'network', certain: false },
        { name: 'over capacity', ...says(() => problem(503, 'Service Unavailable', 'Over capacity')), code: 'network', certain: true },
        {
          name: 'over capacity, by number',
          ...says(() => Response.json({ errors: [{ code: 130, message: 'Over capacity' }] }, { status: 503 })),
          code: 'network',
          certain: true,
        },
        { name: 'a gateway of theirs', ...says(() => problem(504, 'Gateway Timeout', 'Try later')), code: 'network', certain: false },
        { name: 'gateway timeout', ...says(words(504, 'Gateway Time-out')), code: 'network', certain: false },
        { name: 'a page of somebody else', ...says(words(200, 'Log in to the hotel')), code: 'network', certain: false },
        { name: 'half an answer', ...says(() => new Response('{"data":{"dm_ev', { status: 201 })), code: 'network', certain: false },
        { name: 'an empty answer', ...says(() => new Response(null, { status: 201 })), code: 'network', certain: false },
      ],
    }
  },
})
