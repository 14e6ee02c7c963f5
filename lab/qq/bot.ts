import type { KeyObject } from 'node:crypto'
import { checkAddress } from './callback.ts'
import { Hook } from './hook.ts'
import { keyOf } from './keys.ts'
import { Quota } from './quota.ts'
import { Tokens } from './token.ts'
import type { C2c, Chat, Dm, Person, World } from './world.ts'

export interface Profile {
  /** Digits. */
  appId: string
  /** AppSecret: credential of the token and seed of the webhook's key. */
  secret: string
  name?: string | undefined
  /** Entries of the quick menu below the chat: a label and the id of the feature. */
  menu?: readonly { label: string; key: string }[] | undefined
  /** Registered domains; undefined: messages may link to any. */
  domains?: readonly string[] | undefined
  /** Whether own keyboards are allowed; they are by invitation. Default true. */
  keyboards?: boolean | undefined
}

/** What a bot may answer to: a message by `msg_id`, an event by `event_id`. */
export interface Anchor {
  chat: Chat
  at: number
  /** The event's name; undefined for a message. */
  event: string | undefined
  used: number
  seqs: Set<number>
}

/** One bot: what is configured on the platform's site, and what the platform keeps about it. */
export class Bot {
  readonly appId: string
  readonly secret: string
  readonly key: KeyObject
  readonly profile: Profile
  readonly tokens: Tokens
  readonly quota: Quota
  readonly hook: Hook
  readonly anchors = new Map<string, Anchor>()
  readonly chats = new Map<Person, C2c>()
  readonly dms = new Map<Person, Dm>()
  /** Banned by the platform: no tokens, no calls. */
  banned = false
  /** Verdicts for the next messages, which will wait for an audit. */
  readonly audits: ('pass' | 'reject')[] = []
  /** Codes with which the next messages are refused. */
  readonly refusals: number[] = []
  readonly #world: World

  constructor(world: World, profile: Profile) {
    this.#world = world
    this.appId = profile.appId
    this.secret = profile.secret
    this.profile = profile
    this.key = keyOf(profile.secret)
    this.tokens = new Tokens(world)
    this.quota = new Quota(world.kit.clock)
    this.hook = new Hook(world, this)
  }

  get name(): string {
    return this.profile.name ?? `Bot ${this.appId}`
  }

  /**
   * Saves the callback address, as on the platform's site: it is asked to sign a token first. Rejects, and the old address
   * stays, when it is not allowed, does not answer or signs wrongly.
   */
  async configure({ url }: { url: string }): Promise<void> {
    this.hook.target = await checkAddress(this.#world, this, url)
  }

  /** How often the hub asked for an access token. */
  get tokenCalls(): number {
    return this.tokens.calls
  }

  /** The access tokens handed out so far are refused from now on (11243), though their time is not over. */
  expireTokens(): void {
    this.tokens.expire()
  }

  /** The next message waits for an audit with this verdict; again for one more. */
  auditNext(verdict: 'pass' | 'reject' = 'pass'): void {
    this.audits.push(verdict)
  }

  /** The next message is refused with this code, whatever it is. */
  refuseNext(code: number): void {
    this.refusals.push(code)
  }

  /** Delivers the newest event, or one by its id, once more, as the platform does now and then. Resolves with the HTTP status. */
  redeliver(id?: string): Promise<number | string> {
    return this.hook.redeliver(id)
  }

  /** Sends the newest request again to the byte, old timestamp and signature included: what an eavesdropper would do. */
  replay(): Promise<number | string> {
    return this.hook.replay()
  }

  chatWith(person: Person): C2c {
    const known = this.chats.get(person)
    if (known !== undefined) return known
    const chat: C2c = {
      kind: 'c2c',
      bot: this,
      person,
      openid: this.#world.openid(this, 'user', person.phone),
      friend: undefined,
      receives: true,
      lastFromPerson: undefined,
      wakeups: new Set(),
      messages: [],
      typingUntil: 0,
    }
    this.chats.set(person, chat)
    return chat
  }

  /** The person's private messages with the bot in a guild that both are in. */
  dmWith(person: Person): Dm {
    const known = this.dms.get(person)
    if (known !== undefined) return known
    const n = this.#world.serial()
    const chat: Dm = { kind: 'dm', bot: this, person, guild: `1870000${n}`, channel: `10${n}`, messages: [], typingUntil: 0 }
    this.dms.set(person, chat)
    this.#world.changed(chat)
    return chat
  }
}
