import { createHash } from 'node:crypto'
import type { Bubble, ChatView } from '../screen.ts'
import { picture } from '../samples/picture.ts'
import { voice } from '../samples/voice.ts'
import { raw } from '../weixin/xml.ts'
import type { Account } from './account.ts'
import type { Chat } from './chat.ts'
import { view } from './content.ts'
import { otherEvents, type OtherEvent } from './events.ts'
import { emptyVideo, silence } from './files.ts'
import { follow, scan, unfollow } from './follow.ts'
import { pictureUrl } from './media.ts'
import { pressMenu } from './menu.ts'
import { postEvent, postMessage, type Fields } from './post.ts'
import { phoneOf } from './screen.ts'
import type { Person, World } from './world.ts'
import { type Wanted, waitForBubble } from '../wait-for.ts'

export interface Words {
  /** The article below which it was written, as `<MsgDataId>_<Idx>`. */
  article?: string | undefined
}

export interface FileDetails {
  name?: string | undefined
  mime?: string | undefined
}

const colours = [0x07c160, 0x4a90d9, 0xe07a5f, 0xf2b84b, 0x9d7bd8]

/** What a sticker, and everything else that WeChat does not hand over, arrives as. From memory. */
const unsupported = '【收到不支持的消息类型，暂无法显示】'

/** A person with a phone. What they do happens at once; what the hub does is waited for. */
export class LabPerson {
  readonly person: Person
  readonly #world: World
  #account: Account | undefined

  constructor(world: World, person: Person, account?: Account) {
    this.#world = world
    this.person = person
    this.#account = account
  }

