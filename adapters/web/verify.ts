import type { Ctx, RawRequest, Verdict } from '../../src/contract/adapter.ts'
import { hookSecrets } from '../../src/contract/hook-secrets.ts'
import type { WebCredentials } from './manifest.ts'
import { originAllowed, preflight } from './origins.ts'
import { wire, type Decoded, type WebPart, type WirePart } from './schema.ts'
import { readTicket } from './ticket.ts'
import { readToken } from './token.ts'

const BEARER = /^Bearer ([\w.-]+)$/i

/** The visitor's token of a request's `Authorization` header. */
export const bearer = (headers: Pick<Headers, 'get'>): string | null => BEARER.exec(headers.get('authorization') ?? '')?.[1] ?? null

/** An allowed page, a token of ours for this channel, a body of the protocol, files of this visitor. */
export async function verify({ method, url, headers, body }: RawRequest, ctx: Ctx<WebCredentials>): Promise<Verdict> {
  const origin = headers.get('origin')
  if (!originAllowed(ctx.settings, origin, url)) return { is: 'reject', status: 403 }
  if (method === 'OPTIONS') return { is: 'challenge', response: preflight(origin) }
  const token = bearer(headers)
  const visitor = token === null ? null : await readToken(hookSecrets(ctx), token, ctx.channelId, ctx.now())
  if (!visitor) return { is: 'reject', status: 401 }
  const { data } = wire.safeParse(readJson(body))
  if (!data) return { is: 'reject', status: 400 }
  if (data.type !== 'message') return accept({ visitor: visitor.id, said: data })
  const parts = await Promise.all(data.parts.map((part) => resolve(part, hookSecrets(ctx), visitor.id)))
  if (!parts.every((part) => part !== null)) return { is: 'reject', status: 403 }
  return accept({ visitor: visitor.id, said: { ...data, parts } })
}

const accept = (body: Decoded): Verdict => ({ is: 'accept', body })

/** A medium's ticket becomes what is known of the file; null when it is not this visitor's. */
async function resolve(part: WirePart, secrets: readonly string[], visitor: string): Promise<WebPart | null> {
  if (!('file' in part)) return part
  const upload = await readTicket(secrets, part.file, visitor)
  return upload && { ...part, ...upload }
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body))
  } catch {
    return null
  }
}
