import type { Call, Emulator, Kit } from '../emulator.ts'
import { FaultSwitches } from '../faults.ts'
import type { Phone } from '../screen.ts'
import { Account, type Profile } from './account.ts'
import { wechatActions } from './actions.ts'
import { apiHost, handle } from './api.ts'
import { pictureHost, videoHost } from './media.ts'
import type { Options } from './options.ts'
import { LabPerson } from './person.ts'
import { phoneOf } from './screen.ts'
import { World } from './world.ts'

export { LabPerson }
export type { Account, Options, Profile }

/** The WeChat Official Account platform, emulated: its API for the hub, its admin's console, people with phones. */
export class Wechat implements Emulator {
  readonly kind = 'wechat'
  readonly label = { en: 'WeChat Official Account', zh: '微信公众号' }
  readonly hosts = [apiHost, pictureHost, videoHost] as const
  readonly faults = new FaultSwitches()
  readonly actions: Emulator['actions']
  readonly #world: World

  constructor(kit: Kit, options: Partial<Options> = {}) {
    this.#world = new World(kit, this.faults, options)
    this.actions = wechatActions(this.#world, this)
  }

  handle(request: Request, call: Call): Promise<Response> {
    return handle(this.#world, request, call)
  }

  /** A new Official Account; what isn't said is made up. Throws when the appid is taken. */
  account(profile: Profile = {}): Account {
    const account = new Account(this.#world, profile)
    if (this.#world.accounts.has(account.appid)) throw new Error(`There is an account ${account.appid} already`)
    this.#world.accounts.set(account.appid, account)
    for (const { phone } of this.#world.people.values()) this.#world.kit.changed(phone)
    return account
  }

  /** A new person with a phone, who follows nobody yet. Their gestures go to `account`, or to the first there is. */
  person({ name, account }: { name: string; account?: Account }): LabPerson {
    return new LabPerson(this.#world, this.#world.addPerson(name), account)
  }

  /** A person known by id. */
  find(id: number): LabPerson | undefined {
    const person = this.#world.people.get(id)
    return person === undefined ? undefined : new LabPerson(this.#world, person)
  }

  /** Changes some of the options. */
  set options(options: Partial<Options>) {
    this.#world.options = { ...this.#world.options, ...options }
  }

  /** Resolves when every push has made the attempt that is due now. */
  async quiet(): Promise<void> {
    for (const { pusher } of this.#world.accounts.values()) await pusher.quiet()
  }

  phones(ids?: ReadonlySet<string>): Phone[] {
    const people = [...this.#world.people.values()].filter(({ phone }) => ids?.has(phone) !== false)
    return people.map((person) => phoneOf(this.#world, person, Object.keys(this.actions)))
  }

  accounts(): { id: string; name: string }[] {
    return [...this.#world.accounts.values()].map(({ appid, name }) => ({ id: appid, name }))
  }

  media(key: string): { bytes: Uint8Array; mime: string } | undefined {
    return this.#world.files.byKey(key)
  }

  stop(): Promise<void> {
    for (const { pusher } of this.#world.accounts.values()) pusher.stop()
    return Promise.resolve()
  }
}
