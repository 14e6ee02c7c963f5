import { createHash } from 'node:crypto'
import type { Bot } from './bot.ts'
import { emit, groupId, guildId, memberId } from './events.ts'
import { atTheGate } from './errors.ts'
import type { KeyButton } from './keyboard.ts'
import { isBot, type Chat, type Group, type Person, type Stored, type World } from './world.ts'
import { write } from './write.ts'

/** An interaction that its bot must answer. */
export interface Press {
  bot: Bot
  chat: Chat
  button: KeyButton | undefined
}

/** 11 a button, 12 the quick menu, 13 thumbs below a message. The first two wait for an answer. */
type InteractionType = 11 | 12 | 13

const answers: Readonly<Record<number, string>> = {
  1: '操作失败 · failed',
  2: '操作频繁 · too often',
  3: '重复操作 · done already',
  4: '没有权限 · not for you',
  5: '仅管理员操作 · administrators only',
}

/** A person presses a button, by its label, data or id, on that message or on the newest that has it. */
export function press(world: World, chat: Chat, person: Person, wanted: string, on?: Stored): void {
  for (const stored of on === undefined ? chat.messages.toReversed() : [on]) {
    const all = stored.recalled ? [] : (stored.keyboard ?? []).flat()
    const button = all.find(({ id, label, data }) => [label, data, id].includes(wanted))
    if (button !== undefined && isBot(stored.by)) return use(world, chat, person, stored.by, stored, button, all)
  }
  throw new Error(`There is no button «${wanted}»`)
}

function use(world: World, chat: Chat, person: Person, bot: Bot, stored: Stored, button: KeyButton, all: KeyButton[]): void {
  const { type, data, label, id, group } = button
  if (type === 0) throw new Error(`The button «${label}» is a link`)
  if (chat.kind === 'group' && !may(world, chat, bot, person, button)) throw new Error(`«${label}»: ${answers[4]}`)
  if (type === 2) return void write(world, chat, person, { text: chat.kind === 'group' ? `@${bot.name} ${data}` : data })
  const taken = group !== undefined && all.some((one) => one.group === group && one.used)
  if (taken || button.used || button.pending !== undefined) throw new Error(`The button «${label}» can't be pressed any more`)
  const resolved = { button_data: data, button_id: id, message_id: stored.id }
  button.pending = interact(world, bot, chat, person, 11, resolved, button)
  world.changed(chat)
}

function may(world: World, group: Group, bot: Bot, person: Person, { who, listed }: KeyButton): boolean {
  if (who === 0) return listed.includes(memberId(world, bot, group, person))
  return who === 2 || group.people.get(person) !== 'member'
}

/** Tells the bot what a person did. Returns the interaction's id. */
export function interact(
  world: World,
  bot: Bot,
  chat: Chat,
  person: Person,
  type: InteractionType,
  resolved: object,
  button?: KeyButton,
): string {
  const hash = createHash('md5').update(world.key(20)).digest('hex')
  const id = hash.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  const d = {
    id,
    application_id: bot.appId,
    type,
    timestamp: world.time(),
    version: 1,
    data: { type, resolved },
    ...whereabouts(world, bot, chat, person),
  }
  emit(world, bot, 'INTERACTION_CREATE', d, chat)
  if (type !== 13) {
    world.presses.set(id, { bot, chat, button })
    world.kit.clock.after(world.options.answerMs, () => {
      if (close(world, id) !== undefined) world.toast(chat, '机器人没有响应 · no answer')
    })
  }
  return id
}

function whereabouts(world: World, bot: Bot, chat: Chat, person: Person): object {
  if (chat.kind === 'c2c') return { scene: 'c2c', chat_type: 2, user_openid: chat.openid }
  if (chat.kind === 'dm') return { scene: 'guild', chat_type: 0, guild_id: chat.guild, channel_id: chat.channel, user_id: guildId(person) }
  const ids = { group_openid: groupId(world, bot, chat), group_member_openid: memberId(world, bot, chat, person) }
  return { scene: 'group', chat_type: 1, ...ids }
}

/** `PUT /interactions/{id}`: once, and in time; otherwise 630001, and 630003 for another bot's. */
export function answerInteraction(world: World, bot: Bot, id: string, raw: unknown): Response {
  const code = typeof raw === 'object' && raw !== null && 'code' in raw ? raw.code : undefined
  if (typeof code !== 'number' || !Number.isInteger(code) || code < 0 || code > 5) throw atTheGate(630001, 400)
  if (world.presses.get(id)?.bot !== bot) throw atTheGate(world.presses.has(id) ? 630003 : 630001, 400)
  const pressed = close(world, id)
  if (pressed?.button !== undefined && code === 0) pressed.button.used = true
  if (pressed !== undefined && code !== 0) world.toast(pressed.chat, answers[code] ?? '')
  return new Response(null, { status: 204 })
}

function close(world: World, id: string): Press | undefined {
  const pressed = world.presses.get(id)
  world.presses.delete(id)
  if (pressed?.button !== undefined) pressed.button.pending = undefined
  if (pressed !== undefined) world.changed(pressed.chat)
  return pressed
}

/** A person puts a thumb below a bot's message; the same thumb again takes it away. */
export function rate(world: World, chat: Chat, person: Person, stored: Stored, rating: 'like' | 'dislike'): void {
  if (!isBot(stored.by)) throw new Error('Only messages of bots have thumbs')
  const checked = stored.rated !== rating
  stored.rated = checked ? rating : undefined
  const resolved = { feedback_opt: rating === 'like' ? 'LIKE' : 'UNLIKE', checked: checked ? 1 : 0, message_id: stored.id }
  interact(world, stored.by, chat, person, 13, resolved)
  world.changed(chat)
}
