import type { UserFromGetMe } from '@grammyjs/types'
import { conflict } from './errors.ts'
import { RateLimiter } from './limits.ts'
import { UpdateQueue, type Queued } from './updates.ts'
import type { Webhook } from './webhook.ts'
import { privateInfo, type Person, type PrivateChat, type World } from './world.ts'

/** Client.cpp: a second conflict within this time is answered only after it. */
const conflictPause = 3000

/** One bot and what belongs to it alone: its chats with people, its updates, how they leave. */
export class Bot {
  readonly token: string
  readonly user: UserFromGetMe
  readonly updates: UpdateQueue
  readonly rates: RateLimiter
  readonly chats = new Map<number, PrivateChat>()
  readonly #world: World
  webhook: Webhook | undefined
  /** The token no longer works. */
  revoked = false
  commands: unknown = []
  nextHookChange = 0
  #poll: { offset: number; limit: number; answer: (updates: Queued[]) => void; fail: (error: Error) => void } | undefined
  #nextConflict = 0
  #messageId = 0

  constructor(world: World, token: string, name?: string) {
    const id = Number(token.split(':')[0])
    const first = world.options.firstUpdate ?? 100_000_000 + Math.floor(world.kit.random() * 900_000_000)
    this.#world = world
    this.token = token
    this.updates = new UpdateQueue(world.kit.clock, first)
    this.rates = new RateLimiter(world.kit.clock, () => world.options.limits)
    this.user = {
      id,
      is_bot: true,
      first_name: name ?? `Bot ${id}`,
      username: `lab_${id}_bot`,
      can_join_groups: true,
      can_read_all_group_messages: !world.options.privacy,
      supports_guest_queries: false,
      supports_inline_queries: false,
      can_connect_to_business: true,
      has_main_web_app: false,
      has_topics_enabled: false,
      allows_users_to_create_topics: false,
      can_manage_bots: false,
      supports_join_request_queries: false,
    }
  }

  /** One number runs through all private chats of a bot. */
  nextMessageId(): number {
    return ++this.#messageId
  }

  chatWith(person: Person): PrivateChat {
    const known = this.chats.get(person.user.id)
    if (known !== undefined) return known
    const info = privateInfo(person.user)
    const chat: PrivateChat = {
      kind: 'private',
      id: info.id,
      info,
      messages: new Map(),
      bot: this,
      person,
      started: false,
      blocked: false,
    }
    this.chats.set(person.user.id, chat)
    return chat
  }

  /** Waits for updates up to `timeout` milliseconds; ends a poll that was already waiting with 409. */
  async poll(offset: number, limit: number, timeout: number): Promise<Queued[]> {
    const ready = this.updates.from(offset, limit)
    if (ready.length > 0 || timeout === 0) return ready
    this.endPoll('terminated by other getUpdates request; make sure that only one bot instance is running')
    const { promise, resolve, reject } = Promise.withResolvers<Queued[]>()
    const cancel = this.#world.kit.clock.after(timeout, () => this.#poll?.answer([]))
    const finish = <T>(settle: (value: T) => void) => {
      return (value: T): void => {
        cancel()
        this.#poll = undefined
        this.updates.onPush = () => undefined
        settle(value)
      }
    }
    this.#poll = { offset, limit, answer: finish(resolve), fail: finish(reject) }
    this.updates.onPush = () => this.#poll?.answer(this.updates.from(offset, limit))
    return promise
  }

  endPoll(why: string): void {
    const poll = this.#poll
    if (poll === undefined) return
    poll.fail(conflict(why))
  }

  /** How long a 409 is held back: the first not at all, others within three seconds that long. */
  conflictDelay(): number {
    const now = this.#world.now()
    if (now < this.#nextConflict) return conflictPause
    this.#nextConflict = now + conflictPause
    return 0
  }
}
