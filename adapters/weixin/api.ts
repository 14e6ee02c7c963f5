import { AdapterFault, type Ctx } from '../../src/contract/adapter.ts'
import { type Raw, number, text } from '../../src/contract/read.ts'
import { type Call, type Platform, beforehand, callJson } from './call.ts'
import { STALE_TOKEN } from './faults.ts'
import { type Media, createMedia } from './media.ts'

/** A platform of the WeChat family. */
export interface Site<C> extends Platform {
  /** The call that is answered with `{access_token, expires_in}`. */
  token: (credentials: C) => Call
}

/** A platform's API with an access token in each call. Every failure is an `AdapterFault`, none tells a secret. */
export interface Api extends Media {
  /** An answer whose `errcode` is 0. */
  call<T = object>(call: Call): Promise<Raw<T>>
}

const TOKEN = 'access-token'

/** So long before its end a token is not used any more: calls under way have to finish. */
const EARLY_MS = 5 * 60_000

/** A call that is refused because of its token is made once more, with a new one. */
export function createApi<C>(ctx: Ctx<C>, site: Site<C>): Api {
  const token = (refused?: string): Promise<string> => ctx.cache.get(TOKEN, () => beforehand(askForToken(ctx, site)), refused)

  async function authorized<R>(use: (query: { access_token: string }) => Promise<R>): Promise<R> {
    const first = await token()
    try {
      return await use({ access_token: first })
    } catch (error) {
      if (!(error instanceof AdapterFault && STALE_TOKEN.includes(error.platformCode ?? ''))) throw error
    }
    return use({ access_token: await token(first) })
  }

  return {
    call<T>(call: Call) {
      const done = (answer: Raw<T & { errcode: number }>): Raw<T> | undefined =>
        'errcode' in answer && answer.errcode === 0 ? answer : undefined
      return authorized((query) => callJson(ctx, site, { ...call, query }, done))
    },
    ...createMedia(ctx, site, authorized),
  }
}

/** A new access token, or the one in use where the platform gives out the same. */
export function askForToken<C>(ctx: Ctx<C>, site: Site<C>): Promise<{ value: string; ttlMs: number }> {
  return callJson<{ access_token: string; expires_in: number }, { value: string; ttlMs: number }>(
    ctx,
    site,
    site.token(ctx.credentials),
    (answer) => {
      const value = text(answer.access_token)
      return value ? { value, ttlMs: (number(answer.expires_in) ?? 0) * 1000 - EARLY_MS } : undefined
    },
  )
}
