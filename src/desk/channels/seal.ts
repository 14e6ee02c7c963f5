import { DeskError } from '../errors.ts'

/** Encrypts what must not lie open in the database. */
export interface Seal {
  seal(value: unknown): Promise<Uint8Array<ArrayBuffer>>
  /** Throws `DeskError('secret-changed')` when it was sealed under another secret. */
  open(sealed: Uint8Array<ArrayBuffer>): Promise<unknown>
}

const IV_BYTES = 12
const encoder = new TextEncoder()

/** AES-256-GCM under a key derived (HKDF-SHA-256) from the installation's secret. Layout: 12 bytes IV, ciphertext, tag. */
export async function createSeal(secret: string): Promise<Seal> {
  const master = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey'])
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode('switchboard credentials v1') },
    master,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
  return {
    async seal(value) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, encoder.encode(JSON.stringify(value)))
      const out = new Uint8Array(IV_BYTES + sealed.byteLength)
      out.set(iv)
      out.set(new Uint8Array(sealed), IV_BYTES)
      return out
    },
    async open(sealed) {
      try {
        const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.subarray(0, IV_BYTES) }, key, sealed.subarray(IV_BYTES))
        return JSON.parse(new TextDecoder().decode(plain)) as unknown
      } catch {
        throw new DeskError('secret-changed', 503, 'The credentials were sealed under another SWITCHBOARD_SECRET.')
      }
    },
  }
}
