import type { InboundEvent, Json, SurfaceKind, ThreadRef } from '../model/events.ts'
import type { SegmentBody } from '../model/outgoing.ts'
import type { NewGrant } from '../model/windows.ts'
import type { Label, Manifest } from './manifest.ts'

/** What one account of a kind may be without. */
export const ABILITIES = ['buttons', 'typing', 'recall', 'location'] as const

/** Who the credentials are, as the platform says. */
export interface Account {
  externalId: string
  name: string
  username?: string
  /** What this account may not do, though others of its kind may. */
  lacks?: (typeof ABILITIES)[number][]
  extra?: { [key: string]: Json }
}

export interface Health {
  state: 'ok' | 'warn' | 'broken'
  /** What is wrong; stable, the console has the words and the advice. */
  code?: string
  /** The platform's own words. */
  text?: string
  /** What the admin has to scan with the phone, as the text of a QR code. */
  qr?: string
}

export interface Cache {
  /**
   * The value under `key`, or what `make` returns, kept for `ttlMs`. Calls at the same time share one `make`. `refused`: a value
   * that the platform does not take any more; another is made, unless somebody has done so already.
   */
  get(key: string, make: () => Promise<{ value: string; ttlMs: number }>, refused?: string): Promise<string>
  drop(key: string): Promise<void>
  /** What was kept under `key`, or null. */
  read(key: string): Promise<string | null>
  /** Keeps it until the credentials change; durable when it resolves. For what cannot be asked for again: a refresh token that rotates. */
  keep(key: string, value: string): Promise<void>
}

/** What a call of an adapter may use. Made for each call: adapters keep no state and read no environment. */
export interface Ctx<C = unknown> {
  channelId: string
  credentials: C
  /** Null until `setup.check` has passed. */
  account: Account | null
  settings: { [key: string]: Json }
  /** Ours, random, per channel, `[A-Za-z0-9_-]{43}`: for platforms that let us choose a webhook secret. */
  hookSecret: string
  /** Those before it that still count, for a while after an admin has replaced them. See `hookSecrets`. */
  formerHookSecrets?: readonly string[]
  /** The one way out, with a deadline for the head and for each piece of the body: no timer of the adapter's is needed. Rejects with `EgressFault`. */
  fetch: (request: Request | string | URL, init?: RequestInit) => Promise<Response>
  now: () => number
  cache: Cache
  trace: (event: string, data?: { [key: string]: Json }) => void
  /** What `stream.open` returned; absent where there is no stream, or it is not up. */
  connection?: Connection
}

export interface RawRequest {
  method: string
  /** Whole, with the query. */
  url: string
  headers: Pick<Headers, 'get'>
  /** At most `manifest.maxBody`. */
  body: Uint8Array<ArrayBuffer>
}

export type Verdict =
  | { is: 'reject'; status: 400 | 401 | 403 }
  | { is: 'challenge'; response: Response }
  /** `ring`: the platform has news. `account`: whose, by its `externalId`, where they are not this channel's: one address may serve several. */
  | { is: 'accept'; body: unknown; ring?: PollHint; account?: string }

export type PollHint = { [key: string]: Json }

/** What became of a webhook call, for `ack`. */
export type Outcome = 'stored' | 'duplicate' | 'ignored'

export interface Webhook<C = unknown> {
  /** Raw bytes, constant time, freshness where there is a timestamp. Nothing is read before it accepts. */
  verify(request: RawRequest, ctx: Ctx<C>): Promise<Verdict>
  /** Pure, synchronous and total: what it cannot read becomes a message with an `unsupported` part. */
  parse(body: unknown, ctx: Pick<Ctx<C>, 'account' | 'settings' | 'channelId' | 'now'>): InboundEvent[]
  /** The answer in the platform's own form, the same for the same outcome; only sent after the commit. */
  ack(outcome: Outcome): Response
}

export interface Poll<C = unknown> {
  /** Also without a ring, in milliseconds. */
  everyMs: number
  /**
   * What happened since `cursor` (null: the first time). The new cursor is stored in the transaction that stores the events.
   * `more`: ask again at once. Throws `AdapterFault`; then the cursor stays where it was.
   */
  poll(ctx: Ctx<C>, cursor: string | null, hint?: PollHint): Promise<{ events: InboundEvent[]; cursor: string; more: boolean }>
}

/** A connection that is held open. */
export interface Connection {
  close(): Promise<void>
}

