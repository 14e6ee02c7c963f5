import { AdapterFault, type Ctx } from '../../src/contract/adapter.ts'
import { strangeFault } from '../../src/contract/faults.ts'
import { fetchAs } from './api.ts'
import { type Credentials, type SignIn, signInOf } from './credentials.ts'
import { lostFault } from './faults.ts'

/** Files of direct messages, which only their two sides may have. */
const PRIVATE = new Set(['ton.twitter.com', 'ton.x.com'])
const PUBLIC = new Set(['pbs.twimg.com', 'video.twimg.com'])

const OF_MESSAGE = /\/ton\/data\/dm\/(\w+)\/(\w+)\/([\w.-]+)$/
const LOOKED_UP = /^\/2\/dm_conversations\/media\/\w+\/\w+\/[\w.-]+$/

/** Whether a file may be fetched from there: nobody else's host is ever asked, and none is told who we are. */
export function isMediaAddress(ref: string): boolean {
  if (!URL.canParse(ref)) return false
  const { protocol, host, pathname } = new URL(ref)
  if (protocol !== 'https:') return false
  return PRIVATE.has(host) || PUBLIC.has(host) || (host === 'api.x.com' && LOOKED_UP.test(pathname))
}

/**
 * Where to fetch a file, and whether in the account's name. Unverified: the older address takes OAuth 1.0a alone (X change
 * log), so that with OAuth 2.0 the file is asked for by the same three ids of `GET /2/dm_conversations/media`.
 */
function fetchPlan(ref: string, by: SignIn['by']): { url: URL; isPrivate: boolean } {
  const url = new URL(ref)
  const isPrivate = !PUBLIC.has(url.host) || /^\/dm_(?:video|gif)\//.test(url.pathname)
  const [, message, medium, resource] = (by === 'oauth2' && PRIVATE.has(url.host) && OF_MESSAGE.exec(url.pathname)) || []
  return resource
    ? { url: new URL(`https://api.x.com/2/dm_conversations/media/${message}/${medium}/${resource}`), isPrivate }
    : { url, isPrivate }
}

const gone = (): AdapterFault => new AdapterFault('gone', 'X has no such file any more.', { certain: true })

/** The bytes of a file that hangs on a message or post. */
export async function download(ctx: Ctx<Credentials>, ref: string): Promise<Response> {
  if (!isMediaAddress(ref)) throw gone()
  const { url, isPrivate } = fetchPlan(ref, signInOf(ctx.credentials).by)
  let response: Response
  try {
    response = isPrivate ? await fetchAs(ctx, 'user', url, { method: 'GET' }) : await ctx.fetch(url)
  } catch (error) {
    throw error instanceof AdapterFault ? error : lostFault(error)
  }
  if (!response.ok) {
    await response.body?.cancel()
    if (response.status === 404 || response.status === 410) throw gone()
    if (response.status === 401) throw new AdapterFault('auth', 'X does not let this account have its file.', { certain: true })
    throw strangeFault('X', response.status)
  }
  // Anew, without the address.
  return new Response(response.body, { headers: response.headers })
}
