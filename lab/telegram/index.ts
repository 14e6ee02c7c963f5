import type { Call, Emulator, Kit } from '../emulator.ts'
import { FaultSwitches } from '../faults.ts'
import type { Phone } from '../screen.ts'
import { telegramActions } from './actions.ts'
import { BotApi } from './api.ts'
import type { Bot } from './bot.ts'
import { LabGroup } from './group.ts'
import type { Limits } from './limits.ts'
import { LabPerson } from './person.ts'
import { phoneOf } from './screen.ts'
import { World, type Options } from './world.ts'

export { LabGroup, LabPerson }
export type { Bot, Limits, Options }

/** Telegram, emulated: the Bot API for the hub, people with phones for tests, demo and load. */
export class Telegram implements Emulator {
  readonly kind = 'telegram'
  readonly label = { en: 'Telegram', zh: 'Telegram' }
  readonly hosts = ['api.telegram.org'] as const
  readonly faults = new FaultSwitches()
  readonly actions: Emulator['actions']
  readonly #world: World
  readonly #api: BotApi

  constructor(kit: Kit, options: Partial<Options> = {}) {
    this.#world = new World(kit, this.faults, options)
    this.#api = new BotApi(this.#world)
    this.actions = telegramActions(this.#world, this)
  }

  handle(request: Request, call: Call): Promise<Response> {
    return this.#api.handle(request, call)
  }

  /** The bot of a token, made on first use. Throws when the token is malformed, revoked or not listed. */
  bot(token: string, profile: { name?: string; username?: string; privacy?: boolean } = {}): Bot {
    const bot = this.#api.bot(token)
    if (profile.name !== undefined) bot.user.first_name = profile.name
    if (profile.username !== undefined) bot.user.username = profile.username
    if (profile.privacy !== undefined) bot.user.can_read_all_group_messages = !profile.privacy
    return bot
  }

  /** A new person with a phone. Writes to `bot`, or to the first bot there is. */
  person(input: { name: string; last?: string; username?: string; language?: string; bot?: Bot }): LabPerson {
    const person = this.#world.addPerson(input)
    return new LabPerson(this.#world, person, input.bot?.chatWith(person))
  }

  /** A person known by id. */
  find(id: number): LabPerson | undefined {
    const person = this.#world.people.get(id)
    return person === undefined ? undefined : new LabPerson(this.#world, person)
  }

  /** A group made by `by`, with these people and bots in it. */
  group(title: string, by: LabPerson, others: { people?: LabPerson[]; bots?: Bot[]; supergroup?: boolean } = {}): LabGroup {
    return LabGroup.create(this.#world, title, by, others)
  }

  /** The token stops working, as after /revoke; updates stay unread. */
  revoke(token: string): void {
    const bot = this.#api.bot(token)
    bot.revoked = true
    bot.webhook?.stop()
  }

  set limits(limits: Limits | false) {
    this.#world.options = { ...this.#world.options, limits }
  }

  /** Resolves when every webhook has delivered what is due now. */
  async quiet(): Promise<void> {
    for (const bot of this.#world.bots.values()) await bot.webhook?.quiet()
  }

  phones(ids?: ReadonlySet<string>): Phone[] {
    const people = [...this.#world.people.values()].filter(({ phone }) => ids?.has(phone) !== false)
    return people.map((person) => phoneOf(this.#world, person, Object.keys(this.actions)))
  }

  accounts(): { id: string; name: string }[] {
    return [...this.#world.bots.values()].map(({ user }) => ({ id: String(user.id), name: user.first_name }))
  }

  media(key: string): { bytes: Uint8Array; mime: string } | undefined {
    return this.#world.files.byUnique(key)
  }

  stop(): Promise<void> {
    for (const bot of this.#world.bots.values()) {
      bot.webhook?.stop()
      bot.endPoll('terminated by other getUpdates request; make sure that only one bot instance is running')
    }
    return Promise.resolve()
  }
}
