import { FileBox, type FileBoxInterface } from 'file-box'
import type { payloads } from 'wechaty-puppet'
import { PuppetMock } from 'wechaty-puppet-mock'
import { mediaView } from './screen.ts'
import { type Message, type Person, type Said, TYPE, type World } from './world.ts'

const SLOT = 'LAB'
const SCAN = { waiting: 2, scanned: 3, confirmed: 4 } as const
const typeOf: { [kind: string]: number } = { image: TYPE.image, video: TYPE.video }

/** Wechaty's mock puppet with the lab's WeChat behind it: what the mock pretends is asked of the world instead. */
export class LabPuppet extends PuppetMock {
  readonly #world: World
  /** Who is signed in. */
  person: Person | undefined
  /** The code that it shows. */
  code: string | undefined

  constructor(world: World) {
    super()
    this.#world = world
  }

  override async onStart(): Promise<void> {
    if (this.#world.faults.now.down !== 'no') throw new Error('getaddrinfo ENOTFOUND login.weixin.qq.com')
    this.#world.puppets.add(this)
    const kept = this.#world.people.get(String(await this.memory.get(SLOT)))
    if (kept === undefined) this.#showCode()
    else this.#enter(kept)
  }

  override async onStop(): Promise<void> {
    this.#world.puppets.delete(this)
    this.person = this.code = undefined
  }

  /** Somebody scans the code with the phone, and confirms. */
  async scanned(by: Person): Promise<void> {
    this.code = undefined
    for (const status of [SCAN.scanned, SCAN.confirmed]) this.emit('scan', { status })
    this.#enter(by)
    await this.memory.set(SLOT, by.id)
    await this.memory.save()
  }

  /** Ended on the phone; a new code is shown. */
  override async logout(reason = 'signed out on the phone'): Promise<void> {
    const { person } = this
    this.person = undefined
    await super.logout(reason)
    await this.memory.delete(SLOT)
    await this.memory.save()
    if (this.state.active() === true) this.#showCode()
    if (person !== undefined) this.#world.kit.changed(person.phone)
  }

  hear(message: Message): void {
    this.#note('hook', 'message', { messageId: message.id, type: message.type, text: message.text })
    this.emit('message', { messageId: message.id })
  }

  #enter(person: Person): void {
    this.person = person
    this.login(person.id)
    this.#note('hook', 'login', { contactId: person.id })
    this.#world.kit.changed(person.phone)
  }

  #showCode(): void {
    this.code = `http://weixin.qq.com/x/${this.#world.mint(20, 36)}`
    this.#note('hook', 'qrcode', {}, { url: this.code })
    this.emit('scan', { qrcode: this.code, status: SCAN.waiting })
    for (const { phone } of this.#world.accounts()) this.#world.kit.changed(phone)
  }

  #note(way: 'call' | 'hook', what: string, request: object, response?: object): void {
    const account = this.person === undefined ? {} : { account: this.person.name }
    const { journal, clock } = this.#world.kit
    journal.add({ at: clock.now(), platform: 'wechaty', way, what, ...account, status: 200, request, ms: 0, ...(response && { response }) })
  }

  async #send(conversation: string, what: string, said: Said): Promise<string> {
    const { faults } = this.#world
    const chat = this.person && this.#world.chatOf(this.person, conversation)
    if (this.person === undefined) throw new Error('not logged in')
    if (faults.now.down !== 'no') throw new Error('connect ECONNREFUSED')
    if (chat === undefined) throw new Error(`there is no conversation ${conversation}`)
    this.#note('call', what, { conversation, text: said.text, file: said.file?.name })
    const { id } = this.#world.post(chat, this.person, said)
    if (faults.take('loseAnswers', what)) throw new Error('socket hang up')
    return id
  }

  // The mock sends without an id: it says `void`, where the interface says `void | string`.
  override messageSendText(conversation: string, text: string): Promise<never> {
    return this.#send(conversation, 'messageSendText', { type: TYPE.text, text }) as Promise<never>
  }

  override async messageSendFile(conversation: string, box: FileBoxInterface): Promise<never> {
    const file = { name: box.name, mime: box.mediaType, bytes: new Uint8Array(await box.toBuffer()) }
    const type = typeOf[file.mime.split('/')[0] ?? ''] ?? TYPE.attachment
    const media = mediaView(this.#world, type, file)
    return (await this.#send(conversation, 'messageSendFile', { type, file, media })) as never
  }

  override async messageRecall(id: string): Promise<boolean> {
    const message = this.#world.messages.get(id)
    this.#note('call', 'messageRecall', { id })
    return message !== undefined && this.person !== undefined && this.#world.recall(message, this.person)
  }

  #message(id: string): Message {
    const message = this.#world.messages.get(id)
    if (message === undefined) throw new Error('id not found')
    return message
  }

  override async messageRawPayload(id: string): Promise<payloads.Message> {
    const { type, text = '', from, chat, at, file } = this.#message(id)
    const mentionIdList = chat.members.filter(({ name }) => text.includes(`@${name}`)).map((member) => member.id)
    const listener = chat.members.find((member) => member.id !== from.id)?.id ?? from.id
    return {
      id,
      type,
      text,
      talkerId: from.id,
      timestamp: Math.floor(at / 1000),
      ...(file && { filename: file.name }),
      ...(chat.topic === undefined ? { listenerId: listener } : { roomId: chat.id, mentionIdList }),
    }
  }

  override async messageFile(id: string): Promise<FileBoxInterface> {
    const file = this.#world.files.get(id)
    if (file === undefined) throw new Error('no such file')
    return FileBox.fromBase64(Buffer.from(file.bytes).toString('base64'), file.name)
  }

  override async messageContact(id: string): Promise<string> {
    return this.#message(id).card?.id ?? ''
  }

  override async messageLocation(id: string): Promise<payloads.Location> {
    const { title = '', ...place } = this.#message(id).place ?? { latitude: 0, longitude: 0, address: '' }
    return { ...place, name: title, accuracy: 15 }
  }

  override async messageUrl(id: string): Promise<payloads.UrlLink> {
    const { link } = this.#message(id)
    if (link === undefined) throw new Error('not a link')
    return link
  }

  override async contactList(): Promise<string[]> {
    return [...this.#world.people.keys()]
  }

  override async contactRawPayload(id: string): Promise<payloads.Contact> {
    const person = this.#world.people.get(id)
    if (person === undefined) throw new Error('no such contact')
    return { id, name: person.name, avatar: '', gender: 0, type: 1, friend: true, phone: [] }
  }

  override async roomList(): Promise<string[]> {
    return [...this.#world.chats.values()].flatMap(({ id, topic }) => (topic === undefined ? [] : [id]))
  }

  override async roomRawPayload(id: string): Promise<payloads.Room> {
    const chat = this.#world.chats.get(id)
    if (chat?.topic === undefined) throw new Error('no such room')
    return { id, topic: chat.topic, memberIdList: chat.members.map((member) => member.id), adminIdList: [] }
  }

  override async roomMemberList(id: string): Promise<string[]> {
    return (await this.roomRawPayload(id)).memberIdList
  }
}
