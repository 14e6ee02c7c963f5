import type { Ctx, RawRequest, Verdict } from '../../src/contract/adapter.ts'
import type { Json } from '../../src/model/events.ts'
import type { WebCredentials } from './manifest.ts'
import { mintToken } from './token.ts'

export const SECRET = 'k3x0mT6Wc2l7bq9fUeYhRjZsVnPaDg1oLi5ItMEXwuQ'
export const NOW = Date.UTC(2026, 10, 20, 9, 30)
export const VISITOR = 'AAECAwQFBgcICQoLDA0ODw'
export const OTHER = 'Dw4NDAsKCQgHBgUEAwIBAA'
export const CHANNEL = 'web-shop'

export const ctx = (changes: { now?: number; settings?: { [key: string]: Json }; channelId?: string } = {}): Ctx<WebCredentials> => ({
  channelId: changes.channelId ?? CHANNEL,
  credentials: {},
  account: { externalId: CHANNEL, name: 'Shop' },
  settings: changes.settings ?? {},
  hookSecret: SECRET,
  fetch: () => Promise.reject(new Error('the web channel calls nobody')),
  now: () => changes.now ?? NOW,
  cache: { get: async (_key, make) => (await make()).value, drop: async () => {}, read: async () => null, keep: async () => {} },
  trace: () => {},
})

export const tokenFor = (id = VISITOR, issuedAt = NOW): Promise<string> => mintToken(SECRET, { id, channelId: CHANNEL, issuedAt })

/** A call of the widget. `body` is sent as JSON unless it is text already. */
export function request(body: unknown, options: { token?: string; origin?: string; method?: string } = {}): RawRequest {
  const headers = new Headers({ 'content-type': 'application/json' })
  if (options.token !== undefined) headers.set('authorization', `Bearer ${options.token}`)
  if (options.origin !== undefined) headers.set('origin', options.origin)
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return {
    method: options.method ?? 'POST',
    url: `https://hub.example/hooks/${CHANNEL}`,
    headers,
    body: Uint8Array.from(new TextEncoder().encode(text)),
  }
}

export const accepted = (verdict: Verdict): unknown => {
  if (verdict.is !== 'accept') throw new Error(`not accepted: ${JSON.stringify(verdict)}`)
  return verdict.body
}
