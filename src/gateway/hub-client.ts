import type { Account, Health } from '../contract/adapter.ts'
import { type Hello, MAX_BODY, type Next, type WireResult } from '../desk/gateways/protocol.ts'

/** The hub did not do what it was asked. `status` 0: it could not be reached. */
export class HubFault extends Error {
  override readonly name = 'HubFault'
  readonly status: number
  readonly code: string | undefined

  constructor(status: number, message: string, options: { cause?: unknown; code?: string | undefined } = {}) {
    super(message, options)
    this.status = status
    this.code = options.code
  }
}

const REFUSALS = [400, 413, 422]

/** The hub has read it and will not have it, now or later. */
export const isRefusal = (error: unknown): error is HubFault => error instanceof HubFault && REFUSALS.includes(error.status)

/** Nothing that this gateway asks will be answered any more: its key is worth nothing, or another one has taken its place. */
export const isOver = (error: unknown): error is HubFault =>
  error instanceof HubFault && (error.status === 401 || error.code === 'other-gateway')

/** The hub, as a gateway sees it. Every call rejects with `HubFault`. */
export interface HubClient {
  hello(): Promise<Hello>
  /** Each as JSON text. Resolves when the hub has them for good. */
  events(events: string[]): Promise<void>
  next(have: string[], waitMs: number): Promise<Next>
  result(result: WireResult): Promise<void>
  health(health: Health, account?: Account): Promise<void>
  download(file: string): Promise<Blob>
  upload(file: string, body: Uint8Array<ArrayBuffer>, mime: string): Promise<void>
  giveUp(file: string): Promise<void>
}

/** What the hub says of a refusal. */
interface Problem {
  title?: string
  code?: string
  fields?: { field: string; message: string }[]
}

const DEADLINE_MS = 30_000

export function createHubClient({ hub, key, instance }: { hub: string; key: string; instance: string }, stop: AbortSignal): HubClient {
  async function call(method: string, path: string, init: RequestInit = {}, waitMs = 0): Promise<Response> {
    const headers = { authorization: `Bearer ${key}`, ...(init.headers as Record<string, string> | undefined) }
    const signal = AbortSignal.any([stop, AbortSignal.timeout(DEADLINE_MS + waitMs)])
    let response: Response
    try {
      response = await fetch(`${hub}/api/gateway/${path}`, { ...init, method, headers, signal, redirect: 'error' })
    } catch (cause) {
      throw new HubFault(0, 'The hub cannot be reached.', { cause })
    }
    if (response.ok) return response
    const { title, code, fields = [] } = (await response.json().catch(() => ({}))) as Problem
    const wrong = fields.map(({ field, message }) => ` ${field}: ${message}`).join('')
    throw new HubFault(response.status, `${title ?? `The hub answered ${response.status}.`}${wrong}`.slice(0, 500), { code })
  }
  const send = (path: string, body: string, waitMs?: number): Promise<Response> =>
    call('POST', path, { body, headers: { 'content-type': 'application/json' } }, waitMs)
  const post = (path: string, body: unknown, waitMs?: number): Promise<Response> => send(path, JSON.stringify(body), waitMs)
  const done = async (response: Promise<Response>): Promise<void> => {
    await (await response).body?.cancel()
  }

  return {
    hello: async () => (await (await post('hello', { instance })).json()) as Hello,
    async events(events) {
      const body = `{"events":[${events.join()}]}`
      // The hub would hang up while it is told, which looks like a hub that is away.
      if (Buffer.byteLength(body) > MAX_BODY) throw new HubFault(413, 'It is larger than what the hub takes at once.')
      await done(send('events', body))
    },
    next: async (have, waitMs) => (await (await post('next', { instance, have, waitMs }, waitMs)).json()) as Next,
    result: (result) => done(post('results', { instance, ...result })),
    health: (health, account) => done(post('health', { health, ...(account && { account }) })),
    download: async (file) => (await call('GET', `files/${file}`)).blob(),
    upload: (file, body, mime) => done(call('PUT', `files/${file}`, { body, headers: { 'content-type': mime } })),
    giveUp: (file) => done(call('DELETE', `files/${file}`)),
  }
}
