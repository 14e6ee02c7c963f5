import { picture } from '../samples/picture.ts'
import type { Bubble } from '../screen.ts'
import type { Bot } from './bot.ts'
import type { FileType } from './files.ts'
import { interact, press, rate } from './interactions.ts'
import { silk, clip, tone } from './samples.ts'
import { bubble, bubbles } from './screen.ts'
import type { Ark, C2c, Chat, Person, Stored, World } from './world.ts'
import { befriend, expire, receive, write } from './write.ts'
import { type Wanted, waitForBubble } from '../wait-for.ts'

/** A bubble on the phone, or its number. */
export type Which = Bubble | number

export interface Words {
  replyTo?: Which | undefined
}

export interface Media extends Words {
  caption?: string | undefined
  name?: string | undefined
  mime?: string | undefined
}

const colours = [0x4a90d9, 0xe07a5f, 0x81b29a, 0xf2b84b, 0x9d7bd8, 0x3d8b8b]
const idOf = (which: Which): number => (typeof which === 'number' ? which : which.id)

/** A person with a phone. Acts in the chat that is open: with the first bot, until another is opened. */
export class LabPerson {
  readonly person: Person
  readonly #world: World
  #open: Chat | undefined

  constructor(world: World, person: Person, open?: Chat) {
    this.#world = world
    this.person = person
    this.#open = open
  }

  /** The chat that is open. Throws when there is no bot to write to. */
  get chat(): Chat {
    this.#open ??= this.#world.bots.values().next().value?.chatWith(this.person)
    if (this.#open === undefined) throw new Error('There is no bot yet: register one with lab.qq.bot({ appId, secret })')
    return this.#open
  }

  /** The same person in another chat. */
  with(chat: Bot | Chat): LabPerson {
    return new LabPerson(this.#world, this.person, 'appId' in chat ? chat.chatWith(this.person) : chat)
  }

  /** The same person in the private messages of a guild, with the bot of the open chat or another. */
  inGuild(bot: Bot = this.#c2c().bot): LabPerson {
    return this.with(bot.dmWith(this.person))
  }

  /** The id this bot knows the person by; in a guild the guild, to which one writes there. */
  get openid(): string {
    const { chat } = this
    if (chat.kind === 'group') throw new Error('In a group a person has an id per bot')
    return chat.kind === 'dm' ? chat.guild : chat.openid
  }

  /** Adds the bot as a friend; `payload` is the callback data of a share link. */
  start(payload?: string, scene?: number): void {
    befriend(this.#world, this.#c2c(), true, {
      ...(payload === undefined ? {} : { param: payload }),
      ...(scene === undefined ? {} : { scene }),
    })
  }

  /** In a group, `@name` of a bot calls it. */
  say(text: string, words: Words = {}): Bubble {
    return this.#write({ text }, words)
  }

  sendPhoto(bytes: Uint8Array = this.#picture(), media: Media = {}): Bubble {
    return this.#send(1, bytes, 'photo.png', media)
  }

  sendVideo(bytes: Uint8Array = clip(), media: Media = {}): Bubble {
    return this.#send(2, bytes, 'video.mp4', media)
  }

  sendFile(bytes: Uint8Array, media: Media = {}): Bubble {
    return this.#send(4, bytes, 'file.bin', media)
  }

  /** A voice, with what the platform hears in it. */
  sendVoice(seconds = 2, voice: Words & { transcript?: string | undefined } = {}): Bubble {
    const { files } = this.#world
    const name = `${this.#world.key(12)}.amr`
    const wav = files.add(3, tone(seconds), { name: `${name}.wav`, mime: 'audio/wav' })
    const file = files.add(3, silk(seconds), { name, mime: 'audio/amr', seconds })
    file.wav = wav
    file.transcript = voice.transcript ?? '你好'
    return this.#write({ text: '', file }, voice)
  }

  /** A card of another app, as the bot gets it in `ark_data`. */
  sendCard(ark: Ark, words: Words = {}): Bubble {
    return this.#write({ text: '', ark }, words)
  }

  /** A place comes as a card; only title and address of its fields are documented. */
  sendLocation(latitude: number, longitude: number, words: Words & { title?: string; address?: string } = {}): Bubble {
    const { title = '位置', address = '' } = words
    const fields = { title, address, latitude: String(latitude), longitude: String(longitude) }
    return this.sendCard({ ark_type: 'map', ark_name: '位置', prompt: `[位置]${title}`, fields }, words)
  }

  /** A shared link comes as a card; the name of its kind is not documented. */
  sendLink(title: string, url: string, words: Words & { description?: string | undefined } = {}): Bubble {
    const fields = { title, desc: words.description ?? '', url }
    return this.sendCard({ ark_type: 'link', ark_name: '链接', prompt: `[分享]${title}`, fields }, words)
  }

  /** Presses a button by its label, data or id, on the newest message that has it or on the one given. */
  press(label: string, which?: Which): void {
    press(this.#world, this.chat, this.person, label, which === undefined ? undefined : this.#message(which))
  }

  /** Presses an entry of the quick menu. */
  menu(key: string): void {
    const chat = this.#c2c()
    if (chat.bot.profile.menu?.some((entry) => entry.key === key) !== true) throw new Error(`The menu has no «${key}»`)
    interact(this.#world, chat.bot, chat, this.person, 12, { feature_id: key })
  }

  /** Puts a thumb below a bot's message; the same again takes it away. */
  rate(which: Which, rating: 'like' | 'dislike'): void {
    rate(this.#world, this.chat, this.person, this.#message(which), rating)
  }

  /** Removes the bot from the friends. */
  block(): void {
    befriend(this.#world, this.#c2c(), false)
  }

  unblock(): void {
    this.start()
  }

  /** Turns off messages that answer nothing. */
  reject(): void {
    receive(this.#world, this.#c2c(), false)
  }

  receive(): void {
    receive(this.#world, this.#c2c(), true)
  }

  /** The time in which the bots here may answer is over from now on. */
  expire(): void {
    for (const bot of this.#world.bots.values()) expire(bot, this.chat)
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

  #send(type: FileType, bytes: Uint8Array, usual: string, media: Media): Bubble {
    const { name = usual, mime, caption = '' } = media
    return this.#write({ text: caption, file: this.#world.files.add(type, bytes, { name, mime }) }, media)
  }

  #write(content: Pick<Stored, 'text'> & Partial<Stored>, { replyTo }: Words): Bubble {
    const quoted = replyTo === undefined ? undefined : this.#message(replyTo)
    const stored = write(this.#world, this.chat, this.person, { ...content, quoted })
    return bubble(this.#world, this.chat, stored, this.person)
  }

  #c2c(): C2c {
    if (this.chat.kind !== 'c2c') throw new Error('That is for the chat with a bot alone')
    return this.chat
  }

  #message(which: Which): Stored {
    const stored = this.chat.messages.find(({ n, recalled }) => n === idOf(which) && !recalled)
    if (stored === undefined) throw new Error(`There is no message ${idOf(which)} in this chat`)
    return stored
  }

  #picture(): Uint8Array {
    return picture(800, 600, colours[Math.floor(this.#world.kit.random() * colours.length)])
  }
}