export interface StreamLink {
  /** Resolves after the commit; rejects when nobody has it. */
  sink(events: InboundEvent[]): Promise<void>
  /** How the connection is, and who is at its other end as soon as that is known. */
  report(health: Health, account?: Account): void
}

export interface Stream<C = unknown> {
  /**
   * Connects and resolves: from then on `send`, `media` and the others find the connection in `ctx.connection`. Losing the
   * connection is the adapter's to repair and to report; a rejection is tried again with back-off.
   */
  open(ctx: Ctx<C>, link: StreamLink): Promise<Connection>
}

/** Something that only a person can do, on the platform's pages or elsewhere. */
export interface ManualStep {
  /** No other step of the channel has the same. */
  code: string
  text: Label
  /** Something to copy: an address, a token. */
  value?: string
  /** The value is a secret: it is shown when the step is told, and not kept with the channel. */
  once?: true
  /** What shows that it is done: the platform calls, an event comes in, or whoever holds the connection is there. Otherwise an admin says so. */
  proof?: 'call' | 'event' | 'probe'
}

export interface Setup<C = unknown> {
  /** Who are these credentials? Throws `AdapterFault('auth')`. */
  check(ctx: Ctx<C>): Promise<Account>
  /** Registers the webhook, or says what the admin must click. */
  install(ctx: Ctx<C>, hookUrl: string): Promise<'done' | ManualStep[]>
  remove(ctx: Ctx<C>): Promise<void>
  probe(ctx: Ctx<C>, hookUrl: string): Promise<Health>
}

export interface Outgoing {
  /** The same for every try of this segment. */
  key: string
  surface: SurfaceKind
  thread: ThreadRef
  body: SegmentBody
  /** `externalId` of the message it answers. */
  replyTo?: string
  grant?: { lane: string; anchor: string; seq: number }
  /** The stored bytes of a file that the body names. */
  open(file: string): Promise<Blob>
}

export interface Sent {
  externalId?: string
  /** `pending`: accepted, the platform will report later. */
  state: 'sent' | 'pending'
  /** What the platform says is left of the account's limit for this surface: the next sends wait for `resetAt` (ms) when nothing is. */
  left?: { count: number; resetAt: number }
}

export interface Adapter<C = unknown> {
  manifest: Manifest<C>
  webhook?: Webhook<C>
  poll?: Poll<C>
  stream?: Stream<C>
  setup: Setup<C>
  /** Exactly one platform call's worth. Throws `AdapterFault`. */
  send(ctx: Ctx<C>, out: Outgoing): Promise<Sent>
  media?: {
    /** The bytes behind the `ref` of an inbound medium. */
    open(ctx: Ctx<C>, ref: string): Promise<Response>
  }
  /** `grant`: where the surface says that a sign of typing costs a reply. */
  typing?(ctx: Ctx<C>, thread: ThreadRef, grant?: Outgoing['grant']): Promise<void>
  /** Takes one of our own messages back. */
  recall?(ctx: Ctx<C>, thread: ThreadRef, externalId: string): Promise<void>
  /** Our side of the conversation has ended. What the platform allows for a last word comes back. */
  close?(ctx: Ctx<C>, thread: ThreadRef): Promise<NewGrant[]>
  /** Tells the platform that a button press was seen. */
  answerPress?(ctx: Ctx<C>, answer: string): Promise<void>
}

export const FAULT_CODES = ['auth', 'window', 'rate', 'content', 'blocked', 'gone', 'network', 'platform'] as const
export type FaultCode = (typeof FAULT_CODES)[number]

/** Why a platform call failed. `certain: false`: it may have been carried out all the same. */
export class AdapterFault extends Error {
  override readonly name = 'AdapterFault'
  readonly code: FaultCode
  readonly certain: boolean
  readonly retryAfterMs: number | undefined
  readonly platformCode: string | undefined
  /** The thread's new id, where the platform says that it moved. */
  readonly movedTo: string | undefined
  /** With `retryAfterMs`: the whole account has to wait on this surface, not this thread alone. */
  readonly account: boolean
  /** The message's id, where we choose it: what is reported of it later is known by that, though no answer came. */
  readonly externalId: string | undefined

  constructor(
    code: FaultCode,
    message: string,
    options: {
      certain: boolean
      retryAfterMs?: number
      platformCode?: string
      movedTo?: string
      account?: boolean
      externalId?: string
      cause?: unknown
    },
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.certain = options.certain
    this.retryAfterMs = options.retryAfterMs
    this.platformCode = options.platformCode
    this.movedTo = options.movedTo
    this.account = options.account ?? false
    this.externalId = options.externalId
  }
}
