import type { Kit } from '../emulator.ts'
import type { FaultSwitches } from '../faults.ts'
import type { MediaView } from '../screen.ts'
import type { LabPuppet } from './puppet.ts'

/** `MessageType` of wechaty-puppet 1.21. */
export const TYPE = {
  attachment: 1,
  audio: 2,
  contact: 3,
  emoticon: 5,
  image: 6,
  text: 7,
  location: 8,
  recalled: 13,
  url: 14,
  video: 15,
} as const

/** Somebody with WeChat on a phone. */
export interface Person {
  /** As WeChat knows them. */
  id: string
  name: string
  /** Id of the phone. */
  phone: string
  /** Lets programs sign in for it; everybody else is a contact of all such accounts. */
  account: boolean
}

export interface Stored {
  name: string
  mime: string
  bytes: Uint8Array
}

/** What is said in one message. */
export interface Said {
  type: number
  text?: string
  file?: Stored
  media?: MediaView
  place?: { latitude: number; longitude: number; title: string; address: string }
  link?: { title: string; description: string; url: string }
  card?: Person
}

export interface Message extends Said {
  /** WeChat's; they are in no order. */
  id: string
  /** Of the bubble. */
  n: number
  chat: Chat
  from: Person
  at: number
  recalled: boolean
}

export interface Chat {
  /** Of a group: its id in WeChat. */
  id: string
  /** Of a group. */
  topic?: string
  members: Person[]
  messages: Message[]
}

/** Unverified: two minutes, as on phones. */
const recallMs = 120_000

/** Everybody, every chat, and the puppets that programs run. */
export class World {
  readonly kit: Kit
  readonly faults: FaultSwitches
  readonly people = new Map<string, Person>()
  readonly chats = new Map<string, Chat>()
  readonly messages = new Map<string, Message>()
  readonly files = new Map<string, Stored>()
  /** Those that run. */
  readonly puppets = new Set<LabPuppet>()
  readonly #watchers = new Set<() => void>()
  #count = 0

  constructor(kit: Kit, faults: FaultSwitches) {
    this.kit = kit
    this.faults = faults
  }

  add(name: string, account: boolean): Person {
    const person = { id: `wxid_${this.mint(14, 36)}`, name, phone: `wechaty:${(this.#count += 1)}`, account }
    this.people.set(person.id, person)
    // A new contact is a new chat on the phone of every account.
    for (const { phone } of this.people.values()) this.kit.changed(phone)
    return person
  }

  accounts(): Person[] {
    return [...this.people.values()].filter(({ account }) => account)
  }

  /** The chat of two people, begun by looking at it. */
  between(one: Person, other: Person): Chat {
    const id = [one.id, other.id].toSorted().join(' ')
    const chat = this.chats.get(id) ?? { id, members: [one, other], messages: [] }
    this.chats.set(id, chat)
    return chat
  }

  group(topic: string, members: Person[]): Chat {
    const chat = { id: `${this.mint(11, 10)}@chatroom`, topic, members, messages: [] }
    this.chats.set(chat.id, chat)
    for (const { phone } of members) this.kit.changed(phone)
    return chat
  }

  /** The chat with this id of WeChat's, for somebody: a group's, or another person's. */
  chatOf(me: Person, id: string): Chat | undefined {
    const other = this.people.get(id)
    return other === undefined ? this.chats.get(id) : this.between(me, other)
  }

  post(chat: Chat, from: Person, said: Said): Message {
    const message = { ...said, id: this.mint(19, 10), n: chat.messages.length + 1, chat, from, at: this.kit.clock.now(), recalled: false }
    if (said.file !== undefined) this.files.set(message.id, said.file)
    if (said.type !== TYPE.recalled) chat.messages.push(message)
    this.messages.set(message.id, message)
    this.#tell(chat)
    // Puppets are told of everything, also of what they have sent.
    for (const puppet of this.puppets) if (chat.members.some(({ id }) => id === puppet.person?.id)) puppet.hear(message)
    return message
  }

  /** False: it is not one's own, or too late. */
  recall(message: Message, by: Person): boolean {
    if (message.from.id !== by.id || this.kit.clock.now() - message.at > recallMs) return false
    message.recalled = true
    this.post(message.chat, by, { type: TYPE.recalled, text: message.id })
    return true
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  /** Random characters, the first not zero. */
  mint(length: number, base: number): string {
    const pick = (index: number): string =>
      Math.floor(this.kit.random() * (base - (index === 0 ? 1 : 0)) + (index === 0 ? 1 : 0)).toString(base)
    return Array.from({ length }, (_, index) => pick(index)).join('')
  }

  #tell(chat: Chat): void {
    for (const { phone } of chat.members) this.kit.changed(phone)
    for (const watcher of this.#watchers) watcher()
  }
}
