import { z } from 'zod'
import type { Adapter, Ctx, FaultCode, ManualStep, PollHint } from '../../src/contract/adapter.ts'
import type { Manifest } from '../../src/contract/manifest.ts'
import { AdapterFault } from '../../src/contract/adapter.ts'
import type { InboundEvent, ThreadRef } from '../../src/model/events.ts'
import type { Surface } from '../../src/model/surface.ts'
import type { NewGrant } from '../../src/model/windows.ts'
import { signature } from './sign.ts'

const credentials = z.object({ base: z.url(), token: z.string().min(1), secret: z.string().min(8) })
export type TestCredentials = z.infer<typeof credentials>

export interface TestAdapterOptions {
  kind?: string
  /** What differs on all surfaces: windows, buckets, `dedupes`, buttons … */
  surface?: Partial<Surface>
  /** Default: all three. */
  surfaces?: ('dm' | 'group' | 'comment')[]
  /** What `install` leaves to the admin. */
  steps?: ManualStep[]
  maxBody?: number
  /** The platform is asked for its news, so often (ms). */
  pollEvery?: number
  /** The platform has sessions: ending one allows a last word within 20 s. */
  sessions?: boolean
  /** What differs altogether. */
  more?: Partial<Adapter<TestCredentials>>
}

const PLAIN: Surface = {
  text: { max: 100, unit: 'utf16', format: 'plain' },
  media: { image: { maxBytes: 1_000_000, mimes: ['image/*'], caption: 50 }, file: { maxBytes: 1_000_000, mimes: ['*/*'], caption: 0 } },
  dedupes: false,
  rate: [],
  windows: [],
}

/** An adapter for the platform of `platform.ts`, written to the contract: the desk cannot tell it from a real one. */
export function createTestAdapter(options: TestAdapterOptions = {}): Adapter<TestCredentials> {
  const surface = { ...PLAIN, ...options.surface }
  const manifest: Manifest<TestCredentials> = {
    kind: options.kind ?? 'test',
    label: { en: 'Test', zh: '测试' },
    runtime: 'edge',
    official: true,
    docs: 'https://example.org/test',
    credentials,
    fields: [
      { name: 'base', kind: 'text', label: { en: 'Address', zh: '地址' } },
      { name: 'token', kind: 'secret', label: { en: 'Token', zh: '令牌' } },
      { name: 'secret', kind: 'secret', label: { en: 'Webhook secret', zh: '回调密钥' } },
    ],
    surfaces: Object.fromEntries((options.surfaces ?? ['dm', 'group', 'comment']).map((kind) => [kind, surface])),
    ...(options.maxBody === undefined ? {} : { maxBody: options.maxBody }),
  }
  return {
    manifest,
    webhook: {
      async verify({ method, url, headers, body }, ctx) {
        const challenge = new URL(url).searchParams.get('challenge')
        if (method === 'GET' && challenge !== null) return { is: 'challenge', response: new Response(challenge) }
        if (headers.get('x-test-signature') !== (await signature(ctx.credentials.secret, body))) return { is: 'reject', status: 401 }
        try {
          return { is: 'accept', body: JSON.parse(new TextDecoder().decode(body)) as unknown }
        } catch {
          return { is: 'reject', status: 400 }
        }
      },
      parse: (body, { now }) => {
        const events: unknown = (body as { events?: unknown } | null)?.events
        return (Array.isArray(events) ? events : []).map((event: unknown) => readEvent(event, now()))
      },
      ack: (outcome) => Response.json({ outcome }),
    },
    setup: {
      async check(ctx) {
        const { id, name } = await call(ctx, '/me')
        return { externalId: String(id), name: String(name), username: 'test', extra: { plan: 'free' } }
      },
      async install(ctx, hookUrl) {
        await call(ctx, '/hook', { url: hookUrl, secret: ctx.hookSecret })
        return options.steps ?? 'done'
      },
      async remove(ctx) {
        await call(ctx, '/hook', { url: '', secret: '' })
      },
      async probe(ctx) {
        await call(ctx, '/me')
        return { state: 'ok' }
      },
    },
    async send(ctx, { key, thread, body, replyTo, grant, open }) {
      if (body.type === 'media') await (await open(body.file)).arrayBuffer()
      const { id, pending } = await call(ctx, '/send', { key, to: thread.externalId, route: thread.route, body, replyTo, grant })
      if (typeof id !== 'string') throw new AdapterFault('platform', 'the answer names no message', { certain: false })
      return { externalId: id, state: pending === true ? 'pending' : 'sent' }
    },
    media: {
      async open(ctx, ref) {
        const response = await fetched(ctx, `/media/${encodeURIComponent(ref)}`)
        if (!response.ok) throw refused(response.status, {})
        return response
      },
    },
    ...(options.pollEvery !== undefined && {
      poll: {
        everyMs: options.pollEvery,
        async poll(ctx: Ctx<TestCredentials>, cursor: string | null, hint?: PollHint) {
          const page = await call(ctx, '/news', { cursor, hint })
          return page as { events: InboundEvent[]; cursor: string; more: boolean }
        },
      },
    }),
    ...(options.sessions && {
      async close(ctx: Ctx<TestCredentials>, thread: ThreadRef) {
        await call(ctx, '/end', { to: thread.externalId })
        const opensAt = ctx.now()
        return [{ lane: 'event', anchor: 'end-code', opensAt, expiresAt: opensAt + 20_000, remaining: 1 }] satisfies NewGrant[]
      },
    }),
    async recall(ctx, _thread, id) {
      await call(ctx, '/recall', { id })
    },
    async answerPress(ctx, answer) {
      await call(ctx, '/press', { answer })
    },
    ...options.more,
  }
}

