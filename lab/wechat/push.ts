import { callback, type CallbackAnswer } from '../weixin/callback.ts'
import { encrypt } from '../weixin/crypt.ts'
import { toXml, type Raw } from '../weixin/xml.ts'
import type { Bubble } from '../screen.ts'
import type { Account } from './account.ts'
import { signed, type Callback } from './callback.ts'
import type { Chat } from './chat.ts'
import { readReply, type Reply } from './reply.ts'
import type { World } from './world.ts'

/** One message or event on its way to the hub. Every attempt carries the same fields. */
export interface Push {
  /** For the journal: the MsgType, or the Event. */
  what: string
  chat: Chat
  fields: Record<string, string | number | Raw>
  /** The bubble that gets its tick. */
  bubble?: Bubble
  /** Nobody sees what comes back, as after `unsubscribe`. */
  deaf: boolean
}

/** What WeChat shows when an account doesn't answer, or answers nonsense. */
const trouble = '该公众号提供的服务出现故障，请稍后再试'

/** Pushes what people do to the account's callback address. Nothing waits for anything else: there is no order. */
export class Pusher {
  readonly #world: World
  readonly #account: Account
  #held: Push[] = []
  #inFlight = 0
  #idle: (() => void)[] = []
  readonly #timers = new Set<() => void>()
  #stopped = false

  constructor(world: World, account: Account) {
    this.#world = world
    this.#account = account
  }

  push(push: Push): void {
    if (!this.#world.faults.now.hooks.shuffle) return void this.#attempt(push, 1)
    this.#held.push(push)
    if (this.#held.length > 1) void this.#release()
    else this.#later(this.#world.options.shuffleMs, () => this.#release())
  }

  /** Resolves when no attempt is under way; one that is due later is not waited for. */
  async quiet(): Promise<void> {
    while (this.#inFlight > 0) await new Promise<void>((resolve) => void this.#idle.push(resolve))
  }

  stop(): void {
    this.#stopped = true
    for (const cancel of this.#timers) cancel()
    for (const resolve of this.#idle.splice(0)) resolve()
  }

  /** Newest first, each when the one before it was answered. */
  async #release(): Promise<void> {
    for (const push of this.#held.splice(0).toReversed()) await this.#attempt(push, 1)
  }

  async #attempt(push: Push, attempt: number): Promise<void> {
    const { callback: settings } = this.#account
    if (settings === undefined || this.#stopped) return
    this.#inFlight++
    const { attempts, attemptEveryMs } = this.#world.options
    const at = this.#world.now()
    const started = performance.now()
    const answer = await this.#call(settings, push)
    const reply = this.#answered(answer) ? readReply(this.#account, settings, push.chat.openid, answer.body) : undefined
    const wait = Math.max(0, at + attemptEveryMs - this.#world.now())
    const retryIn = reply !== undefined ? undefined : attempt < attempts ? wait : null
    this.#world.kit.journal.add({
      at,
      platform: 'wechat',
      way: 'hook',
      what: push.what,
      account: this.#account.name,
      status: 'status' in answer ? answer.status : answer.failed,
      request: toXml(push.fields),
      ...('body' in answer ? { response: answer.body } : {}),
      ms: Math.round(performance.now() - started),
      attempt,
      ...(retryIn === undefined ? {} : { retryIn }),
      ...(reply?.is === 'invalid' ? { note: reply.why } : {}),
    })
    if (retryIn !== undefined && retryIn !== null) this.#later(retryIn, () => this.#attempt(push, attempt + 1))
    else if (!this.#stopped) settle(push, reply)
    this.#inFlight--
    if (this.#inFlight === 0) for (const resolve of this.#idle.splice(0)) resolve()
  }

  #answered(answer: CallbackAnswer): answer is CallbackAnswer & { body: string } {
    return 'status' in answer && (!this.#world.options.statusMatters || (answer.status >= 200 && answer.status <= 299))
  }

  /** All copies at once; the first one's answer counts. */
  async #call(settings: Callback, { fields, chat }: Push): Promise<CallbackAnswer> {
    const { mode, encodingAesKey } = settings
    const cipher = mode === 'plain' ? undefined : encrypt(encodingAesKey, toXml(fields), this.#account.appid)
    const { ToUserName = '' } = fields
    const sealed = cipher === undefined ? {} : { Encrypt: cipher }
    const body = toXml(mode === 'secure' ? { ToUserName, ...sealed } : { ...fields, ...sealed })
    const { answerMs } = this.#world.options
    const call = (): Promise<CallbackAnswer> => {
      const url = signed(settings, this.#world, { openid: chat.openid }, cipher)
      return callback(url, { method: 'POST', body, answerMs, clock: this.#world.kit.clock })
    }
    const answers = await Promise.all(Array.from({ length: this.#world.faults.now.hooks.copies }, call))
    return answers[0] ?? { failed: 'closed' }
  }

  #later(ms: number, run: () => Promise<void>): void {
    if (ms === 0) return void run()
    const cancel = this.#world.kit.clock.after(ms, () => {
      this.#timers.delete(cancel)
      void run()
    })
    this.#timers.add(cancel)
  }
}

function settle({ chat, bubble, deaf }: Push, reply: Reply | undefined): void {
  if (bubble !== undefined && reply !== undefined) bubble.state = 'delivered'
  if (!deaf) {
    if (reply === undefined || reply.is === 'invalid') chat.notice = trouble
    else chat.notice = undefined
    if (reply?.is === 'content') chat.add(reply.content, false)
  }
  chat.changed()
}
