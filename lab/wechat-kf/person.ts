import { picture } from '../samples/picture.ts'
import { voice } from '../samples/voice.ts'
import type { Bubble } from '../screen.ts'
import type { KfAccount } from './account.ts'
import { mintCode } from './codes.ts'
import type { MenuItem } from './content.ts'
import { amr, mp4, silk } from './media.ts'
import type { MediaType } from './options.ts'
import { nameOf, rareMessages, type RareMessage } from './samples.ts'
import { bubbles } from './screen.ts'
import { customerWrites, idsOf, type Entrance, type Session, type Stored } from './session.ts'
import { mediaView } from './view.ts'
import type { Person, World } from './world.ts'
import { type Wanted, waitForBubble } from '../wait-for.ts'

/** A bubble on the phone, or its number. */
type Which = Bubble | number

const idOf = (which: Which): number => (typeof which === 'number' ? which : which.id)
const maxSceneParam = 128

/** A customer with a phone. Acts in the chat that is open: the first account's, until another is opened. */
export class LabPerson {
  readonly person: Person
  readonly #world: World
  #open: KfAccount | undefined

  constructor(world: World, person: Person, open?: KfAccount) {
    this.#world = world
    this.person = person
    this.#open = open
  }

  get session(): Session {
    this.#open ??= this.#world.accounts()[0]
    if (this.#open === undefined) throw new Error('There is no account yet: open one with corp.openAccount(name)')
    return this.#open.session(this.person)
  }

  /** As the corp of the open chat knows this person. */
  get externalId(): string {
    return idsOf(this.session).external_userid
  }

  /** The same person in another chat. */
  with(account: KfAccount): LabPerson {
    return new LabPerson(this.#world, this.person, account)
  }

  /** Opens the chat, as through a link with a `scene_param`. Every time it is opened the account gets `enter_session`. */
  start(param = '', from: Partial<Entrance> = {}): void {
    const { session } = this
    const { welcomedAt, wroteAt, account } = session
    session.entrance = { scene: '', scene_param: param, ...from }
    const recent = this.#world.now() - this.#world.options.welcomeMs
    const welcome = Math.max(welcomedAt ?? -Infinity, wroteAt ?? -Infinity) <= recent
    const code = welcome ? { welcome_code: mintCode(this.#world, session, 'welcome') } : {}
    account.event('enter_session', { external_userid: idsOf(session).external_userid, ...session.entrance, ...code })
    this.#world.changed(session)
  }

  /** Follows a link of `add_contact_way`, with `&scene_param=` or without. Returns the person in that chat. */
  scan(link: string): LabPerson {
    const { searchParams } = new URL(link)
    const way = this.#world.links.get(searchParams.get('enc_scene') ?? '')
    if (way === undefined || !way.account.corp.accounts.has(way.account.id)) throw new Error('The link leads nowhere')
    const there = this.with(way.account)
    const param = way.scene === '' ? '' : (searchParams.get('scene_param') ?? '')
    there.start(Buffer.byteLength(param) > maxSceneParam ? '' : param, { scene: way.scene })
    return there
  }

  say(text: string): Bubble {
    return this.#write('text', { content: text }, { text })
  }

  sendPhoto(bytes: Uint8Array = picture(800, 600), name = 'photo.png', mime = 'image/png'): Bubble {
    return this.#sendMedia('image', { bytes, name, mime })
  }

  sendVideo(bytes: Uint8Array = mp4(), name = 'video.mp4', mime = 'video/mp4'): Bubble {
    return this.#sendMedia('video', { bytes, name, mime })
  }

  sendFile(bytes: Uint8Array = Buffer.from('A sample file.\n'), name = 'file.txt', mime = 'text/plain'): Bubble {
    return this.#sendMedia('file', { bytes, name, mime })
  }

  /** The phone plays a chime; the API gets silence in AMR or, if `sync_msg` asks for it, an empty file in SILK. */
  sendVoice(seconds = 2): Bubble {
    const { media } = this.#world
    const { corp } = this.session.account
    const shown = media.keep({ name: 'voice.oga', mime: 'audio/ogg', bytes: voice(seconds) })
    const asAmr = media.issue(corp, 'voice', media.keep({ name: 'voice.amr', mime: 'audio/amr', bytes: amr(seconds) }))
    const asSilk = media.issue(corp, 'voice', media.keep({ name: 'voice.silk', mime: 'audio/silk', bytes: silk() }))
    return this.#write('voice', { media_id: asAmr }, { media: mediaView('voice', shown, seconds) }, asSilk)
  }

  sendLocation(latitude: number, longitude: number, title = '', address = ''): Bubble {
    return this.#write('location', { latitude, longitude, name: title, address }, { place: { latitude, longitude, title, address } })
  }

  sendLink(title: string, url: string, description = ''): Bubble {
    return this.#write('link', { title, desc: description, url, pic_url: '' }, { link: { title, description, url } })
  }

  sendMiniprogram(title: string, appid = 'wx0000000000000001', pagepath = 'pages/index'): Bubble {
    const { media } = this.#world
    const cover = media.keep({ name: 'cover.png', mime: 'image/png', bytes: picture(520, 416) })
    const thumb_media_id = media.issue(this.session.account.corp, 'image', cover)
    return this.#write(
      'miniprogram',
      { title, appid, pagepath, thumb_media_id },
      { link: { title, url: `weixin://dl/business/?appid=${appid}` } },
    )
  }

  /** One of the messages that hubs seldom see. */
  sendRare(type: RareMessage): Bubble {
    return this.#write(type, rareMessages[type], { text: nameOf(type) })
  }

  /** Presses an entry of a menu by its label or id, in the newest message that has it or in the one given. */
  press(label: string, which?: Which): Bubble {
    const candidates = which === undefined ? this.session.messages : [this.#message(which)]
    const found = candidates.flatMap(menuOf).findLast(({ click }) => click.id === label || click.content === label)
    if (found === undefined) throw new Error(`There is no menu entry ${label}`)
    const { id, content } = found.click
    return this.#write('text', { content, ...(id === undefined ? {} : { menu_id: id }) }, { text: content })
  }

  /** Takes an own message back, within two minutes. */
  recall(which: Which): void {
    const stored = this.#message(which)
    if (stored.by !== 'customer') throw new Error('Only own messages can be recalled')
    if (this.#world.now() - stored.bubble.at > this.#world.options.recallMs) throw new Error('It is too late to recall this')
    stored.bubble.recalled = true
    const { session } = this
    session.account.event('user_recall_msg', { external_userid: idsOf(session).external_userid, recall_msgid: stored.msgid })
    this.#world.changed(session)
  }

  /** Takes no more messages of this account: they fail with type 10. The account isn't told. */
  block(): void {
    this.session.refuses = true
    this.#world.changed(this.session)
  }

  unblock(): void {
    this.session.refuses = false
    this.#world.changed(this.session)
  }

  /** As if 48 hours had passed since this customer wrote. */
  expire(): void {
    const { session } = this
    const { now, options } = { now: this.#world.now(), options: this.#world.options }
    session.window.until = now
    const before = (at: number | undefined, ms: number) => (at === undefined ? undefined : Math.min(at, now - ms))
    session.wroteAt = before(session.wroteAt, options.windowMs)
    session.welcomedAt = before(session.welcomedAt, options.welcomeMs)
  }

  /** What the phone shows in the open chat, oldest first. */
  screen(): Bubble[] {
    return bubbles(this.session)
  }

  /** The first bubble that fits, now or later. `after`: only newer ones. Rejects after `timeoutMs` of real time. */
  waitFor(wanted: Wanted, options: { timeoutMs?: number; after?: Which } = {}): Promise<Bubble> {
    return waitForBubble(
      () => this.screen(),
      (look) => this.#world.onChange(this.session, look),
      wanted,
      options,
    )
  }

  #sendMedia(type: Exclude<MediaType, 'voice'>, upload: { bytes: Uint8Array; name: string; mime: string }): Bubble {
    const { media } = this.#world
    const file = media.keep(upload)
    const media_id = media.issue(this.session.account.corp, type, file)
    return this.#write(type, { media_id }, { media: mediaView(type, file) })
  }

  #write(type: string, payload: object, view: Partial<Bubble>, silkId?: string): Bubble {
    if (this.session.entrance === undefined) throw new Error('The chat is not open: press start first')
    const message = { type, payload, view, ...(silkId === undefined ? {} : { silk: silkId }) }
    return { ...customerWrites(this.#world, this.session, message).bubble }
  }

  #message(which: Which): Stored {
    const stored = this.session.messages.find(({ bubble }) => bubble.id === idOf(which))
    if (stored === undefined || stored.bubble.recalled === true) throw new Error(`There is no message ${idOf(which)} in this chat`)
    return stored
  }
}

const menuOf = ({ content }: Stored): Extract<MenuItem, { type: 'click' }>[] =>
  content?.msgtype === 'msgmenu' ? (content.msgmenu.list ?? []).filter((item) => item.type === 'click') : []
