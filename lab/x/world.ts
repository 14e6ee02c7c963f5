import type { Kit } from '../emulator.ts'
import type { FaultSwitches } from '../faults.ts'
import type { Hook } from './events/hook.ts'
import { Snowflakes } from './ids.ts'
import { usualOptions, type Options } from './options.ts'
import { mentions, type Link, type Mention } from './text.ts'

export interface User {
  id: string
  name: string
  username: string
  createdAt: number
}

/** A developer's app: what signs webhooks and owns them. */
export interface App {
  id: string
  consumerKey: string
  consumerSecret: string
  /** The app-only token. */
  bearer: string
  clientId: string
  /** Undefined: a public client. */
  clientSecret: string | undefined
  hooks: Map<string, Hook>
  activity: Map<string, ActivitySubscription>
  accountActivity: AccountSubscription[]
}

/** X Activity API: one event of one user. */
export interface ActivitySubscription {
  id: string
  eventType: string
  filter: { user_id?: string | undefined; direction?: string | undefined; keyword?: string | undefined }
  tag: string | undefined
  hook: string | undefined
  createdAt: number
  updatedAt: number
}

/** Account Activity API: everything of one user. */
export interface AccountSubscription {
  hook: string
  user: string
  from: number
}

/** An account that authorised an app. */
export interface Account {
  user: User
  app: App
  accessToken: string
  accessSecret: string
  scopes: readonly string[]
  /** The one that works; each is good once. */
  refreshToken: string
  /** OAuth 2.0 access tokens and when they end. */
  tokens: Map<string, number>
  /** Which of the two products the app may use. */
  envelope: 'both' | 'xaa' | 'aaa'
  revoked: boolean
}

export interface Person {
  user: User
  phone: string
  /** Takes messages from anybody. */
  open: boolean
  follows: Set<Account>
  blocks: Set<Account>
}

export interface StoredFile {
  /** The media id. */
  key: string
  name: string
  kind: 'photo' | 'gif' | 'video'
  mime: string
  bytes: Uint8Array
}

/** A file on its way into the platform. */
export interface Upload {
  id: string
  account: Account
  kind: StoredFile['kind']
  mime: string
  total: number
  segments: Map<number, Uint8Array>
  /** There when all of it has come. */
  file: StoredFile | undefined
  readyAt: number
  expiresAt: number
}

interface Written {
  /** Number of the bubble. */
  n: number
  id: string
  at: number
  by: User
  /** As typed; what phones show. */
  shown: string
  /** As the API has it, with shortened links. */
  text: string
  links: Link[]
  file: StoredFile | undefined
  /** The t.co link of the file, at the end of `text`. */
  fileLink: Link | undefined
  state: 'sent' | 'delivered' | 'read'
}

export interface Dm extends Written {
  to: User
  /** The app it was sent through; undefined when by hand. */
  through: App | undefined
  /** Users who deleted it for themselves. */
  deletedBy: Set<string>
}

export interface Post extends Written {
  root: Post | undefined
  replyTo: Post | undefined
  mentions: (Mention & { user: User; explicit: boolean })[]
}

/** An end-to-end encrypted message: the API sees that there is one. */
export interface Secret {
  n: number
  at: number
  by: User
  to: User
  text: string
}

/** Everybody and everything on the emulated X. */
export class World {
  readonly apps = new Map<string, App>()
  readonly accounts = new Map<string, Account>()
  readonly people = new Map<string, Person>()
  readonly dms: Dm[] = []
  readonly posts = new Map<string, Post>()
  readonly secrets: Secret[] = []
  readonly files = new Map<string, StoredFile>()
  readonly uploads = new Map<string, Upload>()
  readonly ids: Snowflakes
  readonly kit: Kit
  readonly faults: FaultSwitches
  options: Options
  readonly #listeners = new Set<() => void>()
  #serial = 0
  #numericId = 0

  constructor(kit: Kit, faults: FaultSwitches, options: Partial<Options>) {
    this.kit = kit
    this.faults = faults
    this.options = { ...usualOptions, ...options }
    this.ids = new Snowflakes(() => kit.clock.now())
  }

  now(): number {
    return Math.floor(this.kit.clock.now())
  }

  serial(): number {
    return ++this.#serial
  }

  /** Ids of apps are short numbers. */
  appId(): string {
    return String(29_820_000 + ++this.#numericId)
  }

  /** Unguessable enough, and the same in a run with the same random numbers. */
  key(length = 10): string {
    const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
    const random = Array.from({ length }, () => alphabet[Math.floor(this.kit.random() * alphabet.length)])
    return `${random.join('')}${this.serial().toString(36)}`
  }

  addUser(name: string, username = ''): User {
    const plain = name.normalize('NFKD').replace(/\W/g, '').slice(0, 10) || 'user'
    return { id: this.ids.next(), name, username: username || `${plain}${this.serial()}`, createdAt: this.now() }
  }

  addFile(kind: StoredFile['kind'], mime: string, bytes: Uint8Array, key = this.ids.next()): StoredFile {
    const extension = { photo: mime.split('/')[1]?.replace('jpeg', 'jpg'), gif: 'mp4', video: 'mp4' }[kind]
    const file = { key, name: `${this.key(8)}.${extension}`, kind, mime, bytes }
    this.files.set(file.key, file)
    return file
  }

  user(id: string): User | undefined {
    return this.accounts.get(id)?.user ?? this.people.get(id)?.user
  }

  byName(username: string): User | undefined {
    const wanted = username.toLowerCase()
    const all = [...this.accounts.values(), ...this.people.values()]
    return all.find(({ user }) => user.username.toLowerCase() === wanted)?.user
  }

  /** Whom a text mentions, of those who exist. */
  mentioned(text: string): (Mention & { user: User })[] {
    return mentions(text).flatMap((one) => {
      const user = this.byName(one.username)
      return user === undefined ? [] : [{ ...one, user }]
    })
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Tells the phones of these users, or all phones, and whoever waits for something on one. */
  changed(...users: User[]): void {
    const people = users.length === 0 ? [...this.people.values()] : users.map(({ id }) => this.people.get(id))
    for (const person of people) if (person !== undefined) this.kit.changed(person.phone)
    for (const listener of this.#listeners) listener()
  }
}
