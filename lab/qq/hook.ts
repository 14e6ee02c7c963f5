import type { Bot } from './bot.ts'
import { keyOf, signHex } from './keys.ts'
import { objectIn, post, type Answer } from './post.ts'
import type { World } from './world.ts'

export interface Payload {
  id: string
  op: 0
  d: object
  s: number
  t: string
}

interface Delivery {
  payload: Payload
  attempt: number
  received: () => void
}

interface Lane {
  waiting: Delivery[]
  busy: boolean
  /** With `shuffle`: what waits has been overtaken or waited long enough. */
  released: boolean
  cancel: () => void
}

/** With `shuffle`, how long a lone event waits for a newer one to overtake it. */
const shuffleWait = 1000
/** How many deliveries are remembered to be repeated. */
const remembered = 100

/**
 * Delivers the events of one bot. Those of a chat go out in order, each when the first attempt of the one before it has
 * ended; what failed is tried again beside them and holds nothing up.
 */
export class Hook {
  /** Where events go; undefined: nowhere, they are lost. */
  target: URL | undefined
  readonly #world: World
  readonly #bot: Bot
  readonly #lanes = new Map<object, Lane>()
  readonly #timers = new Set<() => void>()
  #requests: { body: string; headers: Record<string, string>; payload: Payload }[] = []
  #inFlight = 0
  #stopped = false
  #idle: (() => void)[] = []
  #s = 0

  constructor(world: World, bot: Bot) {
    this.#world = world
    this.#bot = bot
  }

  /** `lane`: what keeps its order, a chat. `received`: called when the hub has acknowledged it. */
  push(event: { id: string; t: string; d: object }, lane: object, received: () => void = () => undefined): void {
    if (this.target === undefined || this.#stopped) return
    const payload: Payload = { id: event.id, op: 0, d: structuredClone(event.d), s: ++this.#s, t: event.t }
    const found = this.#lanes.get(lane) ?? { waiting: [], busy: false, released: false, cancel: () => undefined }
    this.#lanes.set(lane, found)
    found.waiting.push({ payload, attempt: 1, received })
    this.#pump(found)
  }

  /** The headers by which a request is believed, as the switch `hooks.secret` has it. */
  signature(body: string): Record<string, string> {
    const { secret } = this.#world.faults.now.hooks
    if (secret === 'missing') return {}
    const timestamp = String(Math.floor(this.#world.now() / 1000))
    const key = secret === 'wrong' ? keyOf(`not ${this.#bot.secret}`) : this.#bot.key
    return { 'x-signature-ed25519': signHex(key, timestamp, body), 'x-signature-timestamp': timestamp }
  }

  async redeliver(id?: string): Promise<number | string> {
    const { payload } = this.#find(id)
    const answer = await this.#try({ payload, attempt: 1, received: () => undefined }, 'delivered again')
    return answer.status
  }

  async replay(): Promise<number | string> {
    const { body, headers } = this.#find()
    const answer = await post(this.#world, this.#reachable(), body, headers, this.#world.options.ackMs)
    return answer.status
  }

  /** Resolves when nothing is under way. What is to be tried later is not waited for. */
  async quiet(): Promise<void> {
    while (this.#inFlight > 0 && !this.#stopped) await new Promise<void>((resolve) => void this.#idle.push(resolve))
  }

  stop(): void {
    this.#stopped = true
    for (const cancel of this.#timers) cancel()
    for (const lane of this.#lanes.values()) lane.cancel()
    this.#settle()
  }

  #find(id?: string): { body: string; headers: Record<string, string>; payload: Payload } {
    const found = this.#requests.findLast(({ payload }) => id === undefined || payload.id === id)
    if (found === undefined) throw new Error('Nothing like that was delivered')
    return found
  }

  #reachable(): URL {
    if (this.target === undefined) throw new Error('No callback address is configured')
    return this.target
  }

  #pump(lane: Lane): void {
    if (this.#stopped || lane.busy || lane.waiting.length === 0) return
    const { shuffle } = this.#world.faults.now.hooks
    lane.cancel()
    if (shuffle && lane.waiting.length === 1 && !lane.released) {
      lane.cancel = this.#world.kit.clock.after(shuffleWait, () => {
        lane.released = true
        this.#pump(lane)
      })
      return
    }
    const next = shuffle ? lane.waiting.pop() : lane.waiting.shift()
    lane.released = shuffle && lane.waiting.length > 0
    if (next === undefined) return
    lane.busy = true
    this.#begin(next, () => {
      lane.busy = false
      this.#pump(lane)
    })
  }

  #begin(delivery: Delivery, ended: () => void = () => undefined): void {
    this.#inFlight++
    void this.#deliver(delivery).then(() => {
      ended()
      this.#inFlight--
      this.#settle()
    })
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const answer = await this.#try(delivery)
    if (this.#stopped || taken(answer)) return
    const wait = this.#waitAfter(delivery)
    if (wait === null) return
    const timer = this.#world.kit.clock.after(wait, () => {
      this.#timers.delete(timer)
      this.#begin({ ...delivery, attempt: delivery.attempt + 1 })
    })
    this.#timers.add(timer)
  }

  async #try(delivery: Delivery, note?: string): Promise<Answer> {
    const { payload, attempt, received } = delivery
    const { world, started, at } = { world: this.#world, started: performance.now(), at: this.#world.now() }
    const body = JSON.stringify(payload)
    const headers = { 'x-bot-appid': this.#bot.appId, ...this.signature(body) }
    this.#requests = [...this.#requests.slice(1 - remembered), { body, headers, payload }]
    const target = this.#reachable()
    const copies = Array.from({ length: world.faults.now.hooks.copies }, () => post(world, target, body, headers, world.options.ackMs))
    const answers = await Promise.all(copies)
    const answer = answers.find(taken) ?? answers[0] ?? { status: 'closed' as const, body: '' }
    if (!this.#stopped) {
      world.kit.journal.add({
        at,
        platform: 'qq',
        way: 'hook',
        what: payload.t,
        account: this.#bot.name,
        status: answer.status,
        request: payload,
        response: answer.body,
        ms: Math.round(performance.now() - started),
        attempt,
        ...(taken(answer) || note !== undefined ? {} : { retryIn: this.#waitAfter(delivery) }),
        ...(note === undefined ? {} : { note }),
      })
      if (taken(answer)) received()
    }
    return answer
  }

  #waitAfter({ attempt }: Delivery): number | null {
    return this.#world.options.retryMs[attempt - 1] ?? null
  }

  #settle(): void {
    for (const resolve of this.#idle.splice(0)) resolve()
  }
}

/** A 2xx is an acknowledgement, unless it says in the platform's words that it failed: `{"op":12,"d":1}`. */
function taken({ status, body }: Answer): boolean {
  return typeof status === 'number' && status >= 200 && status <= 299 && objectIn(body)['d'] !== 1
}
