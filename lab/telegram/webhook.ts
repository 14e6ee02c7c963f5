import type { FaultSwitches } from '../faults.ts'
import type { Kit } from '../emulator.ts'
import { HookConnections, HookFailure, type HookAnswer } from './hook-call.ts'
import { HookLanes, type Lane } from './hook-lanes.ts'
import type { Queued, UpdateQueue } from './updates.ts'

export interface HookSettings {
  url: string
  /** Where the lab really connects to; differs from `url` when that host is mapped. */
  connectTo: URL
  secret: string
  maxConnections: number
  ip: string
}

export interface HookOwner {
  name: string
  updates: UpdateQueue
  faults: FaultSwitches
  /** Performs the method call that an answer may contain; its result is not reported. */
  perform: (method: string, args: Record<string, unknown>) => Promise<void>
  /** The webhook was given up (HTTP 410 for 23 hours). */
  closed: () => void
}

const hours = 3600 * 1000
/** tdlib/telegram-bot-api, WebhookActor: MAX_RETRY_AFTER, WEBHOOK_MAX_RESEND_TIMEOUT, WEBHOOK_DROP_TIMEOUT. */
const maxRetryAfter = 3600
const resendCap = 60
const goneFor = 23 * hours

/** Delivers the updates of one bot to its webhook, with the schedule of the real server. */
export class Webhook {
  readonly settings: HookSettings
  lastError: { date: number; message: string } | undefined
  readonly #owner: HookOwner
  readonly #kit: Kit
  readonly #lanes: HookLanes
  readonly #connections: HookConnections
  #inFlight = 0
  #goneSince: number | undefined
  #cancelTimer: () => void = () => undefined
  #stopped = false
  #idle: (() => void)[] = []

  constructor(settings: HookSettings, owner: HookOwner, kit: Kit) {
    this.settings = settings
    this.#owner = owner
    this.#kit = kit
    this.#lanes = new HookLanes(owner.updates, settings.maxConnections * 2, kit.clock)
    this.#connections = new HookConnections(settings.connectTo, settings.maxConnections, kit.clock)
    owner.updates.onPush = () => this.#loop()
    this.#loop()
  }

  stop(): void {
    this.#stopped = true
    this.#owner.updates.onPush = () => undefined
    this.#cancelTimer()
    this.#connections.close()
    this.#settle()
  }

  /** Resolves when nothing is under way and nothing is due at this moment of lab time. */
  async quiet(): Promise<void> {
    while (!this.#stopped && (this.#inFlight > 0 || this.#lanes.due(this.#shuffle) !== undefined)) {
      await new Promise<void>((resolve) => void this.#idle.push(resolve))
    }
  }

  get #shuffle(): boolean {
    return this.#owner.faults.now.hooks.shuffle
  }

  #loop(): void {
    if (this.#stopped) return
    this.#cancelTimer()
    this.#lanes.load()
    while (this.#inFlight < this.settings.maxConnections) {
      const lane = this.#lanes.due(this.#shuffle)
      if (lane === undefined) break
      this.#inFlight++
      lane.busy = true
      void this.#deliver(lane, this.#lanes.head(lane, this.#shuffle))
    }
    const wake = this.#lanes.nextWake(this.#shuffle)
    if (wake !== undefined && this.#inFlight < this.settings.maxConnections) {
      this.#cancelTimer = this.#kit.clock.after(wake - this.#kit.clock.now(), () => this.#loop())
    }
  }

  async #deliver(lane: Lane, item: Queued): Promise<void> {
    const started = performance.now()
    const at = this.#kit.clock.now()
    const outcome = await this.#post(item)
    if (this.#stopped) return
    const status = outcome instanceof HookFailure ? outcome.code : outcome.status
    const ok = typeof status === 'number' && status >= 200 && status <= 299
    const retryIn = ok ? undefined : this.#failed(lane, item, outcome)
    const attempt = lane.fails.get(item.id)?.count ?? 0
    this.#kit.journal.add({
      at,
      platform: 'telegram',
      way: 'hook',
      what: item.kind,
      account: this.#owner.name,
      status,
      request: item.update,
      response: outcome instanceof HookFailure ? outcome.message : outcome.body,
      ms: Math.round(performance.now() - started),
      attempt: ok ? attempt + 1 : attempt,
      ...(retryIn === undefined ? {} : { retryIn }),
    })
    if (ok) {
      this.#goneSince = undefined
      this.#lanes.done(lane, item, true)
      await this.#performAnswer(outcome)
    } else if (retryIn === null) this.#lanes.done(lane, item, false)
    lane.busy = false
    this.#inFlight--
    if (this.#goneTooLong(status)) {
      this.stop()
      this.#owner.closed()
      return
    }
    this.#loop()
    this.#settle()
  }

  /** Sets the time of the next attempt. Returns the delay in milliseconds, or null when the update is dropped. */
  #failed(lane: Lane, item: Queued, outcome: HookAnswer | HookFailure): number | null {
    const message =
      outcome instanceof HookFailure ? outcome.message : `Wrong response from the webhook: ${outcome.status} ${outcome.reason}`
    const now = this.#kit.clock.now()
    this.lastError = { date: Math.floor(now / 1000), message }
    const state = lane.fails.get(item.id) ?? { count: 0, delay: 1 }
    const retryAfter = outcome instanceof HookFailure ? 0 : Math.min(maxRetryAfter, Math.max(0, outcome.retryAfter))
    let wait = retryAfter
    if (retryAfter === 0 && state.count > 0) {
      const cap = resendCap + Math.floor(this.#kit.random() * (resendCap + 1))
      state.delay = Math.min(cap, state.delay * 2)
      wait = state.delay
    }
    state.count++
    lane.fails.set(item.id, state)
    if (now + wait * 1000 > item.expiresAt) return null
    lane.wakeAt = now + wait * 1000
    return wait * 1000
  }

  #goneTooLong(status: number | string): boolean {
    const now = this.#kit.clock.now()
    if (status !== 410) {
      if (typeof status === 'number') this.#goneSince = undefined
      return false
    }
    this.#goneSince ??= now
    return now > this.#goneSince + goneFor
  }

  async #post(item: Queued): Promise<HookAnswer | HookFailure> {
    const { secret, copies } = this.#owner.faults.now.hooks
    const right = this.settings.secret
    const sent = secret === 'missing' ? '' : secret === 'wrong' ? `${right}x` : right
    const headers: Record<string, string> = sent === '' ? {} : { 'X-Telegram-Bot-Api-Secret-Token': sent }
    const body = JSON.stringify(item.update)
    const answers = await Promise.all(
      Array.from({ length: copies }, () => this.#connections.post(body, headers).catch((error: unknown) => error as HookFailure)),
    )
    return answers[0] ?? new HookFailure('closed', 'Webhook connection closed')
  }

  /** Methods that begin with `get`, and those about the webhook itself, are ignored. */
  async #performAnswer(outcome: HookAnswer | HookFailure): Promise<void> {
    if (outcome instanceof HookFailure || !outcome.body.startsWith('{')) return
    try {
      const { method, ...args } = JSON.parse(outcome.body) as Record<string, unknown>
      const name = typeof method === 'string' ? method.toLowerCase() : ''
      if (name === '' || name.startsWith('get') || ['setwebhook', 'deletewebhook', 'close', 'logout'].includes(name)) return
      await this.#owner.perform(name, args)
    } catch {
      // An answer that can't be read or performed changes nothing, as on the real server.
    }
  }

  #settle(): void {
    for (const resolve of this.#idle.splice(0)) resolve()
  }
}
