import type { Update } from '@grammyjs/types'
import type { LabClock } from '../clock.ts'

export type UpdateKind = Exclude<keyof Update, 'update_id'>

const kinds: Record<UpdateKind, true> = {
  message: true,
  edited_message: true,
  channel_post: true,
  edited_channel_post: true,
  business_connection: true,
  business_message: true,
  edited_business_message: true,
  deleted_business_messages: true,
  guest_message: true,
  stopped_message_generation: true,
  message_reaction: true,
  message_reaction_count: true,
  inline_query: true,
  chosen_inline_result: true,
  callback_query: true,
  shipping_query: true,
  pre_checkout_query: true,
  purchased_paid_media: true,
  poll: true,
  poll_answer: true,
  my_chat_member: true,
  chat_member: true,
  chat_join_request: true,
  chat_boost: true,
  removed_chat_boost: true,
  managed_bot: true,
  subscription: true,
}

export const isUpdateKind = (name: unknown): name is UpdateKind => typeof name === 'string' && Object.hasOwn(kinds, name)

/** What a bot gets without asking: everything but these (the server's default mask). */
const onlyOnRequest: readonly UpdateKind[] = ['chat_member', 'message_reaction', 'message_reaction_count']

const day = 24 * 3600 * 1000

/**
 * Updates are ordered within a queue of their own per chat *and* kind (`add_update` in Client.cpp): a button press may
 * overtake the message before it.
 */
export interface Queued {
  id: number
  kind: UpdateKind
  /** The queue it stands in. */
  queue: string
  update: Update
  /** Lab time; afterwards it is dropped. A day for most, 150 s for presses. */
  expiresAt: number
  /** Called once the bot has certainly received it. */
  received?: (() => void) | undefined
}

export interface Fate {
  queue: string
  /** How long it is kept, milliseconds. */
  keep?: number
  received?: () => void
}

/** What waits for one bot. */
export class UpdateQueue {
  /** Wakes whoever delivers. */
  onPush: () => void = () => undefined
  /** The kinds the bot asked for; undefined: the default. */
  allowed: readonly UpdateKind[] | undefined
  readonly #waiting = new Map<number, Queued>()
  readonly #clock: LabClock
  #next: number
  /** Nothing waits before it. */
  #first: number

  constructor(clock: LabClock, first: number) {
    this.#clock = clock
    this.#next = first
    this.#first = first
  }

  /** The number grows by one with each; an update that the bot didn't ask for gets none. */
  push<K extends UpdateKind>(kind: K, content: Update[K], fate: Fate): void {
    const wanted = this.allowed === undefined ? !onlyOnRequest.includes(kind) : this.allowed.includes(kind)
    if (!wanted) return
    const id = this.#next++
    const update = structuredClone({ update_id: id, [kind]: content }) as Update
    const { queue, keep = day, received } = fate
    this.#waiting.set(id, { id, kind, queue, update, expiresAt: this.#clock.now() + keep, received })
    this.onPush()
  }

  /** Those from `offset` on, oldest first; the expired are gone. */
  from(offset: number, limit = Infinity): Queued[] {
    while (this.#first < this.#next && !this.#waiting.has(this.#first)) this.#first++
    const now = this.#clock.now()
    const found: Queued[] = []
    for (let id = Math.max(offset, this.#first); id < this.#next && found.length < limit; id++) {
      const item = this.#waiting.get(id)
      if (item === undefined) continue
      if (item.expiresAt <= now) this.#waiting.delete(id)
      else found.push(item)
    }
    return found
  }

  /** Takes one out for good. `received`: the bot has it; otherwise it is lost. */
  forget(id: number, received: boolean): void {
    const item = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (received) item?.received?.()
  }

  /** All before `offset` are confirmed. */
  confirm(offset: number): void {
    for (const id of [...this.#waiting.keys()].filter((id) => id < offset)) this.forget(id, true)
  }

  /** Keeps only the last `count`. */
  keepLast(count: number): void {
    const ids = [...this.#waiting.keys()]
    for (const id of ids.slice(0, Math.max(0, ids.length - count))) this.#waiting.delete(id)
  }

  get pending(): number {
    return this.from(0).length
  }
}
