import { c2cMessage, dmMessage, emit, emitMessage, groupId, groupMessage, memberId } from './events.ts'
import type { Bot } from './bot.ts'
import type { C2c, Chat, Group, Membership, Person, Stored, World } from './world.ts'

/** A person writes; the bots that may see it are told. */
export function write(world: World, chat: Chat, person: Person, content: Pick<Stored, 'text'> & Partial<Stored>): Stored {
  if (chat.kind === 'c2c' && chat.friend !== true) throw new Error('The bot is not added: start first')
  if (chat.kind === 'group' && !chat.people.has(person)) throw new Error('Not a member of the group')
  const stored = world.keep(chat, person, content)
  if (chat.kind === 'group') announce(world, chat, stored)
  else if (chat.kind === 'dm') emitMessage(world, chat.bot, 'DIRECT_MESSAGE_CREATE', dmMessage(world, chat, stored), chat, stored)
  else {
    chat.lastFromPerson = stored.at
    chat.wakeups.clear()
    emitMessage(world, chat.bot, 'C2C_MESSAGE_CREATE', c2cMessage(world, chat, stored), chat, stored)
  }
  return stored
}

/** A bot in a group hears what calls it by `@name`, and everything when the owner lets it. */
function announce(world: World, group: Group, stored: Stored): void {
  for (const [bot, { present, all }] of group.bots) {
    const called = stored.text.includes(`@${bot.name}`)
    if (!present || (!called && !all)) continue
    const t = called ? 'GROUP_AT_MESSAGE_CREATE' : 'GROUP_MESSAGE_CREATE'
    emitMessage(world, bot, t, groupMessage(world, bot, group, stored, called), group, stored)
  }
}

const unix = (world: World): number => Math.floor(world.now() / 1000)

/** Adds the bot as a friend (`scene`: how it was found, `param`: the callback data of a share link), or removes it. */
export function befriend(world: World, chat: C2c, friend: boolean, from: { scene?: number; param?: string } = {}): void {
  if (chat.friend === friend) return
  chat.friend = friend
  const { scene = from.param === undefined ? 1001 : 2003, param } = from
  const added = { scene, ...(param === undefined ? {} : { scene_param: param }), author: { union_openid: '' } }
  const d = { openid: chat.openid, timestamp: unix(world), ...(friend ? added : {}) }
  emit(world, chat.bot, friend ? 'FRIEND_ADD' : 'FRIEND_DEL', d, chat)
  world.changed(chat)
}

/** Turns messages that answer nothing on or off. */
export function receive(world: World, chat: C2c, receives: boolean): void {
  if (chat.receives === receives) return
  chat.receives = receives
  const d = { openid: chat.openid, timestamp: unix(world) }
  emit(world, chat.bot, receives ? 'C2C_MSG_RECEIVE' : 'C2C_MSG_REJECT', d, chat)
  world.changed(chat)
}

export type GroupEvent = 'GROUP_ADD_ROBOT' | 'GROUP_DEL_ROBOT' | 'GROUP_MSG_REJECT' | 'GROUP_MSG_RECEIVE'

/** Changes what a bot is in a group, and tells it. */
export function place(world: World, group: Group, bot: Bot, by: Person, change: Partial<Membership>, t?: GroupEvent): void {
  const old = group.bots.get(bot) ?? { present: false, all: false, receives: true, muted: false }
  group.bots.set(bot, { ...old, ...change })
  if (t === undefined) return
  const ids = { group_openid: groupId(world, bot, group), op_member_openid: memberId(world, bot, group, by) }
  emit(world, bot, t, { ...ids, timestamp: unix(world) }, group)
  world.changed(group)
}

/** The time to answer is over: as if it had passed for everything that was said or done so far. */
export function expire(bot: Bot, chat: Chat): void {
  for (const anchor of bot.anchors.values()) if (anchor.chat === chat) anchor.at = -Infinity
}
