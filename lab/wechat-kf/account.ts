import type { Corp } from './corp.ts'
import { MessageLog, type Entry } from './log.ts'
import { newSession, type Session } from './session.ts'
import type { Person, World } from './world.ts'

/** One customer service account (`open_kfid`) of a corp. */
export class KfAccount {
  readonly id: string
  readonly corp: Corp
  readonly log: MessageLog
  readonly sessions = new Map<Person, Session>()
  /** People in WeCom who may serve here, by userid, and whether they are receiving. */
  readonly servicers = new Map<string, { name: string; receiving: boolean }>()
  /** Ids that the hub gave its messages. */
  readonly msgids = new Set<string>()
  /** Lab times of the last `sync_msg` calls without a token. */
  tokenless: number[] = []
  name: string
  /** The next message is accepted and then fails with this `fail_type`. */
  failNext: number | undefined
  readonly #world: World
  readonly #tokens = new Map<string, number>()

  constructor(world: World, corp: Corp, name: string) {
    this.#world = world
    this.corp = corp
    this.name = name
    this.id = world.id('wk', 32)
    this.log = new MessageLog(world)
  }

  session(person: Person): Session {
    let session = this.sessions.get(person)
    if (session === undefined) this.sessions.set(person, (session = newSession(this, person)))
    return session
  }

  /** Writes into the log and tells the hub that there is something. */
  publish(entry: Entry): void {
    this.log.add(entry)
    this.corp.callback?.push(this)
  }

  /** An event of the platform; `fields` as its page lists them. */
  event(type: string, fields: object): void {
    const now = this.#world.now()
    const event = { event_type: type, open_kfid: this.id, ...fields }
    const item = { msgid: this.#world.id('', 32), send_time: Math.floor(now / 1000), origin: 4, msgtype: 'event', event } as const
    this.publish({ at: now, item })
  }

  /** Takes so many places in the log with nothing in them: pages that are empty although more follows. */
  pad(places: number): void {
    for (let left = places; left > 0; left--) this.log.add({ at: this.#world.now() })
  }

  /** For a callback: `sync_msg` takes it for ten minutes. */
  newToken(): string {
    const token = this.#world.id('ENC', 48)
    const now = this.#world.now()
    for (const [old, until] of this.#tokens) if (until <= now) this.#tokens.delete(old)
    this.#tokens.set(token, now + this.#world.options.syncTokenMs)
    return token
  }

  takes(token: string): boolean {
    return this.#world.now() < (this.#tokens.get(token) ?? 0)
  }
}
