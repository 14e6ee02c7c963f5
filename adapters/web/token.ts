import { z } from 'zod'
import { encodeBase64url } from './base64url.ts'
import { pack, unpack } from './sign.ts'

const DAY = 86_400_000
/** A visitor who stays away longer than this begins a new conversation. */
export const VISITOR_TTL = 180 * DAY
/** A token older than this is replaced at the next session, so that the time to live slides. */
export const RENEW_AFTER = DAY
/** How far our own clocks may disagree. */
const SKEW = 5 * 60_000

const VERSION = 'v1'

/** A visitor's id. */
export const visitorId = z.string().regex(/^[A-Za-z0-9_-]{22}$/)

/** Visitor, channel, issued at. */
const claims = z.strictObject({ v: visitorId, c: z.string(), i: z.int().nonnegative() })

/** Who a request speaks for. */
export interface Visitor {
  /** 128 random bits, `[A-Za-z0-9_-]{22}`: the thread's external id. */
  id: string
  channelId: string
  /** ms since 1970. */
  issuedAt: number
}

export const newVisitorId = (): string => encodeBase64url(crypto.getRandomValues(new Uint8Array(16)))

/** A bearer token for `visitor`, signed with the channel's secret. */
export const mintToken = (secret: string, { id, channelId, issuedAt }: Visitor): Promise<string> =>
  pack(secret, VERSION, { v: id, c: channelId, i: issuedAt })

/** Whom the token names, or null: not ours, for another channel, expired, from the future. Constant time in the signature. */
export async function readToken(secrets: readonly string[], token: string, channelId: string, now: number): Promise<Visitor | null> {
  const { data } = claims.safeParse(await unpack(secrets, VERSION, token))
  if (!data || data.c !== channelId) return null
  if (data.i > now + SKEW || data.i <= now - VISITOR_TTL) return null
  return { id: data.v, channelId: data.c, issuedAt: data.i }
}
