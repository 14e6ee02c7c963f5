import { z } from 'zod'
import type { Kit } from '../kit.ts'
import type { Settings } from '../settings/settings.ts'

/** The hub's own key, by which push services know who sends (VAPID, RFC 8292). Both base64url. */
export interface VapidKey {
  /** 65 bytes, an uncompressed point: what browsers subscribe with. */
  publicKey: string
  privateKey: string
}

const KEY = 'push.key'
const kept = z.object({ publicKey: z.string(), sealed: z.string() })

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const plain = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.codePointAt(0) ?? 0)

// What the runtimes' types leave open: a pair, bytes, a JWK.
async function make(): Promise<VapidKey> {
  const made = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const { publicKey, privateKey } = made as CryptoKeyPair
  const raw = (await crypto.subtle.exportKey('raw', publicKey)) as ArrayBuffer
  const { d = '' } = (await crypto.subtle.exportKey('jwk', privateKey)) as JsonWebKey
  return { publicKey: base64url(new Uint8Array(raw)), privateKey: d }
}

/** Made and sealed when it is first asked for; rejects with `secret-changed` where it was sealed under another secret. */
export function createVapidKey(
  { seal, commit }: Pick<Kit, 'seal' | 'commit'>,
  { settings }: { settings: Settings },
): () => Promise<VapidKey> {
  return async () => {
    if (settings.get(KEY) === undefined) {
      const { publicKey, privateKey } = await make()
      const sealed = base64url(await seal.seal(privateKey))
      // Whoever came first has made it.
      await commit(() => settings.putOnce(KEY, { publicKey, sealed }))
    }
    const { publicKey, sealed } = kept.parse(settings.get(KEY))
    return { publicKey, privateKey: z.string().parse(await seal.open(plain(sealed))) }
  }
}
