import type { Emulator, Kit } from '../emulator.ts'
import { FaultSwitches } from '../faults.ts'
import type { Phone } from '../screen.ts'
import { wechatyActions } from './actions.ts'
import { LabPerson } from './person.ts'
import type { LabPuppet } from './puppet.ts'
import { phoneOf } from './screen.ts'
import { type Chat, World } from './world.ts'

export { LabPerson }

export interface Options {
  /** Name of the account that is there when a hub connects and nobody has made one. */
  account: string
}

/** Personal WeChat as wechaty shows it: no HTTP, but puppets for a hub in this process, and phones. Needs `wechaty-puppet-mock`. */
export class Wechaty implements Emulator {
  readonly kind = 'wechaty'
  readonly label = { en: 'WeChat (personal)', zh: '个人微信' }
  readonly hosts = [] as const
  readonly faults = new FaultSwitches()
  readonly actions: Emulator['actions']
  readonly #world: World
  readonly #options: Options

  constructor(kit: Kit, options: Partial<Options> = {}) {
    this.#options = { account: 'Acme', ...options }
    this.#world = new World(kit, this.faults)
    this.actions = wechatyActions(this.#world, this)
    this.faults.onChange(({ unauthorized }) => {
      if (unauthorized) for (const puppet of this.#world.puppets) void puppet.logout('signed out by WeChat')
    })
  }

  /** For the option `puppet` of the adapter: a new puppet, which shows a code or goes on with the session that it kept. */
  async puppet(): Promise<LabPuppet> {
    const { LabPuppet } = await import('./puppet.ts')
    if (this.#world.accounts().length === 0) this.account({ name: this.#options.account })
    return new LabPuppet(this.#world)
  }

  /** A new account with a phone. Sign a program in with `scan`. */
  account({ name }: { name: string }): LabPerson {
    return new LabPerson(this.#world, this.#world.add(name, true))
  }

  /** A new contact of all accounts, with a phone. Writes to the first account there is. */
  person({ name }: { name: string }): LabPerson {
    return new LabPerson(this.#world, this.#world.add(name, false))
  }

  /** A group of everybody there is. */
  group(topic: string): Chat {
    return this.#world.group(topic, [...this.#world.people.values()])
  }

  /** Somebody known by the id of the phone. */
  find(phone: string): LabPerson | undefined {
    const person = [...this.#world.people.values()].find((one) => one.phone === phone)
    return person && new LabPerson(this.#world, person)
  }

  handle(): Promise<Response> {
    return Promise.resolve(new Response(null, { status: 404 }))
  }

  phones(ids?: ReadonlySet<string>): Phone[] {
    const people = [...this.#world.people.values()].filter(({ phone }) => ids?.has(phone) !== false)
    const can = Object.keys(this.actions)
    return people.map((person) => phoneOf(this.#world, person, person.account ? can : can.filter((one) => one !== 'logout')))
  }

  accounts(): { id: string; name: string }[] {
    return this.#world.accounts().map(({ id, name }) => ({ id, name }))
  }

  media(key: string): { bytes: Uint8Array; mime: string } | undefined {
    return this.#world.files.get(key)
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#world.puppets].map((puppet) => puppet.stop()))
  }
}
