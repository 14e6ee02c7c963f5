import type { Entry } from '../../journal.ts'
import type { App, World } from '../world.ts'
import { callHook, type HookAnswer } from './call.ts'
import { sign } from './sign.ts'

/** One event on its way to a webhook. */
export interface Delivery {
  /** The kind of event, for the journal. */
  what: string
  account: string
  body: string
  /** Events of the same lane set out in order; a repeated attempt holds up none. */
  lane: string
  received?: () => void
}

/** With the fault `shuffle`, how long a single event waits for a newer one to overtake it. */
const shuffleWait = 1000

/** A registered webhook: its checks, its deliveries, and what it was to receive. */
export class Hook {
  readonly id: string
  readonly url: string
  readonly createdAt: number
  valid = true
  /** A replay is under way. */
  replaying = false
  #validatedAt: number
  readonly #connectTo: URL
  readonly #app: App
  readonly #world: World
  readonly #lanes = new Map<string, Promise<void>>()
  readonly #timers = new Set<() => void>()
  readonly #log: { at: number; delivery: Delivery }[] = []
  #held: Delivery[] = []
  #open = 0
  #idle: (() => void)[] = []
  #stopped = false

  constructor(world: World, app: App, id: string, url: string, connectTo: URL) {
    this.id = id
    this.url = url
    this.createdAt = world.now()
    this.#validatedAt = this.createdAt
    this.#connectTo = connectTo
    this.#app = app
    this.#world = world
    this.#scheduleCheck()
  }

  view(): Record<string, unknown> {
    return { id: this.id, url: this.url, valid: this.valid, created_at: new Date(this.createdAt).toISOString() }
  }

  stop(): void {
    this.#stopped = true
    for (const cancel of this.#timers) cancel()
    for (const resolve of this.#idle.splice(0)) resolve()
  }

  /** Resolves when nothing is under way. What is to be repeated later is not waited for. */
  async quiet(): Promise<void> {
    while (this.#open > 0 && !this.#stopped) await new Promise<void>((resolve) => void this.#idle.push(resolve))
  }

  /**
   * Asks the webhook to prove itself (Challenge-Response Check). A wrong token, a redirect or an untrusted connection makes it invalid at
   * once; other errors when it has not proved itself for `crc.invalid`.
   */
  async check(): Promise<boolean> {
    const token = Buffer.from(this.#world.key(38)).toString('base64')
    const url = new URL(this.#connectTo)
    url.searchParams.set('crc_token', token)
    const answer = await this.#ask(url, { method: 'GET' }, { what: 'crc', request: { crc_token: token } })
    const { status } = answer
    const ok = typeof status === 'number' && status >= 200 && status < 300 && tokenIn(answer) === sign(this.#app.consumerSecret, token)
    const now = this.#world.now()
    const wrong = answer.ssl || (typeof status === 'number' && status < 400)
    if (ok) this.#validatedAt = now
    if (ok) this.valid = true
    else if (wrong || now - this.#validatedAt > this.#world.options.crc.invalid) this.valid = false
    return ok
  }

  deliver(delivery: Delivery): void {
    const now = this.#world.now()
    this.#log.push({ at: now, delivery })
    while (this.#log[0] !== undefined && this.#log[0].at <= now - this.#world.options.replay.oldest) this.#log.shift()
    if (this.#world.faults.now.hooks.shuffle) this.#hold(delivery)
    else this.#start(delivery)
  }

  /** Delivers again what was to be delivered from `from` up to but not including `to`, then says so. */
  replay(job: string, from: number, to: number): void {
    this.replaying = true
    const again = this.#log.filter(({ at }) => at >= from && at < to)
    void this.#counted(async () => {
      const outcomes = await Promise.all(again.map(({ delivery }) => this.#attempt(delivery, Infinity)))
      const complete = outcomes.every(Boolean)
      const status = {
        webhook_id: this.id,
        job_state: complete ? 'Complete' : 'Incomplete',
        job_state_description: complete ? 'Job completed successfully' : 'Job failed to deliver all events, please retry your replay job',
        job_id: job,
      }
      this.replaying = false
      this.#start({ what: 'replay_job_status', account: '', body: JSON.stringify({ replay_job_status: status }), lane: job })
    })
  }

  #start(delivery: Delivery): void {
    const before = this.#lanes.get(delivery.lane) ?? Promise.resolve()
    const done = this.#counted(() => before.then(() => this.#attempt(delivery, 0))).then(() => {
      if (this.#lanes.get(delivery.lane) === done) this.#lanes.delete(delivery.lane)
    })
    this.#lanes.set(delivery.lane, done)
  }

  #hold(delivery: Delivery): void {
    this.#held.push(delivery)
    const release = (): void => {
      for (const one of this.#held.splice(0).toReversed()) this.#start(one)
    }
    if (this.#held.length > 1) release()
    else this.#later(shuffleWait, release)
  }

  /** `nth`: how often it has been tried; infinite for a replay, which is not repeated. Returns whether it was received. */
  async #attempt(delivery: Delivery, nth: number): Promise<boolean> {
    if (!this.valid || this.#stopped) return false
    const { secret, copies } = this.#world.faults.now.hooks
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (secret !== 'missing') {
      const key = secret === 'wrong' ? `${this.#app.consumerSecret}x` : this.#app.consumerSecret
      headers['x-twitter-webhooks-signature'] = sign(key, delivery.body)
    }
    const init = { method: 'POST', headers, body: delivery.body }
    const retryIn = this.#world.options.retries[nth] ?? null
    const { what, account } = delivery
    const entry = { what, account, request: JSON.parse(delivery.body) as unknown, attempt: Number.isFinite(nth) ? nth + 1 : 1 }
    const answers = await Promise.all(Array.from({ length: copies }, () => this.#ask(this.#connectTo, init, entry, retryIn)))
    const received = answers[0]?.status === 200
    if (received) delivery.received?.()
    else if (retryIn !== null) this.#later(retryIn, () => void this.#counted(() => this.#attempt(delivery, nth + 1)))
    return received
  }

  async #ask(url: URL, init: RequestInit, entry: Pick<Entry, 'what'> & Partial<Entry>, retryIn?: number | null): Promise<HookAnswer> {
    const at = this.#world.now()
    const started = performance.now()
    const answer = await callHook(url, init, this.#world.options.answerWithin, this.#world.kit.clock)
    this.#world.kit.journal.add({
      ...entry,
      at,
      platform: 'x',
      way: 'hook',
      status: answer.status,
      response: answer.body,
      ms: Math.round(performance.now() - started),
      ...(retryIn === undefined || answer.status === 200 ? {} : { retryIn }),
    })
    return answer
  }

  #scheduleCheck(): void {
    const { every, after } = this.#world.options.crc
    this.#later(every, () => {
      if (this.#world.now() - this.#validatedAt >= after) void this.#counted(() => this.check())
      this.#scheduleCheck()
    })
  }

  #later(ms: number, run: () => void): void {
    const cancel = this.#world.kit.clock.after(ms, () => {
      this.#timers.delete(cancel)
      run()
    })
    this.#timers.add(cancel)
  }

  async #counted<T>(run: () => Promise<T>): Promise<T> {
    this.#open++
    try {
      return await run()
    } finally {
      this.#open--
      if (this.#open === 0) for (const resolve of this.#idle.splice(0)) resolve()
    }
  }
}

function tokenIn({ body }: HookAnswer): unknown {
  try {
    return (JSON.parse(body) as { response_token?: unknown } | null)?.response_token
  } catch {
    return undefined
  }
}
