import type { Bot } from './bot.ts'
import { addBot, createGroup, join, leave, migrate, setStatus } from './groups.ts'
import type { LabPerson } from './person.ts'
import type { GroupChat, World } from './world.ts'

/** A group, as its owner handles it. */
export class LabGroup {
  readonly #world: World
  readonly #owner: LabPerson
  chat: GroupChat

  private constructor(world: World, owner: LabPerson, chat: GroupChat) {
    this.#world = world
    this.#owner = owner
    this.chat = chat
  }

  static create(
    world: World,
    title: string,
    by: LabPerson,
    others: { people?: LabPerson[]; bots?: Bot[]; supergroup?: boolean },
  ): LabGroup {
    const group = new LabGroup(world, by, createGroup(world, by.person, title, others.supergroup === true))
    for (const person of others.people ?? []) group.join(person)
    for (const bot of others.bots ?? []) group.add(bot)
    return group
  }

  /** As the Bot API names it; changes with `migrate`. */
  get id(): number {
    return this.chat.id
  }

  /** A member, in this group. */
  as(person: LabPerson): LabPerson {
    return person.with(this.chat)
  }

  join(person: LabPerson): void {
    join(this.#world, this.chat, person.person)
  }

  leave(person: LabPerson): void {
    leave(this.#world, this.chat, person.person)
  }

  add(bot: Bot): void {
    addBot(this.#world, this.chat, this.#owner.person, bot)
  }

  kick(bot: Bot): void {
    setStatus(this.#world, this.chat, this.#owner.person, bot, 'kicked')
  }

  promote(bot: Bot): void {
    setStatus(this.#world, this.chat, this.#owner.person, bot, 'administrator')
  }

  /** The group becomes a supergroup with a new id; the old id answers with `migrate_to_chat_id`. */
  migrate(): void {
    this.chat = migrate(this.#world, this.chat, this.#owner.person)
  }
}
