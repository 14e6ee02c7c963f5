import { picture } from '../samples/picture.ts'
import { voice } from '../samples/voice.ts'
import type { Bubble } from '../screen.ts'
import { bubbleOf, bubblesOf, mediaView } from './screen.ts'
import { type Chat, type Message, type Person, type Said, type Stored, TYPE, type World } from './world.ts'
import { type Wanted, waitForBubble } from '../wait-for.ts'

type Which = Bubble | number

/** What programs get for a voice message: SILK, which WeChat records; this one is silent. */
const silk = new Uint8Array([2, ...new TextEncoder().encode('#!SILK_V3'), 0xff, 0xff])

/** Somebody with a phone. Acts in the chat that is open: with the first account, or the first contact, until another is opened. */
export class LabPerson {
  readonly person: Person
  readonly #world: World
  readonly #open: Chat | undefined

  constructor(world: World, person: Person, open?: Chat) {
    this.#world = world
    this.person = person
    this.#open = open
  }

  get chat(): Chat {
    const other = [...this.#world.people.values()].find(({ account }) => account !== this.person.account)
    const chat = this.#open ?? (other && this.#world.between(this.person, other))
    if (chat === undefined) throw new Error('There is nobody to write to yet')
    return chat
  }

  /** The same phone, with the chat with somebody or in a group open. */
  with(other: LabPerson | Chat): LabPerson {
    return new LabPerson(this.#world, this.person, other instanceof LabPerson ? this.#world.between(this.person, other.person) : other)
  }

  /** Scans the code that a program shows, by default the newest, and confirms: the program is signed in as this person. */
  async scan(code?: string): Promise<void> {
    const puppet = [...this.#world.puppets].findLast((one) => one.code !== undefined && (code === undefined || one.code === code))
    if (puppet === undefined) throw new Error('The code is not valid, or not any more')
    this.person.account = true
    await puppet.scanned(this.person)
  }

  /** Ends all sessions of programs on the phone. */
  async logout(): Promise<void> {
    for (const puppet of this.#world.puppets) if (puppet.person?.id === this.person.id) await puppet.logout()
  }

  say(text: string): Bubble {
    return this.#write({ type: TYPE.text, text })
  }

  sendPhoto(bytes: Uint8Array = picture(800, 600), name = 'photo.png', mime = 'image/png'): Bubble {
    return this.#sendFile(TYPE.image, { bytes, name, mime })
  }

  sendVideo(bytes: Uint8Array, name = 'video.mp4', mime = 'video/mp4'): Bubble {
    return this.#sendFile(TYPE.video, { bytes, name, mime })
  }

  sendFile(bytes: Uint8Array = Buffer.from('A sample file.\n'), name = 'file.txt', mime = 'text/plain'): Bubble {
    return this.#sendFile(TYPE.attachment, { bytes, name, mime })
  }

  sendSticker(bytes: Uint8Array = picture(240, 240, 0xf5a623), name = 'sticker.png', mime = 'image/png'): Bubble {
    return this.#sendFile(TYPE.emoticon, { bytes, name, mime })
  }

  sendVoice(seconds = 2): Bubble {
    const media = mediaView(this.#world, TYPE.audio, { name: 'voice.oga', mime: 'audio/ogg', bytes: voice(seconds) }, seconds)
    return this.#write({ type: TYPE.audio, media, file: { name: 'voice.sil', mime: 'audio/silk', bytes: silk } })
  }

  sendLocation(latitude: number, longitude: number, title = '', address = ''): Bubble {
    return this.#write({ type: TYPE.location, place: { latitude, longitude, title, address } })
  }

  sendLink(title: string, url: string, description = ''): Bubble {
    return this.#write({ type: TYPE.url, link: { title, description, url } })
  }

  sendContact(of: LabPerson = this): Bubble {
    return this.#write({ type: TYPE.contact, card: of.person })
  }

  recall(which: Which): void {
    const id = typeof which === 'number' ? which : which.id
    const message = this.chat.messages.find(({ n }) => n === id)
    if (message === undefined || !this.#world.recall(message, this.person)) throw new Error('Only what one has just said can be recalled')
  }

  /** What the phone shows in this chat, oldest first. */
  screen(): Bubble[] {
    return bubblesOf(this.person, this.chat)
  }

  /** The newest bubble of the other side that has these words, or fits; waits for it. */
  waitFor(wanted: Wanted, options: { timeoutMs?: number } = {}): Promise<Bubble> {
    return waitForBubble(
      () => this.screen(),
      (look) => this.#world.watch(look),
      wanted,
      options,
    )
  }

  #sendFile(type: number, file: Stored): Bubble {
    return this.#write({ type, file, media: mediaView(this.#world, type, file) })
  }

  #write(said: Said): Bubble {
    const message: Message = this.#world.post(this.chat, this.person, said)
    return bubbleOf(this.person, message)
  }
}
