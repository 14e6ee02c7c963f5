import { createHash } from 'node:crypto'
import type { Kit } from '../emulator.ts'
import type { FaultSwitches } from '../faults.ts'
import { Bot, type Profile } from './bot.ts'
import { Files, type QqFile } from './files.ts'
import type { Press } from './interactions.ts'
import type { Keyboard } from './keyboard.ts'
import { defaults, type Options } from './options.ts'

export interface Person {
  n: number
  name: string
  phone: string
}

/** A card of an app, of a place, of a link: what people send and bots receive as `ark_data`. */
export interface Ark {
  ark_type: string
  ark_name: string
  prompt: string
  fields: Record<string, string>
}

/** A message as its chat keeps it. */
export interface Stored {
  /** The bubble's number on the phones. */
  n: number
  id: string
  /** The index by which it is quoted. */
  ref: string
  by: Person | Bot
  at: number
  text: string
  file?: QqFile | undefined
  ark?: Ark | undefined
  keyboard?: Keyboard | undefined
  quoted?: Stored | undefined
  state: 'sent' | 'delivered'
  recalled: boolean
  rated?: 'like' | 'dislike' | undefined
}

interface ChatBase {
  messages: Stored[]
  /** The bot is typing until that lab time. */
  typingUntil: number
  toast?: { text: string; until: number } | undefined
}

export interface C2c extends ChatBase {
  kind: 'c2c'
  bot: Bot
  person: Person
  openid: string
  /** Undefined: never added. */
  friend: boolean | undefined
  /** Takes messages that answer nothing. */
  receives: boolean
  lastFromPerson: number | undefined
  /** Stretches since then in which a wake-up was sent. */
  wakeups: Set<number>
}

export interface Dm extends ChatBase {
  kind: 'dm'
  bot: Bot
  person: Person
  guild: string
  channel: string
}

export type Role = 'member' | 'admin' | 'owner'

export interface Membership {
  present: boolean
  /** The owner lets the bot read everything. */
  all: boolean
  receives: boolean
  muted: boolean
}

export interface Group extends ChatBase {
  kind: 'group'
  n: number
  title: string
  people: Map<Person, Role>
  bots: Map<Bot, Membership>
}

export type Chat = C2c | Group | Dm

export const isBot = (by: Person | Bot): by is Bot => by instanceof Bot

const beijing = 8 * 3600 * 1000
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Everybody and everything on the emulated QQ. */
export class World {
  readonly bots = new Map<string, Bot>()
  readonly people = new Map<number, Person>()
  readonly groups = new Map<number, Group>()
  readonly presses = new Map<string, Press>()
  readonly files: Files
  readonly kit: Kit
  readonly faults: FaultSwitches
  options: Options
  readonly #listeners = new Map<Chat, Set<() => void>>()
  #serial = 0

  constructor(kit: Kit, faults: FaultSwitches, options: Partial<Options>) {
    this.kit = kit
    this.faults = faults
    this.options = { ...defaults, ...options }
    this.files = new Files(this)
  }

  now(): number {
    return this.kit.clock.now()
  }

  /** RFC 3339 in Beijing's time, as the platform writes it. */
  time(at = this.now()): string {
    return `${new Date(at + beijing).toISOString().slice(0, 19)}+08:00`
  }

  serial(): number {
    return ++this.#serial
  }

  /** Unguessable enough, never the same twice, and the same in a run with the same random numbers. */
  key(length: number): string {
    const tail = this.serial().toString(36)
    const head = Array.from({ length: length - tail.length }, () => letters[Math.floor(this.kit.random() * letters.length)])
    return head.join('') + tail
  }

  /** 32 upper-case hex digits; who it stands for is known to this bot alone. */
  openid(bot: Bot, kind: 'user' | 'group' | 'member', of: string): string {
    return createHash('md5').update(`${bot.appId} ${kind} ${of}`).digest('hex').toUpperCase()
  }

  addBot(profile: Profile): Bot {
    if (!/^\d{1,20}$/.test(profile.appId)) throw new Error('An AppID has digits only')
    if (this.bots.has(profile.appId)) throw new Error(`There is a bot ${profile.appId} already`)
    const bot = new Bot(this, profile)
    this.bots.set(bot.appId, bot)
    for (const person of this.people.values()) this.kit.changed(person.phone)
    return bot
  }

  addPerson(name: string): Person {
    const n = this.serial()
    const person = { n, name, phone: `qq:${n}` }
    this.people.set(n, person)
    this.kit.changed(person.phone)
    return person
  }

  /** Puts a message into its chat. */
  keep(chat: Chat, by: Person | Bot, content: Pick<Stored, 'text'> & Partial<Stored>): Stored {
    const ids = { n: this.serial(), id: `ROBOT1.0_${this.key(48)}!`, ref: `REFIDX_${this.key(22)}==` }
    const stored: Stored = { ...ids, by, at: this.now(), state: 'sent', recalled: false, ...content }
    chat.messages.push(stored)
    this.changed(chat)
    return stored
  }

  onChange(chat: Chat, listener: () => void): () => void {
    const listeners = this.#listeners.get(chat) ?? new Set()
    this.#listeners.set(chat, listeners.add(listener))
    return () => void listeners.delete(listener)
  }

  /** Tells the phones that show this chat, and whoever waits for something in it. */
  changed(chat: Chat): void {
    for (const { phone } of chat.kind === 'group' ? chat.people.keys() : [chat.person]) this.kit.changed(phone)
    for (const listener of this.#listeners.get(chat) ?? []) listener()
  }

  toast(chat: Chat, text: string): void {
    chat.toast = { text, until: this.now() + 3000 }
    this.changed(chat)
  }
}
