import { type Egress, EgressFault, type EgressOptions } from '../ports/egress.ts'
import { isOpenTo, mayCallHost } from './addresses.ts'
import { limitBody } from './body-limit.ts'

const DEADLINE = 20_000
const STALL = 30_000
const BODY = 10 * 60_000
const MOST_REDIRECTS = 5
/** What a redirect to another origin may carry along; everything else may be a credential. */
const HARMLESS_HEADERS = ['accept', 'accept-language', 'range', 'user-agent']

/** Where the relay looks for the secret that it shares with the hub. */
export const RELAY_SECRET = 'x-relay-secret'
/** A relay's word that it could not connect: the call went no further. */
const NOT_CONNECTED = 'x-relay-not-connected'

/** A way to a host, by the relay or not. */
export interface Way {
  url: string
  /** The root of the host, by the same way. */
  root: string
  /** The host may be anybody's: where the runtime sees what its name stands for, that is to be public too. */
  open: boolean
}

/** What differs between the runtimes. */
export interface Engine {
  /** As `fetch`. May reject with an `EgressFault`, which is passed on. */
  fetch(way: Way, init: RequestInit): Promise<Response>
  /** Whether an error of `fetch` proves that nothing reached the other side. */
  neverSent(error: unknown): boolean
}

/**
 * The egress of both runtimes. No way leads to an address that is not public, but for the relay's.
 * Redirects: only of GET and HEAD, never from https to http, and another origin gets no credentials; any other is the caller's answer.
 */
export function createEgress(options: EgressOptions, engine: (mayCall: (address: string) => boolean) => Engine): Egress {
  const { relay, allow = [], timeoutMs = DEADLINE, stallMs = STALL, bodyMs = BODY } = options
  const mayCall = isOpenTo(allow)
  const { fetch, neverSent } = engine(mayCall)
  const relayOrigin = relay && new URL(relay.url).origin

  async function call(url: URL, init: RequestInit): Promise<Response> {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new EgressFault('unreachable', false, `cannot call ${url.protocol}`)
    const toRelay = url.origin === relayOrigin
    if (!toRelay && !mayCallHost(url.hostname, mayCall)) throw new EgressFault('private', false, 'not a public address')
    if (init.signal?.aborted) throw new EgressFault('broken', false, 'given up before it was sent')
    const deadline = new AbortController()
    const timer = setTimeout(() => deadline.abort(), timeoutMs)
    const signal = init.signal ? AbortSignal.any([init.signal, deadline.signal]) : deadline.signal
    const ready: RequestInit = { ...init, signal, redirect: 'manual' }
    try {
      if (!relay || url.protocol !== 'https:') return await fetch({ url: url.href, root: `${url.origin}/`, open: !toRelay }, ready)
      const root = `${relay.url.replace(/\/$/, '')}/${url.host}/`
      const response = await fetch({ url: `${root}${url.pathname.slice(1)}${url.search}`, root, open: false }, ready)
      if (response.headers.has(NOT_CONNECTED)) throw new EgressFault('unreachable', false, 'the relay could not connect')
      return response
    } catch (error) {
      const known = [error, causeOf(error)].find((each) => each instanceof EgressFault)
      if (known) throw known
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
      if (!next) return limitBody(response, { stallMs, bodyMs })
      await response.body?.cancel()
      current = { ...current, headers: withSecret(next.origin === at.origin ? current.headers : harmless(current.headers), next) }
      at = next
    }
  }

  function withSecret(headers: Headers, url: URL): Headers {
    if (relay?.secret !== undefined && url.protocol === 'https:') headers.set(RELAY_SECRET, relay.secret)
    return headers
  }
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

const causeOf = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined)

function messageOf(error: unknown): string {
  const cause = causeOf(error)
  return cause instanceof Error ? cause.message : String(error)
}
