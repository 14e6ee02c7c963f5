import { fromHex, toHex } from './hex.ts'

const ALGORITHM = 'Ed25519'
const SEED_BYTES = 32
const SIGNATURE_BYTES = 64

/** RFC 8410: what stands before the 32 bytes of an Ed25519 seed in PKCS #8. */
const PKCS8_HEAD = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20]

const encoder = new TextEncoder()

/** The bot secret doubled until it has 32 bytes, cut there (bot-docs, "sign"): itself over and over. */
export function seedOf(secret: string): Uint8Array<ArrayBuffer> {
  const bytes = encoder.encode(secret)
  return Uint8Array.from({ length: SEED_BYTES }, (_, index) => bytes[index % bytes.length] ?? 0)
}

const privateKey = (secret: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', Uint8Array.from([...PKCS8_HEAD, ...seedOf(secret)]), ALGORITHM, true, ['sign'])

/** QQ and we share the secret, so that both have both keys; WebCrypto shows the public half only by way of JWK. */
async function publicKey(secret: string): Promise<CryptoKey> {
  const { kty, crv, x } = (await crypto.subtle.exportKey('jwk', await privateKey(secret))) as JsonWebKey
  return crypto.subtle.importKey('jwk', { kty, crv, x } as JsonWebKey, ALGORITHM, false, ['verify'])
}

/** Ed25519 over `text`, as hexadecimal digits. */
export async function sign(secret: string, text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.sign(ALGORITHM, await privateKey(secret), encoder.encode(text))))
}

/** Whether QQ signed `timestamp ‖ body`. */
export async function isSigned(secret: string, signature: string, timestamp: string, body: Uint8Array): Promise<boolean> {
  const bytes = fromHex(signature)
  // The last bits of a signature are zero; botgo refuses others before it looks further.
  if (bytes?.length !== SIGNATURE_BYTES || ((bytes.at(-1) ?? 0) & 0xe0) !== 0) return false
  const head = encoder.encode(timestamp)
  const message = new Uint8Array(head.length + body.length)
  message.set(head)
  message.set(body, head.length)
  return crypto.subtle.verify(ALGORITHM, await publicKey(secret), bytes, message)
}
