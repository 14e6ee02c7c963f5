import type { ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove } from '@grammyjs/types'
import { z } from 'zod'
import type { Args } from './args.ts'
import { badRequest } from './errors.ts'

export type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply

/** The keyboard of a message, checked; undefined when there is none. Throws 400. */
export function replyMarkup(args: Args): Markup | undefined {
  let value: unknown
  try {
    value = args.structure('reply_markup')
  } catch {
    throw badRequest("can't parse reply keyboard markup JSON object")
  }
  if (value === undefined) return undefined
  const markup = z.record(z.string(), z.unknown()).safeParse(value)
  if (!markup.success) throw badRequest('object expected as reply markup')
  if (markup.data['inline_keyboard'] !== undefined) return inlineKeyboard(markup.data['inline_keyboard'])
  if (markup.data['keyboard'] !== undefined) return replyKeyboard(markup.data)
  if (markup.data['remove_keyboard'] === true) return { remove_keyboard: true }
  return markup.data['force_reply'] === true ? { force_reply: true } : undefined
}

/** For messages that can only carry buttons under the text. */
export function inlineMarkup(args: Args): InlineKeyboardMarkup | undefined {
  const markup = replyMarkup(args)
  if (markup !== undefined && !('inline_keyboard' in markup)) throw badRequest('inline keyboard expected')
  return markup
}

const rowsOf = (value: unknown, otherwise: string): unknown[][] => {
  const rows = z.array(z.array(z.unknown())).safeParse(value)
  if (!rows.success) throw badRequest(otherwise)
  return rows.data
}

function inlineKeyboard(value: unknown): InlineKeyboardMarkup | undefined {
  const rows = rowsOf(value, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
  const keyboard = rows.filter((row) => row.length > 0).map((row) => row.map(inlineButton))
  return keyboard.length === 0 ? undefined : { inline_keyboard: keyboard }
}

const actions = ['url', 'callback_data', 'callback_game', 'pay', 'switch_inline_query', 'switch_inline_query_chosen_chat']
const moreActions = ['switch_inline_query_current_chat', 'login_url', 'web_app', 'copy_text', 'disabled']

function inlineButton(value: unknown): InlineKeyboardButton {
  const cant = (what: string): Error => badRequest(`can't parse inline keyboard button: ${what}`)
  const button = z.record(z.string(), z.unknown()).safeParse(value)
  if (!button.success) throw cant('InlineKeyboardButton must be an Object')
  const { text, url, callback_data: data } = button.data
  if (typeof text !== 'string') throw cant('Can\'t find field "text"')
  if (![...actions, ...moreActions].some((action) => (button.data[action] ?? '') !== ''))
    throw cant('Text buttons are unallowed in the inline keyboard')
  if (text.trim() === '') throw badRequest('inline keyboard button text must be non-empty')
  if (typeof data === 'string' && new TextEncoder().encode(data).length > 64) throw badRequest('BUTTON_DATA_INVALID')
  if (
    typeof url === 'string' &&
    url !== '' &&
    !/^(https?:\/\/|tg:\/\/)?[^\s/.]+\.[^\s]+|^tg:\/\/\S+/i.test(url) &&
    !/^https?:\/\/\S+$/i.test(url)
  )
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`)
  return button.data as unknown as InlineKeyboardButton
}

function replyKeyboard(markup: Record<string, unknown>): ReplyKeyboardMarkup {
  const rows = rowsOf(markup['keyboard'], 'field "keyboard" must be an Array of Arrays')
  const keyboard = rows.map((row) =>
    row.map((button) => {
      const parsed = z.union([z.string().transform((text) => ({ text })), z.looseObject({ text: z.string() })]).safeParse(button)
      if (!parsed.success) throw badRequest("can't parse keyboard button: KeyboardButton must be a String or an Object")
      if (parsed.data.text === '') throw badRequest('keyboard button text must be non-empty')
      return parsed.data
    }),
  )
  return { ...markup, keyboard }
}
