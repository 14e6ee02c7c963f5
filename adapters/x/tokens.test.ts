import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contextOf } from '../../tests/contract/harness.ts'
import { type Loopback, loopback } from '../../tests/harness/loopback.ts'
import { X_KEYS } from '../../tests/harness/x-access.ts'
import { type XApi, createXApi, problem } from '../../tests/harness/x-api.ts'
import { xCredentials, xHarness } from '../../tests/harness/x.ts'
import type { AdapterFault, Ctx } from '../../src/contract/adapter.ts'
import { type Credentials, credentials } from './credentials.ts'
import { x } from './index.ts'

const harness = xHarness(loopback, 'oauth2')
const TOKEN = 'api.x.com/2/oauth2/token'

let api: XApi
let server: Loopback
let ctx: Ctx<Credentials>
/** What the cache was asked, and what X was, in order. */
let steps: string[]
beforeEach(async () => {
  api = createXApi()
  steps = []
  server = await loopback((request) => {
    steps.push(new URL(request.url).pathname.slice(1))
    return api.handle(request)
  })
  ctx = contextOf(harness, { fetch: server.fetch })
  const { keep } = ctx.cache
  ctx.cache.keep = async (key, value) => {
    await keep(key, value)
    steps.push(`kept ${value}`)
  }
})
afterEach(() => server.stop())

const send = (): Promise<unknown> =>
  x.send(ctx, {
    key: 'k',
    surface: 'dm',
    thread: { externalId: '2' },
    body: { type: 'text', text: 'hi' },
    open: () => Promise.reject(new Error('not needed')),
  })
const faultOf = (action: Promise<unknown>): Promise<AdapterFault> =>
  action.then(
    () => Promise.reject(new Error('nothing was thrown')),
    (error: AdapterFault) => error,
  )

describe('the token of the account', () => {
  it('comes with the next refresh token, which is kept before the first use', async () => {
    await send()
    await send()
    const message = 'api.x.com/2/dm_conversations/with/2/messages'
    expect(steps).toEqual([TOKEN, 'kept refresh-token-of-the-beginning-1', message, message])
    expect(api.calls[0]?.body).toEqual({ grant_type: 'refresh_token', refresh_token: X_KEYS.refreshToken })
  })

  it('is got with the last refresh token, not with the one that was entered', async () => {
    await send()
    api.access.expire()
    await send()
    await ctx.cache.drop('user')
    await send()
    expect(api.access.refreshed).toEqual([X_KEYS.refreshToken, 'refresh-token-of-the-beginning-1', 'refresh-token-of-the-beginning-2'])
    expect(api.sent).toHaveLength(3)
  })

  it('that several calls are refused with is got anew once', async () => {
    await send()
    api.access.expire()
    await Promise.all([send(), send(), send()])
    expect(api.access.refreshed.length).toBeLessThanOrEqual(3)
    expect(api.sent).toHaveLength(4)
  })

  it('is got by a public app with its id alone', async () => {
    const { clientSecret: _, ...open } = xCredentials.oauth2
    ctx = { ...ctx, credentials: open }
    await send()
    expect(api.calls[0]?.body).toEqual({ grant_type: 'refresh_token', refresh_token: X_KEYS.refreshToken, client_id: X_KEYS.clientId })
  })

  it('that cannot be had is a matter of the credentials, and nothing was sent', async () => {
    ctx = { ...ctx, credentials: { ...xCredentials.oauth2, refreshToken: 'used-already' } }
    expect(await faultOf(send())).toMatchObject({ code: 'auth', certain: true, message: 'Value passed for the token was invalid.' })
    expect(api.sent).toEqual([])
  })

  it('that is refused twice is not tried a third time', async () => {
    for (let count = 0; count < 2; count += 1) api.answer(() => problem(401, 'Unauthorized', 'Unauthorized'))
    expect(await faultOf(send())).toMatchObject({ code: 'auth', certain: true })
    expect(api.access.refreshed).toHaveLength(2)
    expect(api.sent).toEqual([])
  })

  it('lives as long as X says, less five minutes', async () => {
    let ttl: number | undefined
    const { get } = ctx.cache
    ctx.cache.get = (key, make) =>
      get(key, async () => {
        const made = await make()
        ttl = made.ttlMs
        return made
      })
    await send()
    expect(ttl).toBe(115 * 60_000)
  })
})

describe('the credentials', () => {
  it('say what is missing', () => {
    const { apiKey, apiSecret, accessToken, accessSecret, clientId, refreshToken } = X_KEYS
    const app = { apiKey, apiSecret }
    const issues = (given: object) => credentials.safeParse(given).error?.issues.map(({ path, message }) => [path.join('.'), message])
    expect(issues(app)).toEqual([['accessToken', expect.stringContaining('either')]])
    expect(issues(X_KEYS)).toEqual([['refreshToken', expect.stringContaining('not both')]])
    expect(issues({ ...app, accessToken })).toEqual([['accessSecret', expect.stringContaining('missing')]])
    expect(issues({ ...app, accessSecret })).toEqual([['accessToken', expect.stringContaining('missing')]])
    expect(issues({ ...app, clientId })).toEqual([['refreshToken', expect.stringContaining('offline.access')]])
    expect(issues({ ...app, refreshToken })).toEqual([['clientId', expect.stringContaining('client ID')]])
    expect(issues({ ...app, accessToken, accessSecret })).toBeUndefined()
    expect(issues({ ...app, clientId, refreshToken })).toBeUndefined()
  })

  it('of the app are tried too: with a wrong secret no webhook would be believed', async () => {
    ctx = { ...ctx, credentials: { ...xCredentials.oauth2, apiSecret: 'wrong-secret' } }
    expect(await faultOf(x.setup.check(ctx))).toMatchObject({ code: 'auth', platformCode: '99' })
  })
})