  /** The same person in the chat with another account. */
  with(account: Account): LabPerson {
    return new LabPerson(this.#world, this.person, account)
  }

  /** The chat with the account given, or with the first there is. */
  get chat(): Chat {
    this.#account ??= this.#world.accounts.values().next().value
    if (this.#account === undefined) throw new Error('There is no account yet: make one with lab.wechat.account({…})')
    return this.#account.chatWith(this.person)
  }

  get openid(): string {
    return this.chat.openid
  }

  /** Follows the account; by a code with a scene, if one is given. */
  follow(code?: string): void {
    follow(this.#world, this.chat, code)
  }

  unfollow(): void {
    unfollow(this.#world, this.chat)
  }

  /** Scans a code: the ticket or address from `qrcode/create`, or the scene of a printed one. */
  scan(code: string): void {
    scan(this.#world, this.chat, code)
  }

  say(text: string, { article }: Words = {}): Bubble {
    const [data, index] = article?.split('_') ?? []
    const after: Fields = data === undefined ? {} : { MsgDataId: raw(data), Idx: Number(index ?? 1) }
    return postMessage(this.#world, this.chat, { type: 'text', fields: { Content: text }, shown: { text }, after })
  }

  sendPhoto(bytes: Uint8Array = this.#picture(), { name = 'photo.png', mime = 'image/png' }: FileDetails = {}): Bubble {
    const file = this.#world.files.add({ name, mime, bytes })
    const fields = { PicUrl: pictureUrl(file), MediaId: this.chat.account.addMedia('image', file) }
    return postMessage(this.#world, this.chat, { type: 'image', fields, shown: { media: view('photo', file) } })
  }

  /** The hub is given a silent AMR, the phone plays a chime. With `recognition`, WeChat has understood it. */
  sendVoice(seconds = 2, { recognition }: { recognition?: string | undefined } = {}): Bubble {
    const heard = this.#world.files.add({ name: 'voice.oga', mime: 'audio/ogg', bytes: voice(seconds) })
    const file = this.#world.files.add({ name: 'voice.amr', mime: 'audio/amr', bytes: silence(seconds) })
    const MediaId = this.chat.account.addMedia('voice', file)
    const fields = { MediaId, Format: 'amr', ...(recognition === undefined ? {} : { Recognition: recognition }) }
    return postMessage(this.#world, this.chat, { type: 'voice', fields, shown: { media: view('voice', heard, seconds) } })
  }

  /** `short`: taken within the chat, which is a type of its own. */
  sendVideo(bytes: Uint8Array = emptyVideo(), { short = false }: { short?: boolean | undefined } = {}): Bubble {
    const { account } = this.chat
    const file = this.#world.files.add({ name: 'video.mp4', mime: 'video/mp4', bytes })
    const thumb = this.#world.files.add({ name: 'thumb.png', mime: 'image/png', bytes: this.#picture() })
    const fields = { MediaId: account.addMedia('video', file), ThumbMediaId: account.addMedia('thumb', thumb) }
    return postMessage(this.#world, this.chat, { type: short ? 'shortvideo' : 'video', fields, shown: { media: view('video', file) } })
  }

  /** The account is told of the file, but can't fetch it. The elements are from memory. */
  sendFile(bytes: Uint8Array, { name = 'file.pdf', mime = 'application/octet-stream' }: FileDetails = {}): Bubble {
    const file = this.#world.files.add({ name, mime, bytes })
    const FileMd5 = createHash('md5').update(bytes).digest('hex')
    const fields = { Title: name, Description: '', FileKey: this.#world.key(64), FileMd5, FileTotalLen: bytes.length }
    return postMessage(this.#world, this.chat, { type: 'file', fields, shown: { media: view('file', file) } })
  }

  sendSticker(bytes: Uint8Array = this.#picture()): Bubble {
    const file = this.#world.files.add({ name: 'sticker.png', mime: 'image/png', bytes })
    return postMessage(this.#world, this.chat, { type: 'text', fields: { Content: unsupported }, shown: { media: view('sticker', file) } })
  }

  sendLocation(latitude: number, longitude: number, label = '位置信息'): Bubble {
    const fields = { Location_X: latitude, Location_Y: longitude, Scale: 15, Label: label }
    return postMessage(this.#world, this.chat, { type: 'location', fields, shown: { place: { latitude, longitude, title: label } } })
  }

  sendLink(title: string, url: string, description = ''): Bubble {
    const fields = { Title: title, Description: description, Url: url }
    return postMessage(this.#world, this.chat, { type: 'link', fields, shown: { link: { title, description, url } } })
  }

  /** Chooses an entry of the account's menu, by key or name. */
  menu(key: string): void {
    pressMenu(this.#world, this.chat, key)
  }

  /** Presses an item of a msgmenu or a link like one, by label or id: writes its label. The newest that has it, or the one given. */
  press(label: string, which?: Bubble | number): Bubble {
    const id = typeof which === 'object' ? which.id : which
    const all = [...this.chat.pressable].toReversed().filter(([bubble]) => id === undefined || id === bubble)
    const item = all.flatMap(([, items]) => items).find((one) => one.label === label || (one.id !== '' && one.id === label))
    if (item === undefined) throw new Error(`There is nothing to press called «${label}»`)
    const after: Fields = item.id === '' ? {} : { bizmsgmenuid: raw(item.id) }
    const shown = { text: item.label }
    return postMessage(this.#world, this.chat, { type: 'text', fields: { Content: item.label }, shown, scene: 'menu', after })
  }

  /** An event that has no gesture of its own, with its usual elements or others. */
  event(event: OtherEvent, fields: Fields = {}): void {
    const usual = otherEvents[event]
    postEvent(this.#world, this.chat, event, { ...usual.fields, ...fields }, { personal: usual.personal })
  }

  /** Pays in a shop of the account's, which opens a window; the account is told by other ways than a push. */
  pay(): void {
    this.chat.active('pay')
  }

  /** Turns the account's messages off, still following. */
  block(): void {
    this.#refuse(true)
  }

  unblock(): void {
    this.#refuse(false)
  }

  /** Every window is over from now on. */
  expire(): void {
    this.chat.windows.expire()
  }

  screen(): Bubble[] {
    return [...this.chat.bubbles]
  }

  /** The chat as the phone shows it: notice, typing, menu. */
  view(): ChatView {
    const { chats } = phoneOf(this.#world, this.person, [])
    const found = chats.find(({ id }) => id === this.chat.account.appid)
    if (found === undefined) throw new Error('A chat is always on the phone')
    return found
  }

  /** The first bubble that fits, now or later. `after`: only newer ones. Rejects after `timeoutMs` of real time. */
  waitFor(wanted: Wanted, options: { timeoutMs?: number; after?: Bubble | number } = {}): Promise<Bubble> {
    return waitForBubble(
      () => this.chat.bubbles,
      (look) => this.chat.onChange(look),
      wanted,
      options,
    )
  }

  #picture(): Uint8Array {
    return picture(640, 480, colours[Math.floor(this.#world.kit.random() * colours.length)])
  }

  #refuse(refusing: boolean): void {
    this.chat.refusing = refusing
    this.chat.changed()
  }
}
