import type { Bubble } from '../screen.ts'
import type { Account } from './account.ts'
import type { Scene } from './options.ts'
import { Windows } from './windows.ts'
import type { Person, World } from './world.ts'

/** Something in a bubble that writes a text when it is pressed: an item of a msgmenu, or a `weixin://bizmsgmenu` link. */
export interface Pressable {
  /** '' for one without: the text comes without `bizmsgmenuid`. */
  id: string
  label: string
}

/** What an account sends, as a bubble shows it. */
export type Shown = Partial<Omit<Bubble, 'id' | 'mine' | 'at'>> & { pressable?: Pressable[] }

/** How somebody came to follow, in the words of `user/info`. */
export interface Following {
  since: number
  /** The scene of the code they scanned; '' without one. */
  scene: string
}

/** One person and one account. */
export class Chat {
  readonly account: Account
  readonly person: Person
  /** Of this person, for this account. */
  readonly openid: string
  readonly windows: Windows
  readonly bubbles: Bubble[] = []
  readonly pressable = new Map<number, Pressable[]>()
  following: Following | undefined
  /** Has followed at some time. */
  known = false
  /** Takes no messages, though following. */
  refusing = false
  /** What WeChat itself says over the chat. */
  notice: string | undefined
  /** Lab time of what the person did last. */
  lastActive = -Infinity
  typingUntil = -Infinity
  readonly #world: World
  readonly #listeners = new Set<() => void>()

  constructor(world: World, account: Account, person: Person) {
    this.#world = world
    this.account = account
    this.person = person
    this.openid = `o${world.key(27)}`
    this.windows = new Windows(world)
  }

  get typing(): boolean {
    return this.#world.now() < this.typingUntil
  }

  /** The person did something that may open a window. */
  active(scene?: Scene): void {
    this.lastActive = this.#world.now()
    if (scene !== undefined) this.windows.open(scene)
  }

  /** A new bubble, of the person or of the account. */
  add({ pressable = [], ...shown }: Shown, mine: boolean): Bubble {
    const id = this.#world.serial()
    const author = mine ? this.person.name : this.account.name
    const bubble: Bubble = { id, mine, author, at: this.#world.now(), edited: false, reactions: [], ...shown }
    if (mine) bubble.state = 'sent'
    else {
      this.typingUntil = -Infinity
      this.notice = undefined
    }
    if (pressable.length > 0) {
      bubble.buttons = pressable.map(({ label, id }) => [{ label, data: id || label, pending: false }])
      this.pressable.set(id, pressable)
    }
    this.bubbles.push(bubble)
    this.changed()
    return bubble
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  changed(): void {
    this.#world.kit.changed(this.person.phone)
    for (const listener of this.#listeners) listener()
  }
}
