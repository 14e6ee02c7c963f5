import type { Chat, Contact, DirectMessagesTopic, Message, User } from '@grammyjs/types'
import type { InboundEvent, Json, Person } from '../../src/model/events.ts'
import { contentOf, quotedIn, repliedTo } from './content.ts'
import { type Place, nameOf, personOf, placeOf } from './place.ts'
import { type Raw, given, number, object, text } from '../../src/contract/read.ts'
import { id } from './id.ts'

/** What reading one update takes besides its own part of it. */
export interface Reading {
  dedupeKey: string
  settings: { [key: string]: Json }
  now: number
}

type EventOf<T> = Extract<InboundEvent, { type: T }>

/** Seconds as milliseconds; where Telegram gives no time, ours. */
export function timeOf(seconds: unknown, now: number): number {
  const time = number(seconds) ?? 0
  return time > 0 && time < 1e11 ? Math.round(time * 1000) : now
}

const START = /^\/start(?:@\w+)?(?:\s+(\S{1,64}))?\s*$/

export function readMessage(value: unknown, { dedupeKey, settings, now }: Reading): InboundEvent | null {
  const message = object<Message>(value)
  const place = message && placeOf(message, settings)
  // What a channel posts is carried into its group by Telegram; no customer said it.
  if (!message || !place || message.is_automatic_forward === true) return null
  const base = { dedupeKey, at: timeOf(message.date, now), ...place }

  const [to, from] = [id(message.migrate_to_chat_id), id(message.migrate_from_chat_id)]
  if (to) return { ...base, type: 'moved', sender: null, to }
  if (from) return { ...base, type: 'moved', sender: null, thread: { externalId: from }, to: place.thread.externalId }

  const sender = senderOf(message)
  const start = message.business_connection_id === undefined ? START.exec(text(message.text) ?? '') : null
  if (start) return given<EventOf<'entered'>>({ ...base, type: 'entered', sender, payload: start[1] })

  const content = contentOf(message)
  const externalId = id(message.message_id)
  if (!content) return null
  const said = { ...base, sender, externalId, content, replyTo: repliedTo(message) }
  if (!isOwn(message)) {
    return given<EventOf<'message'>>({ ...said, type: 'message', group: text(message.media_group_id), quoted: quotedIn(message) })
  }
  return externalId ? given<EventOf<'echo'>>({ ...said, type: 'echo', externalId, thread: ownThread(message, place) }) : null
}

export function readEdited(value: unknown, reading: Reading): InboundEvent | null {
  const event = readMessage(value, reading)
  const edited = object<Message>(value)?.edit_date
  // An echo of what we know already changes nothing: an owner's edit must never read as a customer's word.
  if (event?.type !== 'message') return event?.type === 'echo' ? event : null
  const { dedupeKey, surface, thread, sender, externalId, content } = event
  if (!externalId) return null
  return { type: 'edited', dedupeKey, at: timeOf(edited, event.at), surface, thread, sender, externalId, content }
}

/** Where we see both sides of a chat: whatever the customer did not write, somebody wrote for the business. */
function isOwn(message: Raw<Message>): boolean {
  const customer = id(customerOf(message)?.id)
  return customer !== undefined && customer !== personOf(message.from, message.sender_chat)?.externalId
}

/** Whose chat it is: one of a connected business account, or a topic of a channel's direct messages. */
function customerOf(message: Raw<Message>): Raw<User | Chat> | undefined {
  if (message.business_connection_id !== undefined) return object(message.chat)
  return object(object<DirectMessagesTopic>(message.direct_messages_topic)?.user)
}

/** The first word may be ours: then this name is all that is known of the customer. */
function ownThread(message: Raw<Message>, { thread }: Place): Place['thread'] {
  const title = nameOf(customerOf(message))
  return title ? { ...thread, title } : thread
}

/** Who says it, with the telephone number when it is their own that they share. */
function senderOf(message: Raw<Message>): Person | null {
  const sender = personOf(message.from, message.sender_chat)
  const contact = object<Contact>(message.contact)
  const phone = text(contact?.phone_number)
  return sender && phone && id(contact?.user_id) === sender.externalId ? { ...sender, phone } : sender
}
