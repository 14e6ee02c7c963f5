import { type ITwitterApiClientPlugin, TwitterApi, type TwitterApiv2 } from 'twitter-api-v2'
import type { Ctx, FaultCode } from '../adapter.ts'
import { answerTo } from './answer.ts'
import { fetchAs } from './call.ts'
import type { Credentials } from './credentials.ts'

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
