import { type ITwitterApiClientPlugin, TwitterApi, type TwitterApiv2 } from 'twitter-api-v2'
import type { Ctx, FaultCode } from '../../src/contract/adapter.ts'
import { object } from '../../src/contract/read.ts'
import { answerTo } from './answer.ts'
import { type Credentials, signInOf } from './credentials.ts'
import { type OAuth1Keys, authorization } from './oauth1.ts'
import { appToken, userToken } from './tokens.ts'

type Plan = Parameters<NonNullable<ITwitterApiClientPlugin['onBeforeRequestConfig']>>[0]['params']

/**
 * The client of `twitter-api-v2` over `ctx.fetch`: its paths and types, and not its way out, which is `node:https`. A plugin
 * answers each request before the client has made one (`onBeforeRequestConfig`; the client ignores what `onBeforeRequest`
 * returns). Every failure is an `AdapterFault`.
 *
 * `as`: in whose name. `forbidden`: what a 403 means, which X uses both for a person who may not be written to and for an app
 * that may not do a thing at all.
 */
export function createApi(ctx: Ctx<Credentials>, as: 'user' | 'app' = 'user', forbidden: FaultCode = 'auth'): TwitterApiv2 {
  const plugin: ITwitterApiClientPlugin = {
    async onBeforeRequestConfig({ params }) {
      const { headers, body } = await answerTo(() => fetchAs(ctx, as, addressOf(params), encode(params)), { forbidden, now: ctx.now() })
      return { data: body, headers: Object.fromEntries(headers) }
    },
  }
  return new TwitterApi(undefined, { plugins: [plugin] }).v2
}

/** The part of an answer that matters. */
export const dataOf = (answer: unknown): unknown => object<{ data: unknown }>(answer)?.data

/** The address with its `:names` filled in. */
function addressOf({ url, query = {}, params = {} }: Plan): URL {
  const address = new URL(url)
  address.pathname = address.pathname.replace(/:(\w+)/g, (whole, name: string) => {
    const value = params[name]
    return value === undefined ? whole : encodeURIComponent(String(value))
  })
  for (const [name, value] of Object.entries(query)) if (value !== undefined) address.searchParams.set(name, String(value))
  return address
}

function encode({ method, body }: Plan): RequestInit {
  if (body === undefined) return { method }
  // The boundary of a form is made when it is sent.
  if (body instanceof FormData) return { method, body }
  return { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

/**
 * A call in the name of the account or of the app. One that is refused for its token was not carried out: it is made once
 * more with a new one. Rejects with what `ctx.fetch` rejects with, or with `AdapterFault` where there is no token to be had.
 */
export async function fetchAs(ctx: Ctx<Credentials>, as: 'user' | 'app', url: URL, init: RequestInit): Promise<Response> {
  const signIn = signInOf(ctx.credentials)
  if (as === 'user' && signIn.by === 'oauth1') return authorized(ctx, url, init, await signed(ctx, url, init.method ?? 'GET', signIn))
  const token = (refused?: string): Promise<string> =>
    as === 'user' && signIn.by === 'oauth2' ? userToken(ctx, signIn, refused) : appToken(ctx, refused)
  const first = await token()
  const response = await authorized(ctx, url, init, `Bearer ${first}`)
  if (response.status !== 401) return response
  await response.body?.cancel()
  return authorized(ctx, url, init, `Bearer ${await token(first)}`)
}

const authorized = (ctx: Ctx<Credentials>, url: URL, init: RequestInit, header: string): Promise<Response> =>
  ctx.fetch(url, { ...init, headers: { ...(init.headers as { [name: string]: string } | undefined), authorization: header } })

function signed(ctx: Ctx<Credentials>, url: URL, method: string, keys: OAuth1Keys): Promise<string> {
  const nonce = crypto.randomUUID().replaceAll('-', '')
  return authorization({ method, url, nonce, timestamp: Math.floor(ctx.now() / 1000) }, keys)
}
