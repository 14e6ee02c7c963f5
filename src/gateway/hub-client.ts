import type { Account, Health } from '../contract/adapter.ts'
import type { Hello, Next, WireResult } from '../desk/gateways/protocol.ts'
import type { InboundEvent } from '../model/events.ts'

/** The hub did not do what it was asked. `status` 0: it could not be reached. */
export class HubFault extends Error {
  override readonly name = 'HubFault'
  readonly status: number

  constructor(status: number, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.status = status
  }
}

/** The hub, as a gateway sees it. Every call rejects with `HubFault`. */
export interface HubClient {
  hello(instance: string): Promise<Hello>
  /** Resolves when the hub has them for good. */
  events(events: InboundEvent[]): Promise<void>
  next(have: string[], waitMs: number): Promise<Next>
  result(result: WireResult): Promise<void>
  health(health: Health, account?: Account): Promise<void>
  download(file: string): Promise<Blob>
  upload(file: string, body: Uint8Array<ArrayBuffer>, mime: string): Promise<void>
  giveUp(file: string): Promise<void>
}

const DEADLINE_MS = 30_000

export function createHubClient({ hub, key }: { hub: string; key: string }, stop: AbortSignal): HubClient {
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
    const { title } = (await response.json().catch(() => ({}))) as { title?: string }
    throw new HubFault(response.status, title ?? `The hub answered ${response.status}.`)
  }
  const post = (path: string, body: unknown, waitMs = 0): Promise<Response> =>
    call('POST', path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }, waitMs)
  const done = async (response: Promise<Response>): Promise<void> => {
    await (await response).body?.cancel()
  }

  return {
    hello: async (instance) => (await (await post('hello', { instance })).json()) as Hello,
    events: (events) => done(post('events', { events })),
    next: async (have, waitMs) => (await (await post('next', { have, waitMs }, waitMs)).json()) as Next,
    result: (result) => done(post('results', result)),
    health: (health, account) => done(post('health', { health, ...(account && { account }) })),
    download: async (file) => (await call('GET', `files/${file}`)).blob(),
    upload: (file, body, mime) => done(call('PUT', `files/${file}`, { body, headers: { 'content-type': mime } })),
    giveUp: (file) => done(call('DELETE', `files/${file}`)),
  }
}
