import type { Ctx, RawRequest, Verdict } from '../../src/contract/adapter.ts'
import { object } from '../../src/contract/read.ts'
import { isSigned, sign } from './key.ts'
import type { Credentials } from './manifest.ts'
import type { Payload } from './wire.ts'

/**
 * A request older or newer than this is not believed; a repetition within it is known by its id. Unverified: how long QQ tries
 * again with the same timestamp.
 */
const FRESH_MS = 10 * 60_000

/** The check of the address may come unsigned; nothing longer than it needs is read then. */
const MAX_UNSIGNED = 1024

const reject = (status: 400 | 401 | 403): Verdict => ({ is: 'reject', status })

/** Seconds since 1970, lately. */
const isFresh = (timestamp: unknown, now: number): timestamp is string =>
  typeof timestamp === 'string' && /^\d{10}$/.test(timestamp) && Math.abs(now - Number(timestamp) * 1000) <= FRESH_MS

/** Signed by QQ, lately, for this bot; or the check of our address, which QQ's pages show without a signature. */
export async function verify({ headers, body }: RawRequest, ctx: Ctx<Credentials>): Promise<Verdict> {
  const { appId, appSecret } = ctx.credentials
  const meant = headers.get('x-bot-appid')
  if (meant !== null && meant !== appId) return reject(403)

  const [signature, timestamp] = [headers.get('x-signature-ed25519'), headers.get('x-signature-timestamp')]
  const signed = signature !== null || timestamp !== null
  if (signed) {
    if (!signature || !isFresh(timestamp, ctx.now())) return reject(401)
    if (!(await isSigned(appSecret, signature, timestamp, body))) return reject(403)
  } else if (body.length > MAX_UNSIGNED) return reject(401)

  const payload = decode(body)
  // Anybody may ask for the answer to this check: it is given for this bot's id alone.
  if (payload?.op === 13) return meant === null ? reject(401) : proof(payload.d, ctx)
  if (!signed) return reject(401)
  if (!payload) return reject(400)
  if (payload.op === 1) return { is: 'challenge', response: Response.json({ op: 11, d: payload.d ?? null }) }
  return { is: 'accept', body: payload }
}

/**
 * Shows that we have the secret, by signing what QQ made up. The pattern keeps this from signing anything that could pass for
 * a webhook: those are JSON objects, this is letters and digits.
 */
async function proof(d: unknown, { credentials, now }: Ctx<Credentials>): Promise<Verdict> {
  const check = object<{ plain_token: string; event_ts: string }>(d)
  const [token, timestamp] = [check?.plain_token, check?.event_ts]
  if (typeof token !== 'string' || !/^[A-Za-z0-9]{1,64}$/.test(token) || !isFresh(timestamp, now())) return reject(403)
  const signature = await sign(credentials.appSecret, timestamp + token)
  return { is: 'challenge', response: Response.json({ plain_token: token, signature }) }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

function decode(body: Uint8Array) {
  try {
    return object<Payload>(JSON.parse(utf8.decode(body)))
  } catch {
    return undefined
  }
}
