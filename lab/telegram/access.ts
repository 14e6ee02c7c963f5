import type { Args } from './args.ts'
import type { Bot } from './bot.ts'
import { badRequest, forbidden, upgraded } from './errors.ts'
import type { BusinessChat, Chat, Connection, GroupChat, PrivateChat, Stored, World } from './world.ts'

/** What a method works with. */
export interface MethodCall {
  world: World
  bot: Bot
  args: Args
}

const day = 24 * 3600 * 1000

/** The chat that `chat_id` (and `business_connection_id`) names, if the bot may write there. Throws 400 or 403. */
export function writableChat(call: MethodCall): Chat {
  const connection = call.args.text('business_connection_id')
  if (connection !== '') {
    if (openConnection(call, connection).rights.can_reply !== true) throw badRequest('BOT_ACCESS_FORBIDDEN')
    return businessChat(call, connection)
  }
  const chat = knownChat(call)
  if (chat.kind === 'private') {
    if (!chat.started) throw forbidden("bot can't initiate conversation with a user")
    if (chat.blocked) throw forbidden('bot was blocked by the user')
  } else if (chat.kind === 'group') checkMembership(call.bot, chat)
  return chat
}

/** The chat that `chat_id` names, for reading. Throws 400. */
export function knownChat({ world, bot, args }: MethodCall): PrivateChat | GroupChat {
  const text = args.text('chat_id').trim()
  if (text === '') throw badRequest('chat_id is empty')
  const id = Number(text)
  const person = world.people.get(id)
  if (person !== undefined) return bot.chatWith(person)
  const group = world.groups.get(id)
  if (group?.bots.has(bot) === true) return group
  throw badRequest('chat not found')
}

function checkMembership(bot: Bot, group: GroupChat): void {
  if (group.upgradedTo !== undefined) throw upgraded(group.upgradedTo.id)
  const what = group.info.type === 'supergroup' ? 'supergroup chat' : 'group chat'
  const status = group.bots.get(bot)
  if (status === 'kicked') throw forbidden(`bot was kicked from the ${what}`)
  if (status === 'left') throw forbidden(`bot is not a member of the ${what}`)
}

/** The connection, if it is this bot's and still on. Codes: Telegram's API error list. */
export function openConnection({ world, bot }: MethodCall, id: string): Connection {
  const connection = world.connections.get(id)
  if (connection?.bot !== bot) throw badRequest('business connection not found')
  if (!connection.enabled) throw badRequest('BUSINESS_CONNECTION_INVALID')
  return connection
}

/** Only where the customer wrote within the last day. */
export function businessChat(call: MethodCall, id: string): BusinessChat {
  const connection = openConnection(call, id)
  const chat = connection.chats.get(call.args.int('chat_id'))
  if (chat === undefined) throw badRequest('BUSINESS_PEER_INVALID')
  if (call.world.now() - chat.lastActive > day) throw badRequest('BUSINESS_PEER_USAGE_MISSING')
  return chat
}

/** The message that `message_id` names. `role` stands in the error: `message to edit`. */
export function messageIn(chat: Chat, args: Args, role: string): Stored {
  const stored = chat.messages.get(args.int('message_id'))
  if (stored === undefined || stored.gone) throw badRequest(`${role} not found`)
  return stored
}
