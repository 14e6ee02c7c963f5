import { type Egress, EgressFault, type EgressOptions } from '../ports/egress.ts'
import { limitStalls } from './stall.ts'

const DEADLINE = 20_000
const STALL = 30_000
const MOST_REDIRECTS = 5
/** What a redirect to another origin may carry along; everything else may be a credential. */
const HARMLESS_HEADERS = ['accept', 'accept-language', 'range', 'user-agent']

/**
 * The egress of both runtimes. `neverSent` says whether an error of `fetch` proves that nothing reached the other side.
 * Redirects: only of GET and HEAD, never from https to http, and another origin gets no credentials; any other is the caller's answer.
 */
export function createEgress(options: EgressOptions, neverSent: (error: unknown) => boolean): Egress {
  const { relay, timeoutMs = DEADLINE, stallMs = STALL } = options

  async function call(url: URL, init: RequestInit): Promise<Response> {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new EgressFault('unreachable', false, `cannot call ${url.protocol}`)
    const deadline = new AbortController()
    const timer = setTimeout(() => deadline.abort(), timeoutMs)
    const signal = init.signal ? AbortSignal.any([init.signal, deadline.signal]) : deadline.signal
    if (signal.aborted) throw new EgressFault('broken', false, 'given up before it was sent')
    try {
      return await fetch(relay && url.protocol === 'https:' ? relayed(url, relay.url) : url, { ...init, signal, redirect: 'manual' })
    } catch (error) {
      if (deadline.signal.aborted) throw new EgressFault('timeout', true, `no answer in ${timeoutMs} ms`, { cause: error })
      const sent = !neverSent(error)
      throw new EgressFault(sent ? 'broken' : 'unreachable', sent, messageOf(error), { cause: error })
    } finally {
      clearTimeout(timer)
    }
  }

  return async (request, init = {}) => {
    const { url, init: first } = request instanceof Request ? await unpack(request, init) : { url: parse(request), init }
    const follows = init.redirect !== 'manual' && !(request instanceof Request && request.redirect === 'manual')
    const reads = first.method === undefined || first.method === 'GET' || first.method === 'HEAD'
    const headers = new Headers(first.headers)
    let [at, current] = [url, { ...first, headers: withSecret(headers, url) }]
    for (let left = MOST_REDIRECTS; ; left -= 1) {
      const response = await call(at, current)
      const next = follows && reads && left > 0 ? target(response, at) : undefined
      if (!next) return limitStalls(response, stallMs)
      await response.body?.cancel()
      current = { ...current, headers: withSecret(next.origin === at.origin ? current.headers : harmless(current.headers), next) }
      at = next
    }
  }

  function withSecret(headers: Headers, url: URL): Headers {
    if (relay?.secret !== undefined && url.protocol === 'https:') headers.set('x-relay-secret', relay.secret)
    return headers
  }
}

/** `https://HOST/path?query` by way of the relay. */
function relayed(url: URL, relay: string): string {
  return `${relay.replace(/\/$/, '')}/${url.host}${url.pathname}${url.search}`
}

function parse(url: string | URL): URL {
  try {
    return new URL(url)
  } catch (cause) {
    throw new EgressFault('unreachable', false, 'not an address', { cause })
  }
}

/** Taken apart, because a Request cannot be sent elsewhere without its body losing its length, and platforms refuse chunks. */
async function unpack(request: Request, init: RequestInit): Promise<{ url: URL; init: RequestInit }> {
  const { method, headers, signal } = request
  const body = init.body === undefined && request.body ? await request.arrayBuffer() : undefined
  return { url: parse(request.url), init: { method, headers, signal, ...(body && { body }), ...init } }
}

function target(response: Response, from: URL): URL | undefined {
  const location = response.headers.get('location')
  if (response.status < 300 || response.status > 399 || location === null) return undefined
  const next = URL.parse(location, from.href)
  if (!next || (next.protocol !== 'https:' && next.protocol !== from.protocol)) return undefined
  return next
}

function harmless(headers: Headers): Headers {
  return new Headers([...headers].filter(([name]) => HARMLESS_HEADERS.includes(name)))
}

function messageOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error ? cause.message : String(error)
}
