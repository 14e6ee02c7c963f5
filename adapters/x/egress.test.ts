import { createHmac } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import OAuth from 'oauth-1.0a'
import { TwitterApi } from 'twitter-api-v2'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { HOOK_URL, contextOf } from '../../tests/contract/harness.ts'
import { createXApi } from '../../tests/harness/x-api.ts'
import { X_KEYS } from '../../tests/harness/x-access.ts'
import { xHarness } from '../../tests/harness/x.ts'
import type { Ctx } from '../../src/contract/adapter.ts'
import { x } from './index.ts'

afterEach(() => void vi.restoreAllMocks())

/** The client's own way out, shut. */
function shut() {
  const refuse = (): never => {
    throw new Error('the client called by itself')
  }
  return [http, https].flatMap((module) => [
    vi.spyOn(module, 'request').mockImplementation(refuse),
    vi.spyOn(module, 'get').mockImplementation(refuse),
  ])
}

/** Everything that calls X, without a server: X is a function here. */
async function all(by: 'oauth1' | 'oauth2', watch: (request: Request) => void = () => {}): Promise<string[]> {
  const api = createXApi()
  const fetch: Ctx['fetch'] = (request, init) => {
    const call = new Request(request, init)
    watch(call.clone())
    const { host, pathname, search } = new URL(call.url)
    return api.handle(new Request(`http://relay.example/${host}${pathname}${search}`, call))
  }
  const ctx = contextOf(
    xHarness(async () => Promise.reject(new Error('no server')), by),
    { fetch, settings: { comments: true } },
  )
  const out = { key: 'k', thread: { externalId: '2' }, open: async () => new Blob(['film']) }
  await x.setup.check(ctx)
  await x.setup.install(ctx, HOOK_URL)
  await x.setup.probe(ctx, HOOK_URL)
  await x.send(ctx, { ...out, surface: 'dm', body: { type: 'text', text: "it's 100 % (sure) + more * 你好" } })
  await x.send(ctx, { ...out, surface: 'dm', body: { type: 'media', as: 'video', file: 'f', mime: 'video/mp4', bytes: 4 } })
  await x.send(ctx, { ...out, surface: 'comment', thread: { externalId: 'post:3' }, body: { type: 'text', text: 'x' } })
  await x.recall?.(ctx, { externalId: 'post:3' }, '4')
  await x.poll?.poll(ctx, JSON.stringify({ messages: { since: '1' }, posts: { since: '1' } }))
  for (const ref of ['https://ton.twitter.com/1.1/ton/data/dm/1/2/a.jpg', 'https://pbs.twimg.com/media/a.jpg?format=jpg&name=orig']) {
    const response = await x.media!.open(ctx, ref)
    expect(await response.text()).not.toBe('')
    expect(response.url).toBe('')
  }
  await x.setup.remove(ctx)
  return api.calls.map(({ path }) => path)
}

describe('the way out', () => {
  it('is ctx.fetch alone', async () => {
    const doors = shut()
    expect((await all('oauth1')).length).toBeGreaterThan(20)
    expect((await all('oauth2')).length).toBeGreaterThan(20)
    for (const door of doors) expect(door).not.toHaveBeenCalled()
    // And the client would have gone through one of them.
    await expect(new TwitterApi('token').v2.me()).rejects.toThrow('the client called by itself')
  })

  it('fetches a file of a message as each way of signing in allows', async () => {
    expect(await all('oauth1')).toContain('ton.twitter.com/1.1/ton/data/dm/1/2/a.jpg')
    const byToken = await all('oauth2')
    expect(byToken).toContain('api.x.com/2/dm_conversations/media/1/2/a.jpg')
    expect(byToken.some((path) => path.startsWith('ton.'))).toBe(false)
  })

  it('tells nobody but X who we are', async () => {
    const seen: Request[] = []
    const ctx = contextOf(
      xHarness(async () => Promise.reject(new Error('no server')), 'oauth1'),
      {
        fetch: async (request, init) => {
          seen.push(new Request(request, init))
          return new Response('x')
        },
      },
    )
    const refs = [
      'https://evil.example/1.1/ton/data/dm/1/2/a.jpg',
      'http://ton.twitter.com/a',
      'https://ton.twitter.com@evil.example/',
      'ref',
      'https://api.x.com/2/users/me',
    ]
    for (const ref of refs) await expect(x.media!.open(ctx, ref), ref).rejects.toMatchObject({ code: 'gone' })
    expect(seen).toEqual([])
    await x.media!.open(ctx, 'https://video.twimg.com/amplify_video/1/vid/x.mp4')
    await x.media!.open(ctx, 'https://video.twimg.com/dm_video/1/vid/x.mp4')
    expect(seen.map(({ headers }) => headers.has('authorization'))).toEqual([false, true])
  })
})

it('a file that the account may not have is a matter of its tokens', async () => {
  const ctx = contextOf(
    xHarness(async () => Promise.reject(new Error('no server')), 'oauth1'),
    { fetch: async () => new Response('x', { status: 401 }) },
  )
  await expect(x.media!.open(ctx, 'https://ton.twitter.com/1.1/ton/data/dm/1/2/a.jpg')).rejects.toMatchObject({
    code: 'auth',
    certain: true,
  })
})

it('each signed call is signed as the package oauth-1.0a would', async () => {
  const keys = { key: X_KEYS.accessToken, secret: X_KEYS.accessSecret }
  const other = new OAuth({
    consumer: { key: X_KEYS.apiKey, secret: X_KEYS.apiSecret },
    signature_method: 'HMAC-SHA1',
    hash_function: (base, key) => createHmac('sha1', key).update(base).digest('base64'),
  })
  const signed: { [name: string]: string }[] = []
  const expected: string[] = []
  await all('oauth1', ({ headers, url, method }) => {
    const header = headers.get('authorization') ?? ''
    if (!header.startsWith('OAuth ')) return
    const fields: { [name: string]: string } = Object.fromEntries(
      Array.from(header.matchAll(/(\w+)="([^"]*)"/g), ([, name, value]) => [name!, decodeURIComponent(value!)]),
    )
    other.getNonce = () => fields['oauth_nonce']!
    other.getTimeStamp = () => Number(fields['oauth_timestamp'])
    const { origin, pathname, searchParams } = new URL(url)
    const { oauth_signature } = other.authorize({ method, url: origin + pathname, data: Object.fromEntries(searchParams) }, keys)
    signed.push(fields)
    expected.push(oauth_signature)
  })
  expect(signed.map((fields) => fields['oauth_signature'])).toEqual(expected)
  expect(new Set(signed.map((fields) => fields['oauth_nonce'])).size).toBeGreaterThan(10)
})
