import type { Connection, Ctx, StreamLink } from '../../src/contract/adapter.ts'
import { notConnected, toldError, wordsOf } from './faults.ts'
import type { Credentials } from './manifest.ts'
import { readMessage } from './inbound.ts'
import { remember } from './memory.ts'
import { accountOf } from './people.ts'
import { type Pause, backoff, within } from './pause.ts'
import type { PuppetLike } from './puppet.ts'
import { type Listeners, runPuppet } from './session.ts'
import { Status } from './status.ts'
import { Unnamed } from './unnamed.ts'

export interface Making {
  /** A new puppet for each call: one that has been stopped is not used again. */
  puppet: (credentials: Credentials) => Promise<PuppetLike>
  /** Waits between attempts to connect and to hand over what was said. */
  pause: Pause
  /** How long a send waits for its message to come back, where the puppet does not tell its id (ms). */
  echoMs: number
}

/** A puppet may have to ask WeChat first. */
const READ_MS = 30_000
const READ_TRIES = 3
/** Further and further apart: the last one a quarter of an hour after the first. */
const SINK_TRIES = 20
/** When the first sign-in is later than what was said just before it, by a clock that is not ours. */
const SKEW_MS = 2 * 60_000

/** A personal account: one puppet at a time, a new one when that has stopped, until it is closed. */
export class WechatyConnection implements Connection {
  readonly status: Status
  readonly unnamed: Unnamed
  readonly #ctx: Ctx<Credentials>
  readonly #link: StreamLink
  readonly #making: Making
  readonly #stop = new AbortController()
  /** Groups in which somebody spoke to the account. */
  readonly #heard = new Set<string>()
  #puppet: PuppetLike | undefined
  #running: Promise<void> = Promise.resolve()
  /** What was said is handed over in order. */
  #queue: Promise<void> = Promise.resolve()
  #since: number | undefined
  /** Since somebody was signed in. */
  #failures = 0
  /** Offline, some puppets tell the same several times a second. */
  #lastError = ''

  private constructor(ctx: Ctx<Credentials>, link: StreamLink, making: Making) {
    this.#ctx = ctx
    this.#link = link
    this.#making = making
    this.status = new Status((health, account) => !this.#stop.signal.aborted && link.report(health, account), ctx.now)
    this.unnamed = new Unnamed(ctx.now, making.echoMs)
  }

  /** Rejects when there is no such puppet. That one runs, or anybody is signed in, is told by its reports. */
  static async open(ctx: Ctx<Credentials>, link: StreamLink, making: Making): Promise<WechatyConnection> {
    const connection = new WechatyConnection(ctx, link, making)
    try {
      const first = await making.puppet(ctx.credentials)
      connection.#running = connection.#run(first)
      return connection
    } catch (error) {
      connection.status.lost(wordsOf(error, ctx.credentials))
      throw error
    }
  }

  /** The puppet of the account. Throws `AdapterFault` while nobody is signed in. */
  get puppet(): PuppetLike {
    if (!this.#puppet || !this.status.signedIn) throw notConnected()
    return this.#puppet
  }

  async close(): Promise<void> {
    this.#stop.abort()
    await this.#running
    await this.#queue
  }

  async #run(first: PuppetLike): Promise<void> {
    const { signal } = this.#stop
    let next: PuppetLike | undefined = first
    while (!signal.aborted) {
      try {
        const puppet: PuppetLike = next ?? (await this.#making.puppet(this.#ctx.credentials))
        let over = false
        await remember(puppet.memory, this.#ctx.cache, () => over || signal.aborted)
        this.#puppet = puppet
        await runPuppet(puppet, { ...this.#listeners(puppet), stop: () => void (over = true) }, signal)
        this.status.lost('The puppet has stopped.')
      } catch (error) {
        this.status.lost(wordsOf(error, this.#ctx.credentials))
      }
      this.#puppet = next = undefined
      await this.#making.pause(backoff(this.#failures++), signal)
    }
  }

  #listeners(puppet: PuppetLike): Listeners {
    const { status } = this
    return {
      scan: (scan) => status.scan(scan),
      login: ({ contactId }) => {
        // What is said meanwhile waits until it is known to whom.
        const entered = this.#enter(puppet, contactId)
        this.#then(() => entered)
      },
      logout: ({ data }) => status.leave(data),
      message: ({ messageId }) => {
        status.alive(true)
        const me = currentUser(puppet)
        if (me) this.#then(() => this.#read(puppet, messageId, me))
      },
      error: (error) => {
        const words = wordsOf(toldError(error), this.#ctx.credentials)
        if (words !== this.#lastError) this.#ctx.trace('wechaty.error', { error: words })
        this.#lastError = words
        status.fail(words)
      },
      heartbeat: () => status.alive(false),
      ready: () => status.alive(true),
    }
  }

  async #enter(puppet: PuppetLike, contactId: string): Promise<void> {
    await this.#begin()
    const account = await accountOf(puppet, contactId)
    // Looking it up took time.
    if (this.#puppet !== puppet || currentUser(puppet) !== contactId) return
    this.#failures = 0
    this.status.enter(account)
  }

  /** When the channel was connected first: what is older was not said to us. */
  async #begin(): Promise<number> {
    if (this.#since !== undefined) return this.#since
    try {
      const kept = await this.#ctx.cache.read('since')
      const since = Number(kept ?? this.#ctx.now() - SKEW_MS)
      if (kept === null) await this.#ctx.cache.keep('since', String(since))
      return (this.#since = since)
    } catch {
      // Rather too much than too little.
      return 0
    }
  }

  #then(work: () => Promise<unknown>): void {
    this.#queue = this.#queue
      .then(() => (this.#stop.signal.aborted ? undefined : work()))
      .then(
        () => {},
        (error: unknown) => this.#ctx.trace('wechaty.unread', { error: wordsOf(error, this.#ctx.credentials) }),
      )
  }

  async #read(puppet: PuppetLike, messageId: string, me: string): Promise<void> {
    const { settings, now } = this.#ctx
    const { account } = this.status
    const payload = await this.#retry(READ_TRIES, () => within(READ_MS, puppet.messagePayload(messageId)))
    const event = await readMessage(messageId, payload, {
      puppet,
      account: account?.externalId === me ? account : { externalId: me, name: me },
      settings,
      now: now(),
      since: await this.#begin(),
      heard: this.#heard,
      unnamed: this.unnamed,
    })
    // Nobody brings it again: it is kept until somebody has it.
    if (event) await this.#retry(SINK_TRIES, () => this.#link.sink([event]))
  }

  async #retry<T>(tries: number, work: () => Promise<T>): Promise<T> {
    for (let failures = 0; ; failures++) {
      try {
        return await work()
      } catch (error) {
        if (failures + 1 >= tries || this.#stop.signal.aborted) throw error
        await this.#making.pause(backoff(failures), this.#stop.signal)
      }
    }
  }
}

/** Undefined while nobody is signed in. */
function currentUser(puppet: PuppetLike): string | undefined {
  try {
    return puppet.currentUserId
  } catch {
    return undefined
  }
}

/** Throws `AdapterFault` where the connection is held elsewhere or not open yet. */
export function connectionOf({ connection }: Pick<Ctx, 'connection'>): WechatyConnection {
  if (connection instanceof WechatyConnection) return connection
  throw notConnected()
}
