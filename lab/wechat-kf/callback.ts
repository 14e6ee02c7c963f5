import { callback } from '../weixin/callback.ts'
import { encrypt, sha1Sorted } from '../weixin/crypt.ts'
import { toXml } from '../weixin/xml.ts'
import type { KfAccount } from './account.ts'
import type { Corp } from './corp.ts'
import type { World } from './world.ts'

export interface CallbackSettings {
  url: string
  token: string
  /** 43 letters and digits. */
  encodingAesKey: string
}

interface Delivery {
  account: string
  /** What is encrypted; the same in every attempt, signed anew [from memory]. */
  message: string
  attempt: number
}

interface Outcome {
  status: number | 'refused' | 'closed' | 'timeout'
  body: string
}

/** So many at once; the lab's choice. */
const maxConnections = 20
/** With `shuffle` each callback waits so long at most, so that newer ones overtake it. */
const shuffleMs = 1000

/** Where a corp is called: `kf_msg_or_event`, encrypted, without the message itself. */
export class Callback {
  readonly settings: CallbackSettings
  readonly #world: World
  readonly #corp: Corp
  readonly #target: URL
  #stopped = false
  readonly #queue: Delivery[] = []
  #inFlight = 0
  #idle: (() => void)[] = []

  constructor(world: World, corp: Corp, settings: CallbackSettings) {
    this.#world = world
    this.#corp = corp
    this.settings = settings
    const url = new URL(settings.url)
    const mapped = world.options.hosts[url.origin]
    this.#target = mapped === undefined ? url : new URL(url.pathname + url.search, mapped)
  }

  /** The call made when the address is saved: rejects unless exactly the decrypted echo comes back. */
  async verify(): Promise<void> {
    const echo = this.#world.chars(19, '123456789')
    const echostr = this.#sealed(echo)
    const url = this.#signed(echostr)
    url.searchParams.set('echostr', echostr)
    const outcome = await this.#send(url)
    this.#journal('echostr', outcome, { echostr })
    if (outcome.status === 200 && outcome.body === echo) return
    throw new Error(`openapi回调地址请求不通过: the callback address answered ${outcome.status} ${outcome.body.slice(0, 100)}`)
  }

  push(account: KfAccount): void {
    const { hooks } = this.#world.faults.now
    const message = toXml({
      ToUserName: this.#corp.id,
      CreateTime: this.#world.date(),
      MsgType: 'event',
      Event: 'kf_msg_or_event',
      Token: account.newToken(),
      OpenKfId: account.id,
    })
    const delivery = { account: account.name, message, attempt: 1 }
    this.#enqueue(delivery, hooks.shuffle ? Math.floor(this.#world.kit.random() * shuffleMs) : 0)
  }

  /** Resolves when nothing is under way and nothing is due at this moment of lab time. */
  async quiet(): Promise<void> {
    while (!this.#stopped && this.#inFlight > 0) await new Promise<void>((resolve) => void this.#idle.push(resolve))
  }

  stop(): void {
    this.#stopped = true
    this.#settle()
  }

  #enqueue(delivery: Delivery, delay: number): void {
    const start = (): void => {
      this.#queue.push(delivery)
      this.#next()
    }
    if (delay === 0) start()
    else this.#world.kit.clock.after(delay, start)
  }

  #next(): void {
    while (this.#inFlight < maxConnections && !this.#stopped) {
      const delivery = this.#queue.shift()
      if (delivery === undefined) return
      this.#inFlight++
      void this.#deliver(delivery)
    }
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const { options, faults } = this.#world
    const sealed = this.#sealed(delivery.message)
    const url = this.#signed(sealed)
    const body = toXml({ ToUserName: this.#corp.id, Encrypt: sealed, AgentID: '' })
    const outcomes = await Promise.all(Array.from({ length: faults.now.hooks.copies }, () => this.#send(url, body)))
    if (this.#stopped) return
    const outcome = outcomes[0] ?? { status: 'closed', body: '' }
    const { attempt } = delivery
    const again = outcome.status !== 200 && attempt < options.attempts
    const retryIn = outcome.status === 200 ? {} : { retryIn: again ? options.retryMs : null }
    this.#journal('kf_msg_or_event', outcome, delivery.message, { account: delivery.account, attempt, ...retryIn })
    if (again) this.#enqueue({ ...delivery, attempt: attempt + 1 }, options.retryMs)
    this.#inFlight--
    this.#next()
    this.#settle()
  }

  #sealed(message: string): string {
    return encrypt(this.settings.encodingAesKey, message, this.#corp.id, this.#world.chars(16))
  }

  #signed(sealed: string): URL {
    const { secret } = this.#world.faults.now.hooks
    const url = new URL(this.#target)
    const timestamp = String(this.#world.date())
    const nonce = this.#world.chars(10, '0123456789')
    const token = secret === 'wrong' ? `${this.settings.token}x` : this.settings.token
    if (secret !== 'missing') url.searchParams.set('msg_signature', sha1Sorted(token, timestamp, nonce, sealed))
    url.searchParams.set('timestamp', timestamp)
    url.searchParams.set('nonce', nonce)
    return url
  }

  /** GET without a body, POST with one. Never rejects. */
  async #send(url: URL, body?: string): Promise<Outcome> {
    const { kit, options } = this.#world
    const how = body === undefined ? { method: 'GET' as const } : { method: 'POST' as const, body }
    const answer = await callback(url, { ...how, answerMs: options.answerMs, clock: kit.clock })
    return 'failed' in answer ? { status: answer.failed, body: '' } : answer
  }

  #journal(what: string, { status, body }: Outcome, request: unknown, more: object = {}): void {
    const at = this.#world.now()
    this.#world.kit.journal.add({ at, platform: 'wechat-kf', way: 'hook', what, status, request, response: body, ms: 0, ...more })
  }

  #settle(): void {
    for (const resolve of this.#idle.splice(0)) resolve()
  }
}
