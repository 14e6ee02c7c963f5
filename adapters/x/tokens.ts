import { AdapterFault, type Ctx } from '../../src/contract/adapter.ts'
import { strangeFault } from '../../src/contract/faults.ts'
import { type Raw, given, number, text } from '../../src/contract/read.ts'
import { answerTo } from './answer.ts'
import type { Credentials, OAuth2 } from './credentials.ts'
import { tokenFault } from './faults.ts'

/** Where X does not say how long: two hours (X docs, "Authorization Code Flow with PKCE"). */
const USER_TTL_MS = 2 * 3_600_000
/** Renewed that much before its end, so that no call meets it. */
const EARLY_MS = 5 * 60_000
/** The app's token stays valid until it is revoked. */
const APP_TTL_MS = 30 * 24 * 3_600_000

/** Under this name the refresh token is kept: each works once, and comes with the next. */
const REFRESH = 'refresh'

interface Answer {
  access_token: string
  refresh_token?: string
  /** Seconds. */
  expires_in?: number
}

/** The token that the account gave (OAuth 2.0); another one than the one that was just refused. */
export function userToken(ctx: Ctx<Credentials>, { clientId, clientSecret, refreshToken }: OAuth2, refused?: string): Promise<string> {
  const basic: [string, string] | undefined = clientSecret === undefined ? undefined : [clientId, clientSecret]
  const make = async () => {
    const answer = await ask(ctx, 'https://api.x.com/2/oauth2/token', basic, {
      grant_type: 'refresh_token',
      refresh_token: (await ctx.cache.read(REFRESH)) ?? refreshToken,
      ...(!basic && { client_id: clientId }),
    })
    // Kept before anything is done with the access token: the old one is worth nothing any more.
    if (answer.refresh_token) await ctx.cache.keep(REFRESH, answer.refresh_token)
    const ttlMs = answer.expires_in === undefined ? USER_TTL_MS : answer.expires_in * 1000
    return { value: answer.access_token, ttlMs: Math.max(0, ttlMs - EARLY_MS) }
  }
  return ctx.cache.get('user', make, refused)
}

/** The app's own token: for webhooks and subscriptions, which belong to the app. */
export function appToken(ctx: Ctx<Credentials>, refused?: string): Promise<string> {
  const { apiKey, apiSecret } = ctx.credentials
  const basic: [string, string] = [encodeURIComponent(apiKey), encodeURIComponent(apiSecret)]
  const make = async () => {
    const answer = await ask(ctx, 'https://api.x.com/oauth2/token', basic, { grant_type: 'client_credentials' })
    return { value: answer.access_token, ttlMs: APP_TTL_MS }
  }
  return ctx.cache.get('app', make, refused)
}

async function ask(
  ctx: Ctx<Credentials>,
  url: string,
  basic: [name: string, secret: string] | undefined,
  form: { [name: string]: string },
): Promise<Answer> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    ...(basic && { authorization: `Basic ${btoa(basic.join(':'))}` }),
  }
  const call = (): Promise<Response> => ctx.fetch(url, { method: 'POST', headers, body: new URLSearchParams(form).toString() })
  try {
    const { body } = await answerTo(call, { forbidden: 'auth', now: ctx.now() })
    const { access_token, refresh_token, expires_in } = body as Raw<Answer>
    const token = text(access_token)
    if (!token) throw strangeFault('X', 200)
    return given<Answer>({ access_token: token, refresh_token: text(refresh_token), expires_in: number(expires_in) })
  } catch (error) {
    throw error instanceof AdapterFault ? tokenFault(error) : error
  }
}
