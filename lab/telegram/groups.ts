import type { ChatMember, ChatMemberUpdated, User } from '@grammyjs/types'
import type { Bot } from './bot.ts'
import { postByPerson } from './post.ts'
import type { GroupChat, Person, World } from './world.ts'

type Status = 'member' | 'administrator' | 'kicked' | 'left'

const asMember = (user: User, status: Status): ChatMember =>
  ({ user, status, ...(status === 'kicked' ? { until_date: 0 } : {}) }) as ChatMember

/** Tells a bot that its own place in a chat has changed. */
export function announceStatus(world: World, bot: Bot, chat: ChatMemberUpdated['chat'], from: User, old: Status, now: Status): void {
  const content = { chat, from, date: world.date(), old_chat_member: asMember(bot.user, old), new_chat_member: asMember(bot.user, now) }
  bot.updates.push('my_chat_member', content, { queue: `member ${chat.id}` })
}

export function createGroup(world: World, by: Person, title: string, supergroup: boolean): GroupChat {
  const serial = world.serial()
  const id = supergroup ? -1_002_000_000_000 - serial : -4_000_000_000 - serial
  const info = supergroup ? ({ id, title, type: 'supergroup' } as const) : ({ id, title, type: 'group' } as const)
  const group: GroupChat = { kind: 'group', id, info, messages: new Map(), members: new Set([by]), bots: new Map(), nextId: 1 }
  world.groups.set(id, group)
  postByPerson(world, group, by, supergroup ? { supergroup_chat_created: true } : { group_chat_created: true })
  return group
}

export function addBot(world: World, group: GroupChat, by: Person, bot: Bot): void {
  setStatus(world, group, by, bot, 'member')
  postByPerson(world, group, by, { new_chat_members: [bot.user] })
}

/** Removes, bans, promotes or demotes a bot. */
export function setStatus(world: World, group: GroupChat, by: Person, bot: Bot, status: Status): void {
  const old = group.bots.get(bot) ?? 'left'
  group.bots.set(bot, status)
  announceStatus(world, bot, group.info, by.user, old, status)
  world.changed(group)
}

export function join(world: World, group: GroupChat, person: Person): void {
  group.members.add(person)
  postByPerson(world, group, person, { new_chat_members: [person.user] })
}

export function leave(world: World, group: GroupChat, person: Person): void {
  postByPerson(world, group, person, { left_chat_member: person.user })
  group.members.delete(person)
  world.changed(group)
  world.kit.changed(person.phone)
}

/** A group becomes a supergroup with another id: a service message in each tells of the other. */
export function migrate(world: World, group: GroupChat, by: Person): GroupChat {
  const id = -1_002_000_000_000 - world.serial()
  const { title = '' } = group.info
  const upgraded: GroupChat = {
    kind: 'group',
    id,
    info: { id, title, type: 'supergroup' },
    messages: new Map(),
    members: new Set(group.members),
    bots: new Map(group.bots),
    nextId: 1,
  }
  world.groups.set(id, upgraded)
  group.upgradedTo = upgraded
  postByPerson(world, group, by, { migrate_to_chat_id: id })
  postByPerson(world, upgraded, by, { migrate_from_chat_id: group.id })
  return upgraded
}
