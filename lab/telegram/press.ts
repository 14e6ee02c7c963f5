import type { ReactionType } from '@grammyjs/types'
import { readableBy } from './readable.ts'
import type { Chat, Person, Stored, World } from './world.ts'

/** Client.cpp keeps a press for 150 s; later it can't be answered. */
const pressTime = 150_000

/** A person presses a button; the bot that made it gets a `callback_query`. Returns the query's id. */
export function press(world: World, chat: Chat, person: Person, label: string, on: Stored | undefined): string {
  const candidates = on === undefined ? [...chat.messages.values()].toReversed() : [on]
  for (const stored of candidates) {
    const found = buttons(stored).find((one) => one.text === label || one.data === label)
    if (found === undefined) continue
    if (found.data === undefined) throw new Error(`The button «${label}» is a link`)
    return send(world, chat, person, stored, found.data)
  }
  throw new Error(`There is no button «${label}»`)
}

function buttons({ message, gone }: Stored): { text: string; data: string | undefined }[] {
  if (gone) return []
  const rows = message.reply_markup?.inline_keyboard ?? []
  return rows.flat().map((one) => ({ text: one.text, data: 'callback_data' in one ? one.callback_data : undefined }))
}

function send(world: World, chat: Chat, person: Person, stored: Stored, data: string): string {
  const bot = [...world.bots.values()].find(({ user }) => user.id === (stored.message.sender_business_bot ?? stored.message.from)?.id)
  if (bot === undefined) throw new Error('The button is not a bot’s')
  for (const [id, old] of world.presses) {
    if (old.until >= world.now()) break
    world.presses.delete(id)
  }
  const id = String(4_382_000_000_000_000_000n + BigInt(Math.floor(world.kit.random() * 2 ** 48)) * 1000n + BigInt(world.serial()))
  world.presses.set(id, { bot, chat, stored, data, until: world.now() + pressTime })
  stored.pending.add(data)
  const query = { id, from: person.user, message: readableBy(world, bot, stored.message), chat_instance: String(-chat.id * 7), data }
  bot.updates.push('callback_query', query, { queue: `press ${person.user.id}`, keep: pressTime })
  world.changed(chat)
  return id
}

/** A person sets their reactions; in a group only administrators among the bots are told. */
export function react(world: World, chat: Chat, stored: Stored, person: Person, emoji: string[]): void {
  const old = stored.reactions.get(person.user.id) ?? []
  const now = emoji.map((one) => ({ type: 'emoji', emoji: one }) as ReactionType)
  stored.reactions.set(person.user.id, now)
  world.changed(chat)
  if (chat.kind === 'business') return
  const bots = chat.kind === 'private' ? [chat.bot] : [...chat.bots].filter(([, status]) => status === 'administrator').map(([bot]) => bot)
  const content = {
    chat: chat.info,
    message_id: stored.message.message_id,
    user: person.user,
    date: world.date(),
    old_reaction: old,
    new_reaction: now,
  }
  for (const bot of bots) bot.updates.push('message_reaction', content, { queue: `reaction ${chat.id}` })
}
