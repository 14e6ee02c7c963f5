import { verified, type Callback, type CallbackSettings } from './callback.ts'
import { Chat } from './chat.ts'
import { MediaIds, type Media, type StoredFile } from './files.ts'
import type { MenuItem } from './menu.ts'
import type { MediaKind, Options } from './options.ts'
import { Pusher } from './push.ts'
import { Tokens } from './tokens.ts'
import type { Person, World } from './world.ts'

export interface Profile {
  appid?: string | undefined
  secret?: string | undefined
  name?: string | undefined
  /** A test account may do almost everything, a subscription account less. */
  type?: 'service' | 'subscription' | 'test' | undefined
  /** Customer messages need a verified account. */
  verified?: boolean | undefined
  menu?: readonly MenuItem[] | undefined
  /** Bound to an open platform: `user/info` tells the UnionID. */
  bound?: boolean | undefined
  /** Addresses that may ask for tokens; undefined: any. */
  allowlist?: readonly string[] | undefined
}

/** A code with a scene, made by `qrcode/create`. */
export interface Code {
  scene: string
  url: string
  until: number
}

/** An Official Account, as its admin holds it. What is not readonly may be changed at any time. */
export class Account {
  readonly appid: string
  /** `gh_…`, the account's name in pushes. */
  readonly user: string
  secret: string
  name: string
  type: NonNullable<Profile['type']>
  verified: boolean
  menu: readonly MenuItem[]
  readonly menuId: string
  bound: boolean
  allowlist: readonly string[] | undefined
  callback: Callback | undefined
  readonly tokens: Tokens
  readonly codes = new Map<string, Code>()
  readonly pusher: Pusher
  readonly #world: World
  readonly #media = new MediaIds()
  readonly #chats = new Map<Person, Chat>()
  readonly #byOpenid = new Map<string, Chat>()

  constructor(world: World, profile: Profile) {
    const { appid = `wx${world.hex(16)}`, secret = world.hex(32), name = 'Official Account', type = 'service' } = profile
    this.#world = world
    this.appid = appid
    this.secret = secret
    this.name = name
    this.type = type
    this.verified = profile.verified ?? true
    this.menu = profile.menu ?? []
    this.bound = profile.bound ?? false
    this.allowlist = profile.allowlist
    this.user = `gh_${world.hex(12)}`
    this.menuId = world.digits(9)
    this.tokens = new Tokens(world)
    this.pusher = new Pusher(world, this)
  }

  chatWith(person: Person): Chat {
    const known = this.#chats.get(person)
    if (known !== undefined) return known
    const chat = new Chat(this.#world, this, person)
    this.#chats.set(person, chat)
    this.#byOpenid.set(chat.openid, chat)
    return chat
  }

  chatOf(openid: string): Chat | undefined {
    return this.#byOpenid.get(openid)
  }

  get options(): Options {
    return this.#world.options
  }

  findMedia(id: string): Media | undefined {
    return this.#media.find(id, this.#world.now())
  }

  /** A media id for this account. */
  addMedia(kind: MediaKind, file: StoredFile): string {
    const id = this.#world.key(64)
    this.#media.add(id, { kind, file }, this.#world.now() + this.#world.options.mediaMs)
    return id
  }

  /**
   * Saves the callback settings, as the platform's site does: it calls the address first, which must prove that it knows the
   * token by answering the bare `echostr`. Rejects with the reason when they would not be saved.
   */
  async configure(settings: CallbackSettings): Promise<void> {
    this.callback = await verified(settings, this.name, this.#world)
  }

  /** A new AppSecret; the old one and every token stop working. */
  resetSecret(secret = this.#world.hex(32)): string {
    this.secret = secret
    this.tokens.revoke()
    return secret
  }
}
