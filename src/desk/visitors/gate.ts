import type { Context, ErrorHandler, MiddlewareHandler } from 'hono'
import { corsHeaders, originAllowed, preflight } from '../../../adapters/web/origins.ts'
import { bearer } from '../../../adapters/web/verify.ts'
import { problemOf } from '../web/problem.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import { isOn } from '../channels/store.ts'
import { DeskError, forbidden, notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import { type Limiter, createLimiter, fingerprint } from './limits.ts'

export interface VisitorEnv {
  Variables: { channel: ChannelInfo; visitor: string }
}

/** What stands before everything that visitors call: which channel, which page, how often, and answers that the page may read. */
export interface Gate {
  limiter: Limiter
  /** Before `/widget/:channelId/*`: a hosted channel that is open, called from a page that may. */
  door: MiddlewareHandler<VisitorEnv>
  /** Before `/hooks/:channelId`: for hosted channels the limits, and refusals that the page can read. Others pass. */
  hook: MiddlewareHandler
  onError: ErrorHandler<VisitorEnv>
}

export function createGate(
  kit: Pick<Kit, 'clock' | 'trace'>,
  { channels, address }: { channels: ChannelStore; address: (c: Context) => string },
): Gate {
  const limiter = createLimiter(kit.clock)

  /** The hosted channel of a path like `/widget/ID/…` or `/hooks/ID`. */
  const hosted = (c: Context): ChannelInfo | undefined => {
    const channel = channels.find(c.req.path.split('/')[2] ?? '')
    return channel?.adapter.manifest.hosted ? channel : undefined
  }
  const originOf = (c: Context): string | null => c.req.header('origin') ?? null

  const refusal = (error: unknown, c: Context): Response => {
    const response = problemOf(error, kit.trace)
    const seconds = error instanceof DeskError ? error.data?.['retryAfter'] : undefined
    if (typeof seconds === 'number') response.headers.set('retry-after', String(seconds))
    return readable(response, originOf(c))
  }

  return {
    limiter,
    onError: refusal,
    async door(c, next) {
      const channel = hosted(c)
      const origin = originOf(c)
      if (!isOn(channel)) throw notFound('channel')
      if (!originAllowed(channel.settings, origin, c.req.url)) throw forbidden()
      if (c.req.method === 'OPTIONS') return preflight(origin)
      c.set('channel', channel)
      await next()
      // An upgraded connection has no headers any more.
      if (c.res.status !== 101 && c.req.header('upgrade') === undefined) readable(c.res, origin)
      return undefined
    },
    async hook(c, next) {
      if (!hosted(c)) return next()
      try {
        if (c.req.method !== 'OPTIONS') {
          limiter.charge('addressSaid', address(c))
          limiter.charge('said', await fingerprint(bearer(c.req.raw.headers) ?? ''))
        }
        await next()
      } catch (error) {
        return refusal(error, c)
      }
      if (!c.res.headers.has('access-control-allow-origin')) readable(c.res, originOf(c))
      return undefined
    },
  }
}

function readable(response: Response, origin: string | null): Response {
  for (const [name, value] of Object.entries(corsHeaders(origin))) response.headers.set(name, value)
  response.headers.set('access-control-expose-headers', 'retry-after')
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
  return response
}
