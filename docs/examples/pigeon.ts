/**
 * A whole channel in one file: `Pigeon`, a platform that does not exist. It signs webhooks with HMAC-SHA-256, delivers messages and
 * button presses, takes texts with buttons and files, and lets a business answer for a day.
 */
import { z } from 'zod'
import type { EventOf, InboundEvent } from '../../src/model/events.ts'
import { type Adapter, AdapterFault, type Ctx, type FaultCode, type Outgoing } from '../../src/contract/adapter.ts'
import type { Manifest } from '../../src/contract/manifest.ts'
import { equalText } from '../../src/contract/equal.ts'
import { brokenFault, strangeFault } from '../../src/contract/faults.ts'
import { given, object, text } from '../../src/contract/read.ts'

const DAY = 86_400_000
const FRESH_MS = 5 * 60_000
const API = 'https://api.pigeon.example'

const credentials = z.strictObject({ token: z.string().min(8).max(200), secret: z.string().min(8).max(200) })
type Credentials = z.infer<typeof credentials>

// 1. What the platform is and allows: data that planning, pacing, the console and the tests read.
const manifest: Manifest<Credentials> = {
  kind: 'pigeon',
  label: { en: 'Pigeon', zh: '信鸽' },
  runtime: 'edge',
  official: true,
  docs: 'https://pigeon.example/developers',
  credentials,
  fields: [
    { name: 'token', kind: 'secret', label: { en: 'Token', zh: '令牌' } },
    { name: 'secret', kind: 'secret', label: { en: 'Webhook secret', zh: '回调密钥' } },
  ],
  surfaces: {
    dm: {
      text: { max: 500, unit: 'codepoint', format: 'plain' },
      // Unverified: the size; the platform's page says "about 5 MB".
      media: { image: { maxBytes: 5_000_000, mimes: ['image/png', 'image/jpeg'], caption: 0 } },
      buttons: { rows: 3, perRow: 1, label: 20, data: 64 },
      dedupes: true, // `Idempotency-Key`: the same key again answers with the first message.
      rate: [{ scope: 'account', per: 1000, count: 20 }],
      windows: [{ lane: 'service', opens: ['message', 'press'], ttlMs: DAY, count: 'unlimited', anchor: 'thread' }],
    },
  },
}

// 2. Who may speak, and what was said. `verify` trusts nothing; `parse` never throws and never waits.
const encoder = new TextEncoder()
const utf8 = new TextDecoder('utf-8', { fatal: true })

async function hmac(secret: string, message: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(message)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The body as text and as JSON, or undefined where it is neither. */
function decode(bytes: Uint8Array): { words: string; value: unknown } | undefined {
  try {
    const words = utf8.decode(bytes)
    return { words, value: JSON.parse(words) as unknown }
  } catch {
    return undefined
  }
}

function parse(body: unknown, now: number): InboundEvent[] {
  const said = object<{ id: string; at: number; from: object; text: string; press: string }>(body)
  const from = object<{ id: string; name: string }>(said?.from)
  const [id, who] = [text(said?.id), text(from?.id)]
  if (!said || !id || !who || id.length > 200) return []
  const base = {
    dedupeKey: id,
    at: Number.isSafeInteger(said.at) ? Math.max(0, Number(said.at)) : now,
    surface: 'dm' as const,
    thread: { externalId: who },
    sender: given<{ externalId: string; name?: string }>({ externalId: who, name: text(from?.name) }),
  }
  const data = text(said.press)
  if (data) return [{ ...base, type: 'press', data }]
  const words = text(said.text)
  const part = words ? { type: 'text' as const, text: words } : { type: 'unsupported' as const, kind: 'pigeon', summary: 'Something else' }
  return [{ ...base, type: 'message', externalId: id, content: [part] } satisfies EventOf<'message'>]
}

// 3. One platform call. Every failure is an `AdapterFault` that says whether it is certain that nothing was done.
const CODES: { [status: number]: FaultCode } = { 400: 'content', 401: 'auth', 403: 'blocked', 404: 'gone', 410: 'window', 429: 'rate' }

async function call(ctx: Ctx<Credentials>, path: string, init: RequestInit = {}): Promise<{ [key: string]: unknown }> {
  const headers = { authorization: `Bearer ${ctx.credentials.token}`, ...(init.headers as Record<string, string> | undefined) }
  const asked = ctx.fetch(`${API}${path}`, { ...init, headers })
  const [response, bytes] = await asked
    .then(async (response) => [response, new Uint8Array(await response.arrayBuffer())] as const)
    .catch((error: unknown) => Promise.reject(brokenFault('Pigeon', error)))
  const answer = object<{ [key: string]: unknown }>(decode(bytes)?.value)
  const [status, wait] = [response.status, response.headers.get('retry-after')]
  if (!answer) throw strangeFault('Pigeon', status)
  if (response.ok) return answer
  throw new AdapterFault(CODES[status] ?? 'platform', `Pigeon refused the call (${status}).`, {
    certain: status < 500,
    platformCode: String(status),
    ...(wait !== null && { retryAfterMs: Number(wait) * 1000, account: true }),
  })
}

async function send(ctx: Ctx<Credentials>, { key, thread, body, open }: Outgoing) {
  const form = new FormData()
  form.set('to', thread.externalId)
  if (body.type === 'text') form.set('text', body.text)
  if (body.type === 'text' && body.buttons) form.set('buttons', JSON.stringify(body.buttons.flat()))
  if (body.type === 'media') form.set('file', await open(body.file), body.name ?? body.as)
  const { id } = await call(ctx, '/messages', { method: 'POST', body: form, headers: { 'idempotency-key': key } })
  return { ...(typeof id === 'string' && { externalId: id }), state: 'sent' as const }
}

export const pigeon: Adapter<Credentials> = {
  manifest,
  webhook: {
    async verify({ headers, body }, ctx) {
      const [at, signature, decoded] = [headers.get('x-pigeon-time') ?? '', headers.get('x-pigeon-signature') ?? '', decode(body)]
      if (!decoded) return { is: 'reject', status: 400 }
      if (!equalText(signature, await hmac(ctx.credentials.secret, `${at}.${decoded.words}`))) return { is: 'reject', status: 401 }
      return Math.abs(ctx.now() - Number(at)) > FRESH_MS ? { is: 'reject', status: 403 } : { is: 'accept', body: decoded.value }
    },
    parse: (body, { now }) => parse(body, now()),
    ack: () => new Response(null, { status: 204 }),
  },
  // 4. Setting up: who are we, where shall it call, is all still well.
  setup: {
    async check(ctx) {
      const { id, name } = await call(ctx, '/me')
      return { externalId: String(id), name: String(name) }
    },
    async install(ctx, hookUrl) {
      await call(ctx, '/webhook', { method: 'PUT', body: JSON.stringify({ url: hookUrl }) })
      return 'done'
    },
    async remove(ctx) {
      await call(ctx, '/webhook', { method: 'DELETE' })
    },
    async probe(ctx, hookUrl) {
      try {
        const { url } = await call(ctx, '/webhook')
        return url === hookUrl ? { state: 'ok' } : { state: 'broken', code: 'webhook-elsewhere' }
      } catch (error) {
        const auth = error instanceof AdapterFault && error.code === 'auth'
        return auth ? { state: 'broken', code: 'auth' } : { state: 'warn', code: 'unreachable' }
      }
    },
  },
  send,
}
