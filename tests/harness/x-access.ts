export interface XCall {
  method: string
  /** Host and path. */
  path: string
  query: { [name: string]: string }
  body: { [name: string]: unknown }
}

export const X_KEYS = {
  apiKey: 'xvz1evFS4wEEPTGEFPHBog',
  apiSecret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
  accessToken: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
  accessSecret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
  clientId: 'M1M5R3BMVy13QmpScXkzTUt5OE46MTpjaQ',
  clientSecret: 'client-secret-of-nobody-at-all',
  refreshToken: 'refresh-token-of-the-beginning-0',
}

/** Who calls: signed by OAuth 1.0a, with a token of the account, or with the app's. */
type Who = 'signed' | 'user' | 'app'

export interface XAccess {
  /** The answer to a call for a token; undefined for any other call. */
  token(call: XCall, request: Request): Response | undefined
  who(request: Request, url: string, query: URLSearchParams): Promise<Who | undefined>
  /** The token of the account is refused from now on. */
  expire(): void
  /** Refresh tokens that were taken, in order. */
  refreshed: string[]
}

const basicOf = (name: string, secret: string): string => `Basic ${btoa(`${name}:${secret}`)}`

/** `lasting`: old refresh tokens go on working, for callers that forget the new ones. */
export function createXAccess(lasting: boolean): XAccess {
  let refresh = X_KEYS.refreshToken
  let user: string | undefined
  const app = 'app-token-of-nobody'
  const refreshed: string[] = []

  const isGood = (token: unknown): boolean =>
    token === refresh || (lasting && (token === X_KEYS.refreshToken || refreshed.includes(String(token))))

  function rotate({ body }: XCall, authorization: string | null): Response {
    const isKnown = authorization === basicOf(X_KEYS.clientId, X_KEYS.clientSecret) || body['client_id'] === X_KEYS.clientId
    if (!isKnown || body['grant_type'] !== 'refresh_token' || !isGood(body['refresh_token'])) {
      return Response.json({ error: 'invalid_request', error_description: 'Value passed for the token was invalid.' }, { status: 400 })
    }
    refreshed.push(String(body['refresh_token']))
    refresh = `refresh-token-of-the-beginning-${refreshed.length}`
    user = `user-token-of-nobody-${refreshed.length}`
    return Response.json({ token_type: 'bearer', expires_in: 7200, access_token: user, refresh_token: refresh, scope: 'dm.read dm.write' })
  }

  return {
    refreshed,
    expire: () => void (user = undefined),
    token(call, request) {
      const authorization = request.headers.get('authorization')
      if (call.path === 'api.x.com/2/oauth2/token') return rotate(call, authorization)
      if (call.path !== 'api.x.com/oauth2/token') return undefined
      if (authorization !== basicOf(X_KEYS.apiKey, X_KEYS.apiSecret) || call.body['grant_type'] !== 'client_credentials') {
        const errors = [{ code: 99, label: 'authenticity_token_error', message: 'Unable to verify your credentials' }]
        return Response.json({ errors }, { status: 403 })
      }
      return Response.json({ token_type: 'bearer', access_token: app })
    },
    async who(request, url, query) {
      const authorization = request.headers.get('authorization') ?? ''
      if (authorization === `Bearer ${app}`) return 'app'
      if (user !== undefined && authorization === `Bearer ${user}`) return 'user'
      return (await isSigned(authorization, request.method, url, query)) ? 'signed' : undefined
    },
  }
}

/** RFC 5849, section 3.4: written apart from the adapter's. */
async function isSigned(header: string, method: string, url: string, query: URLSearchParams): Promise<boolean> {
  if (!header.startsWith('OAuth ')) return false
  const given = new Map<string, string>()
  for (const [, name, value] of header.matchAll(/(\w+)="([^"]*)"/g)) given.set(name!, decodeURIComponent(value!))
  if (given.get('oauth_consumer_key') !== X_KEYS.apiKey || given.get('oauth_token') !== X_KEYS.accessToken) return false
  const signature = given.get('oauth_signature')
  given.delete('oauth_signature')
  const escape = (text: string): string => Array.from(new TextEncoder().encode(text), escapeByte).join('')
  const all = [...given, ...query].map(([name, value]) => `${escape(name)}=${escape(value)}`).sort()
  const base = [method, escape(url), escape(all.join('&'))].join('&')
  const secret = new TextEncoder().encode(`${escape(X_KEYS.apiSecret)}&${escape(X_KEYS.accessSecret)}`)
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign'])
  const made = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(base)))
  return signature === btoa(String.fromCharCode(...made))
}

function escapeByte(byte: number): string {
  const letter = String.fromCharCode(byte)
  return /[A-Za-z0-9._~-]/.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
}
