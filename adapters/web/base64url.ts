const ALPHABET = /^[A-Za-z0-9_-]*$/

/** Bytes as base64url without padding. */
export const encodeBase64url = (bytes: Uint8Array): string =>
  btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** The bytes, or null for anything that `encodeBase64url` cannot have made. */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!ALPHABET.test(text) || text.length % 4 === 1) return null
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.codePointAt(0) ?? 0)
  return encodeBase64url(bytes) === text ? bytes : null
}
