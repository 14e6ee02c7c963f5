import type { BusinessBotRights, Message } from '@grammyjs/types'
import { defined } from '../omit.ts'
import type { Bubble } from '../screen.ts'
import { picture } from '../samples/picture.ts'
import { voice } from '../samples/voice.ts'
import type { Bot } from './bot.ts'
import { businessChatOf, changeConnection, connectBusiness, deleteBusinessMessages } from './business.ts'
import { announceStatus } from './groups.ts'
import { mediaContent, type Details, type MediaKind } from './media.ts'
import { announce, postByPerson, type Content } from './post.ts'
import { press, react } from './press.ts'
import { bubble, bubbles } from './screen.ts'
import { withFound } from './text/formatted.ts'
import type { Chat, Connection, GroupChat, Person, Stored, World } from './world.ts'
import { type Wanted, waitForBubble } from '../wait-for.ts'

/** A bubble on the phone, or its number. */
export type Which = Bubble | number

export interface Words {
  replyTo?: Which | undefined
  /** The name of the person it is forwarded from. */
  forwardedFrom?: string | undefined
}

export interface Media extends Words, Details {
  caption?: string | undefined
  name?: string | undefined
  mime?: string | undefined
}

const colours = [0x4a90d9, 0xe07a5f, 0x81b29a, 0xf2b84b, 0x9d7bd8, 0x3d8b8b, 0xd96a9b, 0x6b8e4e]

const idOf = (which: Which): number => (typeof which === 'number' ? which : which.id)

/** A person with a phone. Acts in the chat that is open: the first bot's, until another is opened. */
export class LabPerson {
  readonly person: Person
  readonly #world: World
  #open: Chat | undefined

  constructor(world: World, person: Person, open?: Chat) {
    this.#world = world
    this.person = person
    this.#open = open
  }

  get id(): number {
    return this.person.user.id
  }

