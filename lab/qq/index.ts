import type { Call, Emulator, Kit } from '../emulator.ts'
import { FaultSwitches } from '../faults.ts'
import type { Phone } from '../screen.ts'
import { accountActions, personActions } from './actions.ts'
import { QqApi } from './api.ts'
import type { Bot, Profile } from './bot.ts'
import { LabGroup } from './group.ts'
import type { Options } from './options.ts'
import { LabPerson } from './person.ts'
import { phoneOf } from './screen.ts'
import { World } from './world.ts'

export type { Options }

/** QQ's bot platform, emulated: API v2 and webhooks for the hub, people with phones for tests, demo and load. */
export class Qq implements Emulator {
  readonly kind = 'qq'
  readonly label = { en: 'QQ', zh: 'QQ' }
  readonly hosts = ['bots.qq.com', 'api.sgroup.qq.com', 'api.bot.qq.com', 'sandbox.api.sgroup.qq.com', 'multimedia.nt.qq.com.cn'] as const
  readonly faults = new FaultSwitches()
  readonly actions: Emulator['actions']
  readonly #world: World
  readonly #api: QqApi
  readonly #can: string[]

  constructor(kit: Kit, options: Partial<Options> = {}) {
    this.#world = new World(kit, this.faults, options)
    this.#api = new QqApi(this.#world)
    const people = personActions(this.#world, this)
    this.#can = Object.keys(people)
    this.actions = { ...people, ...accountActions(this) }
  }

  handle(request: Request, call: Call): Promise<Response> {
    return this.#api.handle(request, call)
  }

  /** Registers a bot. Throws when there is one with this AppID. */
  bot(profile: Profile): Bot {
    return this.#world.addBot(profile)
  }

  /** The bot of an AppID, registered by `bot` or by its first token. */
  account(appId: string): Bot {
    const bot = this.#world.bots.get(appId)
    if (bot === undefined) throw new Error(`There is no bot ${appId}`)
    return bot
  }

  /** A new person with a phone. Writes to `bot`, or to the first bot there is. */
  person(input: { name: string; bot?: Bot }): LabPerson {
    const person = this.#world.addPerson(input.name)
    return new LabPerson(this.#world, person, input.bot?.chatWith(person))
  }

  /** A person known by the id of their phone. */
  find(phone: string): LabPerson | undefined {
    const person = this.#world.people.get(Number(phone.split(':')[1]))
    return person === undefined ? undefined : new LabPerson(this.#world, person)
  }

  people(): LabPerson[] {
    return [...this.#world.people.values()].map((person) => new LabPerson(this.#world, person))
  }

  /** A group of `owner`, with these people and bots in it. */
  group(title: string, owner: LabPerson, others: { people?: LabPerson[]; bots?: Bot[] } = {}): LabGroup {
    return new LabGroup(this.#world, title, owner, others)
  }

  /** Changes options from now on. */
  set(options: Partial<Options>): void {
    this.#world.options = { ...this.#world.options, ...options }
  }

  /** Resolves when every webhook has delivered what is due now. */
  async quiet(): Promise<void> {
    for (const { hook } of this.#world.bots.values()) await hook.quiet()
  }

  phones(ids?: ReadonlySet<string>): Phone[] {
    const people = [...this.#world.people.values()].filter(({ phone }) => ids?.has(phone) !== false)
    return people.map((person) => phoneOf(this.#world, person, this.#can))
  }

  accounts(): { id: string; name: string }[] {
    return [...this.#world.bots.values()].map(({ appId, name }) => ({ id: appId, name }))
  }

  media(key: string): { bytes: Uint8Array; mime: string } | undefined {
    return this.#world.files.byKey(key)
  }

  stop(): Promise<void> {
    for (const { hook } of this.#world.bots.values()) hook.stop()
    return Promise.resolve()
  }
}
