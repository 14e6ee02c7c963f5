import { decodeBase64url, encodeBase64url } from './base64url.ts'

const encoder = new TextEncoder()
const HMAC = { name: 'HMAC', hash: 'SHA-256' }

const importKey = (secret: string, usage: 'sign' | 'verify'): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', encoder.encode(secret), HMAC, false, [usage])

/** HMAC-SHA-256 of `text`, base64url. */
async function sign(secret: string, text: string): Promise<string> {
  return encodeBase64url(new Uint8Array(await crypto.subtle.sign('HMAC', await importKey(secret, 'sign'), encoder.encode(text))))
}

/** Whether `signature` is ours, compared in constant time. */
async function verify(secret: string, text: string, signature: string): Promise<boolean> {
  const bytes = decodeBase64url(signature)
  return bytes !== null && crypto.subtle.verify('HMAC', await importKey(secret, 'verify'), bytes, encoder.encode(text))
}

/** Longest text that `unpack` looks at. */
const MAX_PACKED = 4000

/** `value` as signed text, `<version>.<JSON>.<HMAC>`: readable to who holds it, changeable to nobody. */
export async function pack(secret: string, version: string, value: unknown): Promise<string> {
  const signed = `${version}.${encodeBase64url(encoder.encode(JSON.stringify(value)))}`
  return `${signed}.${await sign(secret, signed)}`
}

/** What was packed under one of these secrets and this version, or null. */
export async function unpack(secrets: readonly string[], version: string, text: string): Promise<unknown> {
  const [theirs, body, signature, ...rest] = text.length > MAX_PACKED ? [] : text.split('.')
  if (theirs !== version || !body || !signature || rest.length > 0) return null
  const signed = await Promise.all(secrets.map((secret) => verify(secret, `${version}.${body}`, signature)))
  if (!signed.includes(true)) return null
  const bytes = decodeBase64url(body)
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as unknown)
}
