import { z } from 'zod'
import { pack, unpack } from './sign.ts'
import { visitorId } from './token.ts'

/** Addresses of files stay the same for this long, so that browsers can keep what they opened, and open for up to twice as long. */
const PERIOD = 3_600_000
const VERSION = 'f1'

/** Visitor, channel, period. */
const claims = z.strictObject({ v: visitorId, c: z.string(), p: z.int() })

/**
 * Permission to read the files of one visitor's conversation and nothing else. It stands in addresses, which may be
 * logged or passed on: there it opens what its address names, since ids of files cannot be guessed.
 */
export const mintFileToken = (secret: string, visitor: string, channelId: string, now: number): Promise<string> =>
  pack(secret, VERSION, { v: visitor, c: channelId, p: Math.floor(now / PERIOD) })

/** The visitor's id, or null. */
export async function readFileToken(secrets: readonly string[], token: string, channelId: string, now: number): Promise<string | null> {
  const { data } = claims.safeParse(await unpack(secrets, VERSION, token))
  const age = Math.floor(now / PERIOD) - (data?.p ?? Number.NaN)
  return data && data.c === channelId && (age === 0 || age === 1) ? data.v : null
}