/** What cannot be read becomes a message that says so. */
function readEvent(value: unknown, now: number): InboundEvent {
  const event = value as InboundEvent | null
  if (typeof event === 'object' && event !== null && typeof event.type === 'string' && typeof event.thread?.externalId === 'string')
    return event
  const text = JSON.stringify(value)
  return {
    type: 'message',
    dedupeKey: `unreadable:${text.slice(0, 150)}`,
    at: now,
    surface: 'dm',
    thread: { externalId: 'unreadable' },
    sender: null,
    content: [{ type: 'unsupported', kind: 'unreadable', summary: text.slice(0, 100) }],
  }
}

async function fetched({ fetch, credentials: { base, token } }: Ctx<TestCredentials>, path: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  try {
    return await fetch(`${base}${path}`, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers })
  } catch (cause) {
    const { sent } = cause as { sent?: boolean }
    throw new AdapterFault('network', 'the platform could not be reached', { certain: sent === false, cause })
  }
}

async function call(ctx: Ctx<TestCredentials>, path: string, body?: object): Promise<{ [key: string]: unknown }> {
  const response = await fetched(ctx, path, body)
  const words = (await response.json().catch(() => null)) as { [key: string]: unknown } | null
  if (!response.ok) throw refused(response.status, words ?? {})
  if (!words) throw new AdapterFault('platform', 'the answer cannot be read', { certain: false })
  return words
}

const CODES: Record<number, FaultCode> = {
  401: 'auth',
  403: 'blocked',
  404: 'gone',
  409: 'gone',
  410: 'window',
  422: 'content',
  429: 'rate',
}

/** 500 and 504: it may have been carried out all the same. */
function refused(status: number, { retryAfterMs, movedTo, error }: { [key: string]: unknown }): AdapterFault {
  return new AdapterFault(CODES[status] ?? 'platform', String(error ?? status), {
    certain: status !== 500 && status !== 504,
    platformCode: String(status),
    ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
    ...(typeof movedTo === 'string' ? { movedTo } : {}),
  })
}
