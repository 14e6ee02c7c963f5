import type { Message } from '@grammyjs/types'
import { z } from 'zod'
import { writableChat, type MethodCall } from '../access.ts'
import { badRequest } from '../errors.ts'
import { replyMarkup, type Markup } from '../keyboards.ts'
import { postByBot, type Content } from '../post.ts'
import type { Chat, Stored } from '../world.ts'

export type Method = (call: MethodCall) => unknown

/** Sends one message: finds the chat, the reply, the keyboard, room in the rate limits. Returns it as the API does. */
export function send(call: MethodCall, content: Content): Message {
  const markup = replyMarkup(call.args)
  const chat = writableChat(call)
  const replyTo = repliedTo(call, chat)
  takeRoom(call, chat, 1)
  const inline = markup !== undefined && 'inline_keyboard' in markup ? { reply_markup: markup } : {}
  const stored = postByBot(call.world, call.bot, chat, { ...content, ...inline }, { replyTo })
  showKeyboard(call, chat, markup)
  return stored.message
}

export function takeRoom({ bot }: MethodCall, chat: Chat, messages: number): void {
  bot.rates.take(chat.id, chat.kind === 'group', messages)
}

const replySchema = z.looseObject({ message_id: z.coerce.number(), allow_sending_without_reply: z.coerce.boolean().default(false) })

export function repliedTo({ args }: MethodCall, chat: Chat): Stored | undefined {
  let value: unknown
  try {
    value = args.structure('reply_parameters')
  } catch {
    throw badRequest("can't parse reply parameters JSON object")
  }
  // The older names still work on the real server.
  value ??=
    args.int('reply_to_message_id') > 0
      ? { message_id: args.int('reply_to_message_id'), allow_sending_without_reply: args.bool('allow_sending_without_reply') }
      : undefined
  if (value === undefined) return undefined
  const parsed = replySchema.safeParse(value)
  if (!parsed.success) throw badRequest('object expected as reply parameters')
  const stored = chat.messages.get(parsed.data.message_id)
  if (stored !== undefined && !stored.gone) return stored
  if (parsed.data.allow_sending_without_reply) return undefined
  throw badRequest('message to be replied not found')
}

function showKeyboard({ world }: MethodCall, chat: Chat, markup: Markup | undefined): void {
  if (markup === undefined) return
  if ('keyboard' in markup)
    chat.keyboard = markup.keyboard.map((row) => row.map((button) => (typeof button === 'string' ? button : button.text)))
  if ('remove_keyboard' in markup) chat.keyboard = undefined
  world.changed(chat)
}
