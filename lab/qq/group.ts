import type { Bot } from './bot.ts'
import { groupId } from './events.ts'
import type { LabPerson } from './person.ts'
import type { Group, Role, World } from './world.ts'
import { place } from './write.ts'

/** A group, and what its owner does with the bots in it. */
export class LabGroup {
  readonly group: Group
  readonly #world: World
  readonly #owner: LabPerson

  constructor(world: World, title: string, owner: LabPerson, others: { people?: LabPerson[]; bots?: Bot[] } = {}) {
    this.#world = world
    this.#owner = owner
    const people = new Map<LabPerson['person'], Role>([[owner.person, 'owner']])
    for (const { person } of others.people ?? []) people.set(person, 'member')
    this.group = { kind: 'group', n: world.serial(), title, people, bots: new Map(), messages: [], typingUntil: 0 }
    world.groups.set(this.group.n, this.group)
    for (const bot of others.bots ?? []) this.add(bot)
    world.changed(this.group)
  }

  /** `group_openid`, which differs per bot. */
  openid(bot: Bot): string {
    return groupId(this.#world, bot, this.group)
  }

  /** A member, acting in this group. */
  as(person: LabPerson): LabPerson {
    return person.with(this.group)
  }

  join(person: LabPerson, role: Role = 'member'): void {
    this.group.people.set(person.person, role)
    this.#world.changed(this.group)
  }

  add(bot: Bot): void {
    this.#place(bot, { present: true }, 'GROUP_ADD_ROBOT')
  }

  kick(bot: Bot): void {
    this.#place(bot, { present: false }, 'GROUP_DEL_ROBOT')
  }

  /** Lets the bot read every message, or only what calls it. */
  letReadAll(bot: Bot, all = true): void {
    this.#place(bot, { all })
  }

  /** Turns messages that answer nothing on or off. */
  letSpeakUp(bot: Bot, receives: boolean): void {
    this.#place(bot, { receives }, receives ? 'GROUP_MSG_RECEIVE' : 'GROUP_MSG_REJECT')
  }

  mute(bot: Bot, muted = true): void {
    this.#place(bot, { muted })
  }

  #place(bot: Bot, change: Parameters<typeof place>[4], t?: Parameters<typeof place>[5]): void {
    place(this.#world, this.group, bot, this.#owner.person, change, t)
  }
}
