import type { Call, Emulator, Kit } from '../emulator.ts'
import { FaultSwitches } from '../faults.ts'
import type { Phone } from '../screen.ts'
import { addAccount, LabAccount, type AccountInput } from './account.ts'
import { xActions } from './actions.ts'
import { Api } from './api/api.ts'
import type { Limits, Options } from './options.ts'
import { LabPerson } from './person.ts'
import { phoneOf } from './screen.ts'
import { World, type Person } from './world.ts'

export type { Options }

/** X, emulated: API v2 for the hub; direct messages, posts and encrypted chat on the phones of people. */
export class X implements Emulator {
  readonly kind = 'x'
  readonly label = { en: 'X', zh: 'X（推特）' }
  readonly hosts = [
    'api.x.com',
    'api.twitter.com',
    'upload.x.com',
    'upload.twitter.com',
    'pbs.twimg.com',
    'ton.twitter.com',
    'video.twimg.com',
  ] as const
  readonly faults = new FaultSwitches()
  readonly actions: Emulator['actions']
  readonly #world: World
  readonly #api: Api

  constructor(kit: Kit, options: Partial<Options> = {}) {
    this.#world = new World(kit, this.faults, options)
    this.#api = new Api(this.#world)
    this.actions = xActions(this.#world, this)
  }

  handle(request: Request, call: Call): Promise<Response> {
    return this.#api.handle(request, call)
  }

  /** A business with an app of its own, or with the app of a known `consumerKey`. */
  account(input: AccountInput): LabAccount {
    return new LabAccount(this.#world, addAccount(this.#world, input))
  }

  /** A new person with a phone. Takes messages from strangers only when `open`. Writes to `account`, or to the first there is. */
  person(input: { name: string; username?: string; open?: boolean; follows?: readonly LabAccount[]; account?: LabAccount }): LabPerson {
    const user = this.#world.addUser(input.name, input.username)
    const follows = new Set((input.follows ?? []).map((one) => one.account))
    const person: Person = { user, phone: `x:${user.id}`, open: input.open ?? false, follows, blocks: new Set() }
    this.#world.people.set(user.id, person)
    this.#world.changed(user)
    return new LabPerson(this.#world, person, input.account === undefined ? undefined : { is: 'dm', account: input.account.account })
  }

  /** A person by the id of the phone. */
  find(phone: string): LabPerson | undefined {
    const person = this.#world.people.get(phone.split(':')[1] ?? '')
    return person === undefined ? undefined : new LabPerson(this.#world, person)
  }

  set limits(limits: Limits | false) {
    this.#world.options = { ...this.#world.options, limits }
  }

  /** Resolves when every webhook has delivered what is due now. */
  async quiet(): Promise<void> {
    for (const app of this.#world.apps.values()) for (const hook of app.hooks.values()) await hook.quiet()
  }

  phones(ids?: ReadonlySet<string>): Phone[] {
    const people = [...this.#world.people.values()].filter(({ phone }) => ids?.has(phone) !== false)
    return people.map((person) => phoneOf(this.#world, person, Object.keys(this.actions)))
  }

  accounts(): { id: string; name: string }[] {
    return [...this.#world.accounts.values()].map(({ user }) => ({ id: user.id, name: user.name }))
  }

  media(key: string): { bytes: Uint8Array; mime: string } | undefined {
    return this.#world.files.get(key)
  }

  stop(): Promise<void> {
    for (const app of this.#world.apps.values()) for (const hook of app.hooks.values()) hook.stop()
    return Promise.resolve()
  }
}
