import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'

/** The DER head of an Ed25519 private key (RFC 8410); the 32 bytes of the seed follow. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The bot's secret, doubled until it has 32 bytes and cut there (sign.md of the bot docs). Throws when it is empty. */
export function seedOf(secret: string): Buffer {
  let seed = Buffer.from(secret)
  if (seed.length === 0) throw new Error('A secret is not empty')
  while (seed.length < 32) seed = Buffer.concat([seed, seed])
  return seed.subarray(0, 32)
}

/** The key pair that platform and bot share. */
export const keyOf = (secret: string): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8, seedOf(secret)]), format: 'der', type: 'pkcs8' })

export const publicHex = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')

/** Signs a webhook (`timestamp ‖ body`) or an address check (`event_ts ‖ plain_token`). */
export const signHex = (key: KeyObject, timestamp: string, body: string): string =>
  sign(null, Buffer.from(timestamp + body), key).toString('hex')

/** Whether that is the signature of this key. False for anything that isn't 64 bytes of hex. */
export function verifyHex(key: KeyObject, timestamp: string, body: string, signature: unknown): boolean {
  if (typeof signature !== 'string' || !/^[0-9a-f]{128}$/i.test(signature)) return false
  return verify(null, Buffer.from(timestamp + body), createPublicKey(key), Buffer.from(signature, 'hex'))
}
