import { createHmac, timingSafeEqual } from 'node:crypto'

/** RFC 3986: all but letters, digits and -._~ */
export const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

const byCode = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/**
 * The signature of a request (docs.x.com, "Creating a signature"). `parameters`: those of the query, of a form and of the header, but
 * for the signature itself.
 */
export function signature(
  method: string,
  url: string,
  parameters: readonly (readonly [string, string])[],
  secrets: { consumer: string; token: string },
): string {
  const pairs = parameters
    .map(([key, value]) => [encode(key), encode(value)] as const)
    .toSorted((one, other) => byCode(one[0], other[0]) || byCode(one[1], other[1]))
    .map(([key, value]) => `${key}=${value}`)
  const base = [method.toUpperCase(), url, pairs.join('&')].map(encode).join('&')
  return createHmac('sha1', `${encode(secrets.consumer)}&${encode(secrets.token)}`)
    .update(base)
    .digest('base64')
}

/** The parameters of an `Authorization: OAuth …` header. */
export function readHeader(header: string): Map<string, string> {
  const found = header.slice('OAuth '.length).matchAll(/([\w%.-]+)="([^"]*)"/g)
  return new Map([...found].map(([, key = '', value = '']) => [decodeURIComponent(key), decodeURIComponent(value)]))
}

export function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
