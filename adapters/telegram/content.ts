import type { Contact, ExternalReplyInfo, Location, Message, MessageOrigin, RichMessage, TextQuote, User, Venue } from '@grammyjs/types'
import {
  type ContactPart,
  type IncomingPart,
  type LocationPart,
  type Mark,
  type QuotePart,
  isMedia,
  plainText,
} from '../../src/model/content.ts'
import { unsupported } from './kinds.ts'
import { marksOf } from './marks.ts'
import { mediaOf } from './media.ts'
import { nameOf } from './place.ts'
import { type Raw, given, number, object, text } from '../../src/contract/read.ts'
import { id } from './id.ts'
import { richText } from './rich.ts'

/** What a message says; null for one by which Telegram itself tells of the chat. */
export function contentOf(message: Raw<Message>): IncomingPart[] | null {
  const said = saidIn(message)
  return said && [...originOf(message), ...quoteOf(message), ...said]
}

function saidIn(message: Raw<Message>): IncomingPart[] | null {
  const words = text(message.text)
  if (words) return [{ type: 'text', text: words, ...marked(words, message.entities) }]

  const media = mediaOf(message)
  const caption = text(message.caption)
  if (media) return [caption ? { ...media, caption, ...marked(caption, message.caption_entities) } : media]

  const part = placeIn(message) ?? contactIn(message) ?? richIn(message) ?? unsupported(message)
  if (!part) return null
  // Words below something that cannot be shown have to stand by themselves.
  return caption ? [part, { type: 'text', text: caption, ...marked(caption, message.caption_entities) }] : [part]
}

function marked(words: string, entities: unknown): { marks?: Mark[] } {
  const marks = marksOf(words, entities)
  return marks.length > 0 ? { marks } : {}
}

function placeIn(message: Raw<Message>): LocationPart | undefined {
  const venue = object<Venue>(message.venue)
  const location = object<Location>(venue?.location ?? message.location)
  const [latitude, longitude] = [number(location?.latitude), number(location?.longitude)]
  if (latitude === undefined || longitude === undefined) return undefined
  return given<LocationPart>({ type: 'location', latitude, longitude, name: text(venue?.title), address: text(venue?.address) })
}

function contactIn(message: Raw<Message>): ContactPart | undefined {
  const contact = object<Contact>(message.contact)
  const phone = text(contact?.phone_number)
  const name = nameOf(contact) ?? phone
  return name ? given<ContactPart>({ type: 'contact', name, phones: phone ? [phone] : undefined }) : undefined
}

function richIn(message: Raw<Message>): IncomingPart | undefined {
  const words = text(richText(object<RichMessage>(message.rich_message)?.blocks))
  return words ? { type: 'text', text: words } : undefined
}

/** Who said first what is forwarded here. */
function originOf(message: Raw<Message>): QuotePart[] {
  const origin = object<MessageOrigin>(message.forward_origin)
  return origin ? [{ type: 'quote', text: `↪ ${originName(origin) ?? ''}`.trim() }] : []
}

/** The part of a message that was picked out to answer it, or the message of another chat that is answered. */
function quoteOf(message: Raw<Message>): QuotePart[] {
  const quote = object<TextQuote>(message.quote)
  const picked = quote?.is_manual === true ? text(quote.text) : undefined
  const external = object<ExternalReplyInfo>(message.external_reply)
  if (external) {
    const from = originName(object<MessageOrigin>(external.origin))
    return [{ type: 'quote', text: [from, text(quote?.text)].filter(Boolean).join(': ') || '↪' }]
  }
  const story = object<{ chat: unknown }>(message.reply_to_story)
  if (story) return [{ type: 'quote', text: '📖' }]
  return picked ? [given<QuotePart>({ type: 'quote', text: picked, messageId: repliedTo(message) })] : []
}

function originName(origin: Raw<MessageOrigin> | undefined): string | undefined {
  return text(origin?.sender_user_name) ?? nameOf(object<User>(origin?.sender_user ?? origin?.sender_chat ?? origin?.chat))
}

/** The message of this chat that is answered; in a forum each answers the one that opened the topic, which says nothing. */
function answered(message: Raw<Message>): Raw<Message> | undefined {
  const replied = object<Message>(message.reply_to_message)
  return replied?.forum_topic_created === undefined ? replied : undefined
}

/** Its id. */
export const repliedTo = (message: Raw<Message>): string | undefined => id(answered(message)?.message_id)

/** What it says, where no part of it is picked out: that stands in the content. */
export function quotedIn(message: Raw<Message>): string | undefined {
  const replied = answered(message)
  const [said] = (replied && quoteOf(message).length === 0 && saidIn(replied)) || []
  if (!said) return undefined
  const words = text(plainText([said]))
  return isMedia(said) ? `📎 ${words ?? said.name ?? said.type}` : (words ?? said.type)
}
