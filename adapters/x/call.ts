import type { Ctx } from '../adapter.ts'
import { type Credentials, signInOf } from './credentials.ts'
import { type OAuth1Keys, authorization } from './oauth1.ts'
import { appToken, userToken } from './tokens.ts'

/**
 * A call in the name of the account or of the app. One that is refused for its token was not carried out: it is made once
 * more with a new one. Rejects with what `ctx.fetch` rejects with, or with `AdapterFault` where there is no token to be had.
 */
export async function fetchAs(ctx: Ctx<Credentials>, as: 'user' | 'app', url: URL, init: RequestInit): Promise<Response> {
  const signIn = signInOf(ctx.credentials)
  if (as === 'user' && signIn.by === 'oauth1') return authorized(ctx, url, init, await signed(ctx, url, init.method ?? 'GET', signIn))
  const token = as === 'user' && signIn.by === 'oauth2' ? userToken(ctx, signIn) : appToken(ctx)
  const first = await token.get()
  const response = await authorized(ctx, url, init, `Bearer ${first}`)
  if (response.status !== 401) return response
  await response.body?.cancel()
  return authorized(ctx, url, init, `Bearer ${await token.renew(first)}`)
}

const authorized = ({ fetch }: Ctx<Credentials>, url: URL, init: RequestInit, header: string): Promise<Response> =>
  fetch(url, { ...init, headers: { ...(init.headers as { [name: string]: string } | undefined), authorization: header } })

function signed(ctx: Ctx<Credentials>, url: URL, method: string, keys: OAuth1Keys): Promise<string> {
  const nonce = crypto.randomUUID().replaceAll('-', '')
  return authorization({ method, url, nonce, timestamp: Math.floor(ctx.now() / 1000) }, keys)
}
