import type { BusinessBotRights, Chat as ApiChat, Message, MessageEntity, ReactionType, User } from '@grammyjs/types'
import type { Kit } from '../emulator.ts'
import type { FaultSwitches } from '../faults.ts'
import type { Bot } from './bot.ts'
import { FileStore } from './files.ts'
import { usualLimits, type Limits } from './limits.ts'

/** A message as one chat keeps it. */
export interface Stored {
  message: Message
  /** The person who wrote it; undefined for a bot. */
  by: Person | undefined
  state: 'sent' | 'delivered' | 'read'
  /** Who put which reactions on it, by user id. */
  reactions: Map<number, ReactionType[]>
  /** Presses of its buttons that wait for an answer, by callback data. */
  pending: Set<string>
  /** Deleted for both sides. */
  gone: boolean
}

interface ChatBase {
  /** As the Bot API names it. */
  id: number
  info: ApiChat
  messages: Map<number, Stored>
  /** `typing` and the like, until a lab time. */
  activity?: { what: string; until: number } | undefined
  toast?: { text: string; alert: boolean; until: number } | undefined
  keyboard?: string[][] | undefined
}

export interface PrivateChat extends ChatBase {
  kind: 'private'
  bot: Bot
  person: Person
  started: boolean
  blocked: boolean
}

export interface GroupChat extends ChatBase {
  kind: 'group'
  members: Set<Person>
  bots: Map<Bot, 'member' | 'administrator' | 'kicked' | 'left'>
  nextId: number
  upgradedTo?: GroupChat
}

/** A customer's chat with a person whose account a bot is connected to. The bot sees the customer's id. */
export interface BusinessChat extends ChatBase {
  kind: 'business'
  connection: Connection
  customer: Person
  /** Lab time of the customer's last message. */
  lastActive: number
}

export type Chat = PrivateChat | GroupChat | BusinessChat

export interface Connection {
  id: string
  owner: Person
  bot: Bot
  rights: BusinessBotRights
  enabled: boolean
  date: number
  nextId: number
  chats: Map<number, BusinessChat>
}

export interface Person {
  user: User
  phone: string
}

/** A button pressed and not yet answered. */
export interface Press {
  bot: Bot
  chat: Chat
  stored: Stored
  data: string
  until: number
}

export interface Options {
  /** Tokens that exist; undefined: any token of the right form is a bot from its first use. */
  tokens?: readonly string[] | undefined
  /** Whether bots in groups see only what is meant for them. Default true, as with @BotFather. */
  privacy: boolean
  /** Where webhook hosts really are: `{ 'https://hub.example': 'http://127.0.0.1:8787' }`. */
  hosts: Readonly<Record<string, string>>
  limits: Limits | false
  /** The first update_id of each bot; default: a random one. */
  firstUpdate?: number | undefined
}

const defaults: Options = { privacy: true, hosts: {}, limits: usualLimits }

/** Everybody and everything on the emulated Telegram. */
export class World {
  readonly bots = new Map<string, Bot>()
  readonly people = new Map<number, Person>()
  readonly groups = new Map<number, GroupChat>()
  readonly connections = new Map<string, Connection>()
  readonly presses = new Map<string, Press>()
  readonly files = new FileStore()
  readonly kit: Kit
  readonly faults: FaultSwitches
  options: Options
  /** Performs a method for a bot, as if it had been called; the API sets it. */
  perform: (bot: Bot, method: string, values: Record<string, unknown>) => Promise<void> = () => Promise.resolve()
  readonly #listeners = new Map<Chat, Set<() => void>>()
  #serial = 0

  constructor(kit: Kit, faults: FaultSwitches, options: Partial<Options>) {
    this.kit = kit
    this.faults = faults
    this.options = { ...defaults, ...options }
  }

  now(): number {
    return this.kit.clock.now()
  }

  /** Telegram's dates are whole seconds. */
  date(): number {
    return Math.floor(this.now() / 1000)
  }

  serial(): number {
    return ++this.#serial
  }

  /** Unguessable enough, and the same in a run with the same random numbers. */
  key(prefix: string): string {
    return `${prefix}${Math.floor(this.kit.random() * 2 ** 40).toString(36)}${this.serial().toString(36)}`
  }

  addPerson(input: { name: string; last?: string | undefined; username?: string | undefined; language?: string | undefined }): Person {
    // More than 32 bits, as many real ones have.
    const id = 6_100_000_000 + this.serial()
    const { name, last, username, language } = input
    const user: User = {
      id,
      is_bot: false,
      first_name: name,
      ...(last === undefined ? {} : { last_name: last }),
      ...(username === undefined ? {} : { username }),
      ...(language === undefined ? {} : { language_code: language }),
    }
    const person = { user, phone: `telegram:${id}` }
    this.people.set(id, person)
    this.kit.changed(person.phone)
    return person
  }

  onChange(chat: Chat, listener: () => void): () => void {
    const listeners = this.#listeners.get(chat) ?? new Set()
    this.#listeners.set(chat, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(chat)
    }
  }

  /** Tells the phones that show this chat, and whoever waits for something in it. */
  changed(chat: Chat): void {
    for (const person of viewers(chat)) this.kit.changed(person.phone)
    for (const listener of this.#listeners.get(chat) ?? []) listener()
  }
}

function viewers(chat: Chat): Person[] {
  if (chat.kind === 'private') return [chat.person]
  return chat.kind === 'group' ? [...chat.members] : [chat.customer, chat.connection.owner]
}

export const newStored = (message: Message, by: Person | undefined): Stored => ({
  message,
  by,
  state: 'sent',
  reactions: new Map(),
  pending: new Set(),
  gone: false,
})

export const entitiesOf = (message: Message): MessageEntity[] => message.entities ?? message.caption_entities ?? []
export const textOf = (message: Message): string => message.text ?? message.caption ?? ''

export function privateInfo(user: User): ApiChat.PrivateChat {
  return {
    id: user.id,
    first_name: user.first_name,
    ...(user.last_name === undefined ? {} : { last_name: user.last_name }),
    ...(user.username === undefined ? {} : { username: user.username }),
    type: 'private',
  }
}
