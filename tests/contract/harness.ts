import type { Account, Connection, Ctx, FaultCode, RawRequest } from '../../src/contract/adapter.ts'
import type { InboundEvent, Json, SurfaceKind, ThreadRef } from '../../src/model/events.ts'

/** The platform's own words, and what they mean. Several events where the platform sends several at once. */
export interface Fixture {
  name: string
  body: Json
  settings?: { [key: string]: Json }
  events: InboundEvent[]
}

/** How the platform refuses a call, and how that has to be told. */
export interface FaultCase {
  name: string
  /** The next call that this play gets fails so. */
  arrange: () => void
  code: FaultCode
  certain: boolean
  retryAfterMs?: number
  movedTo?: string
}

/** A platform that plays along, for one test. */
export interface Play {
  /** Leads every call to it. */
  fetch: Ctx['fetch']
  /** Every text and caption that it was given to deliver, in order. */
  delivered: () => string[]
  faults: FaultCase[]
  /** The access token that it gave out last is refused from now on. Absent: there are none. */
  expireToken?: () => void
  /** What it answers the next time when it is asked for news; then there is none. For channels that are polled. */
  news?: (body: Json) => void
  /** What `stream.open` returned, and the platform at its other end: says something, and resolves to what became of it. */
  connection?: Connection
  feed?: (body: Json, settings?: { [key: string]: Json }) => Promise<InboundEvent[]>
  stop: () => Promise<void>
}

export interface Harness<C> {
  credentials: C
  /** Where an account may sign in in several ways: good credentials of the other kinds. */
  otherCredentials?: C[]
  /** Must be refused before they are ever used. */
  badCredentials: unknown[]
  account: Account
  /** What must never be read in a log or an error. */
  secrets: string[]
  /** A thread to write to on each surface. */
  threads: Partial<Record<SurfaceKind, ThreadRef>>
  /** A genuine call of the webhook, as the platform makes it. */
  request: (body: Uint8Array<ArrayBuffer>) => Promise<RawRequest>
  /** Calls that are not from the platform. */
  forged: (body: Uint8Array<ArrayBuffer>) => Promise<{ name: string; request: RawRequest }[]>
  fixtures: Fixture[]
  /** What the platform answers when it is polled, and the events it becomes. */
  polled?: Fixture[]
  /** The cursor that polling goes on from. Absent: what the platform has is brought in the first time too. */
  pollFrom?: string
  /** What the platform says over a connection, and the events it becomes. */
  streamed?: Fixture[]
  /** Absent: the channel calls nobody. */
  play?: () => Promise<Play>
}

export const NOW = Date.UTC(2026, 10, 20, 9, 30)
export const HOOK_SECRET = 'k3x0mT6Wc2l7bq9fUeYhRjZsVnPaDg1oLi5ItMEXwuQ'
export const HOOK_URL = 'https://hub.example/hooks/c1'

/** A call's context. `lines` collects what it logs. */
export function contextOf<C>(
  harness: Harness<C>,
  options: { fetch?: Ctx['fetch']; connection?: Connection; settings?: { [key: string]: Json }; lines?: unknown[] } = {},
): Ctx<C> {
  return {
    channelId: 'c1',
    credentials: harness.credentials,
    account: harness.account,
    settings: options.settings ?? {},
    hookSecret: HOOK_SECRET,
    fetch: options.fetch ?? (() => Promise.reject(new Error('nobody is there'))),
    now: () => NOW,
    cache: memoryCache(),
    trace: (event, data) => void options.lines?.push([event, data]),
    ...(options.connection && { connection: options.connection }),
  }
}

/** A cache that forgets with the context, and lets nothing run out. */
export function memoryCache(): Ctx['cache'] {
  const values = new Map<string, string>()
  const flights = new Map<string, Promise<{ value: string }>>()
  return {
    async get(key, make, refused) {
      const known = values.get(key)
      if (known !== undefined && known !== refused) return known
      const flight = flights.get(key) ?? make().finally(() => flights.delete(key))
      flights.set(key, flight)
      const { value } = await flight
      values.set(key, value)
      return value
    },
    drop: async (key) => void values.delete(key),
    read: async (key) => values.get(`kept ${key}`) ?? null,
    keep: async (key, value) => void values.set(`kept ${key}`, value),
  }
}

export const bytesOf = (value: unknown): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)))
