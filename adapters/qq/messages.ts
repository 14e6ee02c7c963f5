import type { EventOf, InboundEvent } from '../../src/model/events.ts'
import { type Raw, given, object, text } from '../../src/contract/read.ts'
import { contentOf } from './content.ts'
import { fromGuild } from './markup.ts'
import { type Place, type Reading, groupPlace, guildPlace, id, keyOf, personOf, timeOf, userPlace } from './place.ts'
import { refOf } from './ref.ts'
import type { Author, Message } from './wire.ts'

/** One to one. */
export function readUserMessage(d: unknown, reading: Reading): InboundEvent[] {
  const message = object<Message>(d)
  const author = authorOf(message)
  const openid = author?.user_openid ?? author?.id
  return eventsOf(message, userPlace(openid), openid, reading)
}

/** In a group, with or without naming the bot: the same message may come as both, under one id. */
export function readGroupMessage(d: unknown, reading: Reading): InboundEvent[] {
  const message = object<Message>(d)
  const author = authorOf(message)
  return eventsOf(message, groupPlace(message?.group_openid, reading), author?.member_openid ?? author?.id, reading)
}

/** A direct message in a guild. It has no index, and answers name it by its id. */
export function readDirectMessage(d: unknown, reading: Reading): InboundEvent[] {
  const message = object<Message>(d)
  const content = text(message?.content)
  const shown = message && content ? { ...message, content: fromGuild(content) } : message
  const events = eventsOf(shown, guildPlace(message?.guild_id), authorOf(message)?.id, { ...reading, appId: undefined })
  const replyTo = id(object<Message['message_reference']>(message?.message_reference)?.message_id)
  return replyTo ? events.map((event) => ({ ...event, replyTo })) : events
}

export function readDirectRecall(d: unknown, reading: Reading): InboundEvent[] {
  const message = object<Message>(object<{ message: Message }>(d)?.message)
  const place = guildPlace(message?.guild_id)
  const messageId = id(message?.id)
  if (!place || !messageId) return []
  const dedupeKey = keyOf(reading, `recalled:${messageId}`)
  return [{ type: 'recalled', dedupeKey, at: reading.now, ...place, sender: null, externalIds: [messageId] }]
}

const authorOf = (message: Raw<Message> | undefined): Raw<Author> | undefined => object<Author>(message?.author)

function eventsOf(message: Raw<Message> | undefined, place: Place | null, openid: unknown, reading: Reading): EventOf<'message'>[] {
  const author = authorOf(message)
  const messageId = id(message?.id)
  const dedupeKey = messageId ?? reading.eventId
  // What other bots say is no customer's word, and two bots would answer each other for ever.
  if (!message || !place || !dedupeKey || author?.bot === true) return []
  const externalId = refOf(messageId, message)
  return [
    given<EventOf<'message'>>({
      type: 'message',
      dedupeKey,
      at: timeOf(message.timestamp, reading.now),
      ...place,
      sender: personOf(openid, author, reading.appId),
      anchor: messageId === undefined ? `event:${dedupeKey}` : externalId === messageId ? undefined : messageId,
      externalId,
      content: contentOf(message),
    }),
  ]
}
