import { z } from 'zod'
import { pack, unpack } from './sign.ts'
import { visitorId } from './token.ts'

/** A widget connects as soon as it has one. */
export const LIVE_TICKET_TTL = 60_000
const VERSION = 'l1'

/** Visitor, channel, issued at. */
const claims = z.strictObject({ v: visitorId, c: z.string(), i: z.int() })

/** Permission to open the live feed of one visitor, within a minute. It stands in an address, where a browser can put nothing else. */
export const mintLiveTicket = (secret: string, visitor: string, channelId: string, now: number): Promise<string> =>
  pack(secret, VERSION, { v: visitor, c: channelId, i: now })

/** The visitor's id, or null. */
export async function readLiveTicket(secrets: readonly string[], text: string, channelId: string, now: number): Promise<string | null> {
  const { data } = claims.safeParse(await unpack(secrets, VERSION, text))
  return data && data.c === channelId && Math.abs(now - data.i) < LIVE_TICKET_TTL ? data.v : null
}
