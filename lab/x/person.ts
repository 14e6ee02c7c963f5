import type { Bubble } from '../screen.ts'
import { picture } from '../samples/picture.ts'
import type { LabAccount } from './account.ts'
import { tellRead, tellTyping } from './events/tell.ts'
import { type Place } from './places.ts'
import { bubble, bubbles } from './screen.ts'
import type { Account, Person, Post, StoredFile, User, World } from './world.ts'
import { thread, writeDm, writePost, writeSecret } from './write.ts'
import { type Wanted, waitForBubble } from '../wait-for.ts'

/** A bubble on the phone, or its number. */
export type Which = Bubble | number

export interface Words {
  caption?: string | undefined
  /** In a thread: which post is answered; the newest by default. */
  replyTo?: Which | undefined
}

const idOf = (which: Which): number => (typeof which === 'number' ? which : which.id)
/** Enough of a video for whoever looks at the first bytes. */
const video = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom\x00\x00\x02\x00isomiso2', 'latin1')])
const gif = Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64')

/** A person with a phone. Acts in what is open: the messages with the first account, until something else is opened. */
export class LabPerson {
  readonly person: Person
  readonly #world: World
  readonly #open: Place | undefined

  constructor(world: World, person: Person, open?: Place) {
    this.#world = world
    this.person = person
    this.#open = open
  }

  get id(): string {
    return this.person.user.id
  }

  get user(): User {
    return this.person.user
  }

  /** What this person has posted, oldest first. */
  get posts(): Post[] {
    return [...this.#world.posts.values()].filter(({ by }) => by === this.user)
  }

  /** What is open. Throws when there is no account to write to. */
  get place(): Place {
    const account = this.#world.accounts.values().next().value
    if (this.#open !== undefined) return this.#open
    if (account === undefined) throw new Error('There is no account yet: register one with lab.x.account({ name })')
    return { is: 'dm', account }
  }

  /** The same person in the messages with another account, or somewhere else. */
  with(place: LabAccount | Place): LabPerson {
    return new LabPerson(this.#world, this.person, 'account' in place && !('is' in place) ? { is: 'dm', account: place.account } : place)
  }

  /** The thread that a post on this phone belongs to. */
  thread(which: Which): LabPerson {
    const post = [...this.#world.posts.values()].find((one) => one.n === idOf(which))
    if (post === undefined) throw new Error(`There is no post ${idOf(which)}`)
    return this.with({ is: 'post', root: post.root ?? post })
  }

  say(text: string, words: Words = {}): Bubble {
    return this.#write(text, undefined, words)
  }

  /** A new public post; it mentions the account of the open place when it mentions nobody. */
  post(text: string, file?: Uint8Array): Bubble {
    const stored = file === undefined ? undefined : this.#world.addFile('photo', 'image/png', file)
    return this.with({ is: 'new', account: this.#account() }).#write(text, stored, {})
  }

  /** A message on the encrypted stack. */
  sayEncrypted(text: string): Bubble {
    return this.with({ is: 'secret', account: this.#account() }).say(text)
  }

  sendPhoto(bytes: Uint8Array = picture(800, 600, 0x1d9bf0), words: Words = {}): Bubble {
    return this.#write(words.caption ?? '', this.#world.addFile('photo', 'image/png', bytes), words)
  }

  sendVideo(bytes: Uint8Array = video, words: Words = {}): Bubble {
    return this.#write(words.caption ?? '', this.#world.addFile('video', 'video/mp4', bytes), words)
  }

  sendGif(bytes: Uint8Array = gif, words: Words = {}): Bubble {
    return this.#write(words.caption ?? '', this.#world.addFile('gif', 'image/gif', bytes), words)
  }

  /** Begins to type a message. */
  typing(): void {
    tellTyping(this.#world, this.user, this.#account().user)
  }

  /** Reads everything the account wrote. */
  read(): void {
    const { user } = this.#account()
    const unread = this.#world.dms.filter((dm) => dm.by === user && dm.to === this.user && dm.state !== 'read')
    for (const dm of unread) dm.state = 'read'
    const last = unread.at(-1)
    if (last !== undefined) tellRead(this.#world, this.user, user, last.id)
  }

  follow(): void {
    this.person.follows.add(this.#account())
  }

  unfollow(): void {
    this.person.follows.delete(this.#account())
  }

  block(): void {
    this.person.blocks.add(this.#account())
    this.#world.changed(this.user)
  }

  unblock(): void {
    this.person.blocks.delete(this.#account())
    this.#world.changed(this.user)
  }

  /** What the phone shows in the open place, oldest first. */
  screen(): Bubble[] {
    return bubbles(this.#world, this.person, this.place)
  }

  /** The first bubble that fits, now or later. `after`: only newer ones. Rejects after `timeoutMs` of real time. */
  waitFor(wanted: Wanted, options: { timeoutMs?: number; after?: Which } = {}): Promise<Bubble> {
    return waitForBubble(
      () => this.screen(),
      (look) => this.#world.onChange(look),
      wanted,
      options,
    )
  }

  #write(text: string, file: StoredFile | undefined, { replyTo }: Words): Bubble {
    const { place } = this
    if (place.is === 'post')
      return bubble(writePost(this.#world, this.user, text, { replyTo: this.#answered(place.root, replyTo), file }), this.person)
    const { account } = place
    if (this.person.blocks.has(account)) throw new Error('The account is blocked: unblock it first')
    if (place.is === 'secret') return bubble(writeSecret(this.#world, this.user, account.user, text), this.person)
    if (place.is === 'dm') return bubble(writeDm(this.#world, this.user, account.user, text, { file }), this.person)
    const addressed = this.#world.mentioned(text).length > 0 ? text : `@${account.user.username} ${text}`
    return bubble(writePost(this.#world, this.user, addressed, { file }), this.person)
  }

  #answered(root: Post, which: Which | undefined): Post {
    const posts = thread(this.#world, root)
    const post = which === undefined ? posts.at(-1) : posts.find((one) => one.n === idOf(which))
    if (post === undefined) throw new Error('There is no such post in this thread')
    return post
  }

  #account(): Account {
    const { place } = this
    if (place.is !== 'post') return place.account
    const account = [...this.#world.accounts.values()].find((one) => thread(this.#world, place.root).some((post) => post.by === one.user))
    if (account === undefined) throw new Error('No account takes part in this thread')
    return account
  }
}