  /** The same person in another chat. */
  with(chat: Bot | GroupChat | Chat): LabPerson {
    return new LabPerson(this.#world, this.person, 'token' in chat ? chat.chatWith(this.person) : chat)
  }

  /** The chat that is open. Throws when there is no bot to write to. */
  get chat(): Chat {
    const bot = this.#world.bots.values().next().value
    this.#open ??= bot?.chatWith(this.person)
    if (this.#open === undefined) throw new Error('There is no bot yet: register one with lab.telegram.bot(token)')
    if (this.#open.kind === 'group' && this.#open.upgradedTo !== undefined) this.#open = this.#open.upgradedTo
    return this.#open
  }

  /** Presses Start, with the payload of a deep link if there is one. Also unblocks. */
  start(payload?: string): Bubble {
    const { chat } = this
    if (chat.kind !== 'private') throw new Error('Only a chat with a bot can be started')
    this.unblock()
    chat.started = true
    return this.say(payload === undefined ? '/start' : `/start ${payload}`)
  }

  say(text: string, words: Words = {}): Bubble {
    const { entities } = withFound({ text, entities: [] })
    return this.#post({ text, ...(entities.length === 0 ? {} : { entities }) }, words)
  }

  sendPhoto(bytes: Uint8Array = this.#picture(), media: Media = {}): Bubble {
    return this.#sendMedia('photo', bytes, { name: 'photo.jpg', ...media })
  }

  sendDocument(bytes: Uint8Array, media: Media = {}): Bubble {
    return this.#sendMedia('document', bytes, { name: 'file.bin', mime: 'application/octet-stream', ...media })
  }

  sendVoice(seconds = 2, media: Media = {}): Bubble {
    return this.#sendMedia('voice', voice(seconds), { name: 'voice.oga', mime: 'audio/ogg', seconds, ...media })
  }

  sendAudio(bytes: Uint8Array, media: Media = {}): Bubble {
    return this.#sendMedia('audio', bytes, { name: 'audio.mp3', mime: 'audio/mpeg', ...media })
  }

  sendVideo(bytes: Uint8Array, media: Media = {}): Bubble {
    return this.#sendMedia('video', bytes, { name: 'video.mp4', mime: 'video/mp4', ...media })
  }

  sendSticker(bytes: Uint8Array = this.#picture(), media: Media = {}): Bubble {
    return this.#sendMedia('sticker', bytes, { name: 'sticker.webp', mime: 'image/webp', ...media })
  }

  /** Several photos at once; each is a message of its own with the same `media_group_id`. The caption is on the first. */
  sendAlbum(photos: number | Uint8Array[] = 3, media: Media = {}): Bubble[] {
    const all = typeof photos === 'number' ? Array.from({ length: photos }, () => this.#picture()) : photos
    const album = String(13_000_000_000_000_000 + this.#world.serial())
    const { caption, ...rest } = media
    return all.map((bytes, index) => {
      const content = this.#media('photo', bytes, { name: 'photo.jpg', ...rest, ...(index === 0 ? { caption } : {}) })
      return this.#post({ ...content, media_group_id: album }, rest)
    })
  }

  sendLocation(latitude: number, longitude: number, words: Words = {}): Bubble {
    return this.#post({ location: { latitude, longitude } }, words)
  }

  sendContact(name: string, phone: string, words: Words = {}): Bubble {
    return this.#post({ contact: { first_name: name, phone_number: phone } }, words)
  }

  /** Changes the text or the caption of an own message. */
  edit(which: Which, text: string): Bubble {
    const stored = this.#own(which)
    const { entities: _, caption_entities: __, ...message } = stored.message
    const changed = { ...message, ...(message.text === undefined ? { caption: text } : { text }), edit_date: this.#world.date() }
    stored.message = changed
    announce(this.#world, this.chat, stored, true)
    this.#world.changed(this.chat)
    return bubble(this.#world, stored, this.person)
  }

  /** Sets the reactions on a message; none takes them away. */
  react(which: Which, ...emoji: string[]): void {
    react(this.#world, this.chat, this.#message(which), this.person, emoji)
  }

  /** Presses a button by its label or data, on the newest message that has it or on the one given. Returns the query's id. */
  press(label: string, which?: Which): string {
    return press(this.#world, this.chat, this.person, label, which === undefined ? undefined : this.#message(which))
  }

  block(): void {
    this.#setBlocked(true)
  }

  unblock(): void {
    this.#setBlocked(false)
  }

  /** Connects a bot to the person's business account. */
  connect(bot: Bot, rights: BusinessBotRights = { can_reply: true, can_read_messages: true }): Connection {
    return connectBusiness(this.#world, this.person, bot, rights)
  }

  changeConnection(connection: Connection, change: { enabled?: boolean; rights?: BusinessBotRights }): void {
    changeConnection(connection, change)
  }

  /** The person as a customer of a connected business account; for its owner, the chat with that customer. */
  asCustomerOf(connection: Connection): LabPerson {
    return this.with(businessChatOf(connection, this.person))
  }

  /** Deletes messages of a business chat for both sides. */
  deleteMessages(...which: Which[]): void {
    if (this.chat.kind !== 'business') throw new Error('Bots are told of deletions only in business chats')
    deleteBusinessMessages(this.#world, this.chat, which.map(idOf))
  }

  /** What the phone shows in the open chat, oldest first. */
  screen(): Bubble[] {
    return bubbles(this.#world, this.chat, this.person)
  }

  /** The first bubble that fits, now or later. `after`: only newer ones. Rejects after `timeoutMs` of real time. */
  waitFor(wanted: Wanted, options: { timeoutMs?: number; after?: Which } = {}): Promise<Bubble> {
    return waitForBubble(
      () => this.screen(),
      (look) => this.#world.onChange(this.chat, look),
      wanted,
      options,
    )
  }

  #post(content: Content, words: Words): Bubble {
    const { chat } = this
    if (chat.kind === 'private' && chat.blocked) throw new Error('The bot is blocked: unblock it first')
    if (chat.kind === 'private' && !chat.started) throw new Error('The chat is not started: press start first')
    if (chat.kind === 'group' && !chat.members.has(this.person)) throw new Error('Not a member of the group')
    const { replyTo, forwardedFrom } = words
    const origin = { type: 'hidden_user' as const, sender_user_name: forwardedFrom ?? '', date: this.#world.date() }
    const stored = postByPerson(this.#world, chat, this.person, content, {
      replyTo: replyTo === undefined ? undefined : this.#message(replyTo),
      origin: forwardedFrom === undefined ? undefined : origin,
    })
    return bubble(this.#world, stored, this.person)
  }

  #sendMedia(kind: MediaKind, bytes: Uint8Array, media: Media): Bubble {
    return this.#post(this.#media(kind, bytes, media), media)
  }

  #media(kind: MediaKind, bytes: Uint8Array, media: Media): Partial<Message> {
    const { name = '', mime = 'image/jpeg', caption } = media
    const { seconds, title, performer, emoji } = media
    const details = defined({ seconds, title, performer, emoji })
    const file = this.#world.files.add(kind, { name, mime, bytes })
    return { ...mediaContent(this.#world, kind, file, details), ...(caption === undefined ? {} : { caption }) }
  }

  #picture(): Uint8Array {
    return picture(800, 600, colours[Math.floor(this.#world.kit.random() * colours.length)])
  }

  #setBlocked(blocked: boolean): void {
    const { chat } = this
    if (chat.kind !== 'private' || chat.blocked === blocked) return
    chat.blocked = blocked
    const [old, now] = blocked ? (['member', 'kicked'] as const) : (['kicked', 'member'] as const)
    announceStatus(this.#world, chat.bot, chat.info, this.person.user, old, now)
    this.#world.changed(chat)
  }

  #message(which: Which): Stored {
    const stored = this.chat.messages.get(idOf(which))
    if (stored === undefined || stored.gone) throw new Error(`There is no message ${idOf(which)} in this chat`)
    return stored
  }

  #own(which: Which): Stored {
    const stored = this.#message(which)
    if (stored.by !== this.person) throw new Error('Only own messages can be edited')
    return stored
  }
}
