const encoder = new TextEncoder()

/** The keyed hash of `message` in base64, as X writes it. */
export async function hmac(hash: 'SHA-1' | 'SHA-256', secret: string, message: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash }, false, ['sign'])
  const bytes = typeof message === 'string' ? encoder.encode(message) : message
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes))))
}
