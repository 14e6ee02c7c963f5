import { hmac } from './hmac.ts'

/** The app's key and secret, and those of the account that it speaks for. */
export interface OAuth1Keys {
  apiKey: string
  apiSecret: string
  accessToken: string
  accessSecret: string
}

export interface SignedCall {
  method: string
  url: URL
  /** Fields of a form body; bodies of other types are not signed. */
  form?: [name: string, value: string][]
  nonce: string
  /** Seconds since 1970. */
  timestamp: number
}

/** RFC 3986: what `encodeURIComponent` leaves of `!'()*` is encoded too. */
const encode = (value: string): string =>
  encodeURIComponent(value).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)

type Pair = [string, string]
const byName = ([a, x]: Pair, [b, y]: Pair): number => (a === b ? Number(x > y) - Number(x < y) : a > b ? 1 : -1)

/** The `Authorization` header of a call made for an account by OAuth 1.0a, HMAC-SHA1 (X docs, "Creating a signature"). */
export async function authorization(call: SignedCall, keys: OAuth1Keys): Promise<string> {
  const own: Pair[] = [
    ['oauth_consumer_key', keys.apiKey],
    ['oauth_nonce', call.nonce],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', String(call.timestamp)],
    ['oauth_token', keys.accessToken],
    ['oauth_version', '1.0'],
  ]
  const parameters = [...own, ...call.url.searchParams, ...(call.form ?? [])]
    .map(([name, value]): Pair => [encode(name), encode(value)])
    .sort(byName)
    .map((pair) => pair.join('='))
    .join('&')
  const base = [call.method.toUpperCase(), call.url.origin + call.url.pathname, parameters].map(encode).join('&')
  const signature = await hmac('SHA-1', `${encode(keys.apiSecret)}&${encode(keys.accessSecret)}`, base)
  const header = [...own, ['oauth_signature', signature] satisfies Pair].map(([name, value]) => `${name}="${encode(value)}"`)
  return `OAuth ${header.join(', ')}`
}
