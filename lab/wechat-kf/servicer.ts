import { picture } from '../samples/picture.ts'
import type { Bubble } from '../screen.ts'
import type { KfAccount } from './account.ts'
import { mintCode } from './codes.ts'
import { nameOf, rareMessages, type RareMessage } from './samples.ts'
import { idsOf, show, type Session } from './session.ts'
import { mediaView } from './view.ts'
import type { World } from './world.ts'

/** Kinds of `session_status_change`. Source: the event's page. */
const change = { taken: 1, transferred: 2, ended: 3, reopened: 4 }

/** Somebody of the corp in the WeCom client, where the API isn't asked. */
export class LabServicer {
  readonly userid: string
  readonly #world: World
  readonly #account: KfAccount

  constructor(world: World, account: KfAccount, userid: string) {
    this.#world = world
    this.#account = account
    this.userid = userid
  }

  /** Writes to a customer (origin 5), and takes the session over if somebody else has it. */
  say(session: Session, text: string): Bubble {
    return this.#write(session, 'text', { content: text }, { text })
  }

  sendPhoto(session: Session): Bubble {
    const { media } = this.#world
    const file = media.keep({ name: 'photo.png', mime: 'image/png', bytes: picture(640, 480, 0x3d8b8b) })
    const media_id = media.issue(this.#account.corp, 'image', file)
    return this.#write(session, 'image', { media_id }, { media: mediaView('image', file) })
  }

  sendRare(session: Session, type: RareMessage): Bubble {
    return this.#write(session, type, rareMessages[type], { text: nameOf(type) })
  }

  /**
   * Takes the session: from the pool (change 1), or again after its end or a transfer (4). Out of the hands of the assistant it
   * counts as taken from the pool [from memory].
   */
  take(session: Session): void {
    const { state, servicer: old } = session
    if (state === 3 && old === this.userid) return
    session.state = 3
    session.servicer = this.userid
    if (state === 3 || state === 4) this.#changed(session, change.reopened, { old_servicer_userid: old, new_servicer_userid: this.userid })
    else this.#changed(session, change.taken, { new_servicer_userid: this.userid, msg_code: mintCode(this.#world, session, 'taken') })
  }

  transfer(session: Session, to: string): void {
    this.#mustServe(session)
    session.servicer = to
    this.#changed(session, change.transferred, { old_servicer_userid: this.userid, new_servicer_userid: to })
  }

  end(session: Session): void {
    this.#mustServe(session)
    session.state = 4
    this.#changed(session, change.ended, { old_servicer_userid: this.userid, msg_code: mintCode(this.#world, session, 'ended') })
  }

  /** Takes back what was written here. */
  recall(session: Session, which: Bubble | number): void {
    const id = typeof which === 'number' ? which : which.id
    const stored = session.messages.find(({ bubble, by }) => bubble.id === id && by === 'servicer')
    if (stored === undefined) throw new Error(`There is no message ${id} of a servicer in this chat`)
    stored.bubble.recalled = true
    const ids = { external_userid: idsOf(session).external_userid, servicer_userid: this.userid }
    this.#account.event('servicer_recall_msg', { ...ids, recall_msgid: stored.msgid })
    this.#world.changed(session)
  }

  /** Takes no more messages of this customer, or takes them again. */
  refuse(session: Session, refused: boolean): void {
    session.refused = refused
    const ids = { external_userid: idsOf(session).external_userid, servicer_userid: this.userid }
    this.#account.event('reject_customer_msg_switch_change', { ...ids, reject_switch: refused ? 1 : 0 })
  }

  /** Receives customers, pauses, or stops. */
  setStatus(status: 'receiving' | 'paused' | 'stopped'): void {
    const receiving = status === 'receiving'
    const name = this.#account.servicers.get(this.userid)?.name ?? this.userid
    this.#account.servicers.set(this.userid, { name, receiving })
    const stop = receiving ? {} : { stop_type: status === 'paused' ? 1 : 0 }
    this.#account.event('servicer_status_change', { servicer_userid: this.userid, status: receiving ? 1 : 2, ...stop })
  }

  #write(session: Session, type: string, payload: object, view: Partial<Bubble>): Bubble {
    this.take(session)
    const author = this.#account.servicers.get(this.userid)?.name ?? this.userid
    const stored = show(this.#world, session, { msgid: this.#world.id('', 32), by: 'servicer', author, view })
    const ids = { msgid: stored.msgid, ...idsOf(session), servicer_userid: this.userid }
    const item = { ...ids, send_time: this.#world.date(), origin: 5, msgtype: type, [type]: payload } as const
    this.#account.publish({ at: this.#world.now(), item })
    return { ...stored.bubble }
  }

  #changed(session: Session, change_type: number, more: object): void {
    this.#account.event('session_status_change', { external_userid: idsOf(session).external_userid, change_type, ...more })
    this.#world.changed(session)
  }

  #mustServe({ state, servicer }: Session): void {
    if (state !== 3 || servicer !== this.userid) throw new Error(`${this.userid} does not serve this customer`)
  }
}
