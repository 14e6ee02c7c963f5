import type { Message, MessageOrigin } from '@grammyjs/types'
import { omit } from '../omit.ts'
import type { Bot } from './bot.ts'
import { readableBy } from './readable.ts'
import { entitiesOf, newStored, textOf, type Chat, type GroupChat, type Person, type Stored, type World } from './world.ts'

/** What a message says, without where and when. */
export type Content = Partial<Omit<Message, 'message_id' | 'date' | 'chat' | 'from'>>

export interface Context {
  replyTo?: Stored | undefined
  origin?: MessageOrigin | undefined
}

/** A person writes; the bots that may see it get an update. */
export function postByPerson(world: World, chat: Chat, by: Person, content: Content, context: Context = {}): Stored {
  const message = { ...envelope(world, chat, context), from: by.user, ...content } as Message
  if (chat.kind === 'business') {
    message.business_connection_id = chat.connection.id
    if (by === chat.customer) chat.lastActive = world.now()
  }
  const stored = keep(chat, newStored(message, by))
  announce(world, chat, stored)
  world.changed(chat)
  return stored
}

/** A bot writes; nobody gets an update, the phones show it. */
export function postByBot(world: World, bot: Bot, chat: Chat, content: Content, context: Context = {}): Stored {
  const message = { ...envelope(world, chat, context), from: bot.user, ...content } as Message
  if (chat.kind === 'business') {
    message.business_connection_id = chat.connection.id
    message.sender_business_bot = bot.user
    message.from = chat.connection.owner.user
  }
  const stored = keep(chat, newStored(message, undefined))
  chat.activity = undefined
  world.changed(chat)
  return stored
}

/** Tells the bots about a new message, or about its new version. */
export function announce(world: World, chat: Chat, stored: Stored, edited = false): void {
  const { message } = stored
  const received = (): void => {
    if (stored.state === 'sent') stored.state = 'delivered'
    world.changed(chat)
  }
  const keep = (Math.max(message.date, message.edit_date ?? 0) + 86_400) * 1000 - world.now()
  if (chat.kind === 'business') {
    if (!chat.connection.enabled) return
    const kind = edited ? 'edited_business_message' : 'business_message'
    // The updates' types say more about a message than `Message` does; what they say holds here.
    const { bot } = chat.connection
    bot.updates.push(kind, readableBy(world, bot, message) as never, { queue: `business ${chat.id}`, keep, received })
    return
  }
  for (const bot of chat.kind === 'private' ? [chat.bot] : chat.bots.keys()) {
    if (chat.kind === 'group' && !sees(bot, chat, message)) continue
    bot.updates.push(edited ? 'edited_message' : 'message', readableBy(world, bot, message) as never, {
      queue: `chat ${chat.id}`,
      keep,
      received,
    })
  }
}

/** In privacy mode a bot sees service messages, commands, mentions and replies to itself, unless it is an administrator. */
function sees(bot: Bot, group: GroupChat, message: Message): boolean {
  const status = group.bots.get(bot)
  if (status === 'administrator') return true
  if (status !== 'member') return false
  if (bot.user.can_read_all_group_messages || !hasContent(message)) return true
  if (message.reply_to_message?.from?.id === bot.user.id) return true
  const text = textOf(message)
  return entitiesOf(message).some(({ type, offset, length }) => {
    const marked = text.slice(offset, offset + length)
    if (type === 'bot_command') return !marked.includes('@') || marked.endsWith(`@${bot.user.username}`)
    return type === 'mention' && marked === `@${bot.user.username}`
  })
}

const contents = [
  'text',
  'photo',
  'document',
  'voice',
  'audio',
  'video',
  'video_note',
  'animation',
  'sticker',
  'location',
  'contact',
] as const
const hasContent = (message: Message): boolean => contents.some((name) => message[name] !== undefined)

function envelope(world: World, chat: Chat, { replyTo, origin }: Context): Partial<Message> {
  return {
    message_id: nextId(chat),
    chat: chat.info,
    date: world.date(),
    ...(replyTo === undefined ? {} : { reply_to_message: withoutReply(replyTo.message) as NonNullable<Message['reply_to_message']> }),
    ...(origin === undefined ? {} : { forward_origin: origin }),
  }
}

/** The original in a reply never contains a further reply. */
const withoutReply = (message: Message): Message => omit(message, 'reply_to_message')

function nextId(chat: Chat): number {
  if (chat.kind === 'private') return chat.bot.nextMessageId()
  return chat.kind === 'group' ? chat.nextId++ : chat.connection.nextId++
}

function keep(chat: Chat, stored: Stored): Stored {
  chat.messages.set(stored.message.message_id, stored)
  return stored
}
