import type {
  BusinessMessagesDeleted,
  CallbackQuery,
  Chat,
  ChatMember,
  ChatMemberUpdated,
  InlineKeyboardMarkup,
  Message,
  MessageReactionUpdated,
  ReactionType,
} from '@grammyjs/types'
import type { InboundEvent } from '../../src/model/events.ts'
import { type Reading, timeOf } from './messages.ts'
import { personOf, placeOf } from './place.ts'
import { type Raw, given, list, object, text } from '../../src/contract/read.ts'
import { id } from './id.ts'

type EventOf<T> = Extract<InboundEvent, { type: T }>

export function readReaction(value: unknown, { dedupeKey, settings, now }: Reading): InboundEvent | null {
  const update = object<MessageReactionUpdated>(value)
  const place = update && placeOf({ chat: update.chat }, settings)
  const externalId = id(update?.message_id)
  // Telegram does not say in which topic of a forum the message stands.
  if (!update || !place || !externalId || object<Chat>(update.chat)?.is_forum === true) return null
  const emoji = list(update.new_reaction).map((item) => {
    const reaction = object<ReactionType>(item)
    return text(reaction?.emoji) ?? (reaction?.type === 'paid' ? '⭐' : '❔')
  })
  const sender = personOf(update.user, update.actor_chat)
  return { type: 'reaction', dedupeKey, at: timeOf(update.date, now), ...place, sender, externalId, emoji }
}

/** Telegram gives no time of the press. */
export function readPress(value: unknown, { dedupeKey, settings, now }: Reading): InboundEvent | null {
  const query = object<CallbackQuery>(value)
  const message = object<Message>(query?.message)
  const place = message && placeOf(message, settings)
  const data = text(query?.data)
  if (!query || !message || !place || !data) return null
  return given<EventOf<'press'>>({
    type: 'press',
    dedupeKey,
    at: now,
    ...place,
    sender: personOf(query.from),
    data,
    label: labelOf(message, data),
    externalId: id(message.message_id),
    answer: text(query.id),
  })
}

function labelOf(message: Raw<Message>, data: string): string | undefined {
  for (const row of list(object<InlineKeyboardMarkup>(message.reply_markup)?.inline_keyboard)) {
    for (const item of list(row)) {
      const button = object<{ text: string; callback_data: string }>(item)
      if (button?.callback_data === data) return text(button.text)
    }
  }
  return undefined
}

/** What became of the bot in a chat: blocked by a person, or taken into or out of a group. */
export function readMembership(value: unknown, { dedupeKey, settings, now }: Reading): InboundEvent | null {
  const update = object<ChatMemberUpdated>(value)
  const place = update && placeOf({ chat: update.chat }, settings)
  if (!update || !place) return null
  const [was, is] = [isOut(update.old_chat_member), isOut(update.new_chat_member)]
  if (was === is) return null
  const base = { dedupeKey, at: timeOf(update.date, now), ...place }
  if (place.surface === 'dm') return { ...base, type: is ? 'blocked' : 'unblocked', sender: personOf(update.from) }
  // Whoever added or removed the bot is not the customer.
  return { ...base, type: is ? 'left' : 'entered', sender: null }
}

function isOut(value: unknown): boolean {
  const member = object<ChatMember>(value)
  return member?.status === 'left' || member?.status === 'kicked' || (member?.status === 'restricted' && member.is_member === false)
}

/** Telegram gives no time of the deletion. */
export function readDeleted(value: unknown, { dedupeKey, settings, now }: Reading): InboundEvent | null {
  const update = object<BusinessMessagesDeleted>(value)
  const place = update && placeOf({ chat: update.chat, business_connection_id: update.business_connection_id }, settings)
  const externalIds = list(update?.message_ids)
    .map(id)
    .filter((messageId) => messageId !== undefined)
  return place && externalIds.length > 0 ? { type: 'recalled', dedupeKey, at: now, ...place, sender: null, externalIds } : null
}
