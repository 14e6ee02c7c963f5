import type { Message } from '@grammyjs/types'
import { businessChat, messageIn, openConnection, writableChat, type MethodCall } from '../access.ts'
import { omit } from '../../omit.ts'
import { badRequest } from '../errors.ts'
import { inlineMarkup } from '../keyboards.ts'
import type { Content } from '../post.ts'
import { caption, messageText } from '../text/formatted.ts'
import type { Chat, Stored } from '../world.ts'
import { takeRoom, type Method } from './common.ts'

const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'

/** Bots delete what is younger than this, milliseconds. */
const deletable = 48 * 3600 * 1000

export const editMessageText: Method = (call) => {
  const { text, entities } = messageText(call.args)
  return edit(call, ['text'], { text, ...(entities.length === 0 ? {} : { entities }) }, ['text', 'entities'])
}

export const editMessageCaption: Method = (call) =>
  edit(call, ['photo', 'document', 'voice', 'audio', 'video', 'animation'], caption(call.args), ['caption', 'caption_entities'])

export const editMessageReplyMarkup: Method = (call) => edit(call, [], {}, [])

/** `needs`: one of these must be in the message. `replaced`: the fields that the new content takes the place of. */
function edit(call: MethodCall, needs: (keyof Message)[], content: Content, replaced: (keyof Message)[]): Message {
  const { world, args } = call
  if (args.text('chat_id') === '' && args.int('message_id') === 0) throw badRequest('message identifier is not specified')
  const markup = inlineMarkup(args)
  const chat = writableChat(call)
  const stored = messageIn(chat, args, 'message to edit')
  if (!ownedBy(call, chat, stored)) throw badRequest("message can't be edited")
  const { message } = stored
  if (needs.length > 0 && !needs.some((name) => message[name] !== undefined))
    throw badRequest(`there is no ${needs[0] === 'text' ? 'text' : 'caption'} in the message to edit`)
  const rest = omit(message, 'reply_markup', ...replaced)
  const changed = { ...rest, ...content, ...(markup === undefined ? {} : { reply_markup: markup }) } as Message
  if (same(changed, message)) throw badRequest(notModified)
  takeRoom(call, chat, 1)
  stored.message = { ...changed, edit_date: world.date() }
  stored.pending.clear()
  world.changed(chat)
  return stored.message
}

const ownedBy = ({ bot }: MethodCall, chat: Chat, { message, by }: Stored): boolean =>
  by === undefined && (chat.kind === 'business' ? message.sender_business_bot?.id === bot.user.id : message.from?.id === bot.user.id)

const same = (a: Message, b: Message): boolean => canonical(a) === canonical(b)
const canonical = (message: Message): string =>
  JSON.stringify(Object.entries(omit(message, 'edit_date')).toSorted(([a], [b]) => (a < b ? -1 : 1)))

export const deleteMessage: Method = (call) => {
  if (call.args.text('chat_id') === '') throw badRequest('chat identifier is not specified')
  if (call.args.int('message_id') === 0) throw badRequest('message identifier is not specified')
  const chat = writableChat(call)
  remove(call, chat, messageIn(chat, call.args, 'message to delete'))
  return true
}

/** Those that aren't there any more are skipped. */
export const deleteMessages: Method = (call) => {
  const ids = call.args.structure('message_ids')
  if (!Array.isArray(ids) || ids.length === 0) throw badRequest('message identifiers are not specified')
  if (ids.length > 100) throw badRequest('too many message identifiers specified')
  const chat = writableChat(call)
  const found = ids.map((id) => chat.messages.get(Number(id))).filter((stored) => stored !== undefined && !stored.gone)
  for (const stored of found) if (stored !== undefined) remove(call, chat, stored)
  return true
}

function remove(call: MethodCall, chat: Chat, stored: Stored): void {
  const { world, bot } = call
  const own = ownedBy(call, chat, stored)
  const mayDeleteOthers = chat.kind === 'private' || (chat.kind === 'group' && chat.bots.get(bot) === 'administrator')
  const old = world.now() - stored.message.date * 1000 > deletable
  if ((!own && !mayDeleteOthers) || (old && chat.kind !== 'group')) throw badRequest("message can't be deleted for everyone")
  stored.gone = true
  world.changed(chat)
}

/** Only where the customer wrote within the last day, and with the right to read. */
export const readBusinessMessage: Method = (call) => {
  const id = call.args.text('business_connection_id')
  if (openConnection(call, id).rights.can_read_messages !== true) throw badRequest('BOT_ACCESS_FORBIDDEN')
  const chat = businessChat(call, id)
  const upTo = messageIn(chat, call.args, 'message').message.message_id
  for (const stored of chat.messages.values()) if (stored.by === chat.customer && stored.message.message_id <= upTo) stored.state = 'read'
  call.world.changed(chat)
  return true
}
