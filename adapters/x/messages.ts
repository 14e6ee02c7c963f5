import type { DirectMessageCreateV1, MessageCreateAttachmentV1, ReceivedMessageCreateEventV1, TwitterApiv2 } from 'twitter-api-v2'
import type { IncomingPart, PressPart } from '../../src/model/content.ts'
import type { InboundEvent, Person } from '../../src/model/events.ts'
import { type Raw, given, list, object, text } from '../../src/contract/read.ts'
import { locationOf } from './location.ts'
import { mediaBy, mediumOf } from './media.ts'
import { type People, peopleIn, peopleOf } from './people.ts'
import { type Includes, type Reading, groupThread, id, oneToOne, partsOf, timeOf } from './reading.ts'
import { wordsOf } from './words.ts'

/** The part of a webhook's body that tells of direct messages: the same in the X Activity and the Account Activity API. */
export interface MessagePayload {
  direct_message_events: unknown
  direct_message_mark_read_events: unknown
  direct_message_indicate_typing_events: unknown
  users: unknown
}

interface Sign {
  sender_id: string
  created_timestamp: string
  last_read_event_id: string
}

/** As X Chat has it, which is encrypted from end to end. */
interface ChatPayload {
  id: string
  sender_id: string
  created_at_msec: string
  conversation_id: string
}
const CHAT_OF_TWO = /^(\d+)[:-](\d+)$/

type LookedUp = Extract<Awaited<ReturnType<TwitterApiv2['listDmEvents']>>['events'][number], { text: string }> & { entities: unknown }

/** A message has the same key whichever way it comes. */
const dmKey = (messageId: string): string => `dm:${messageId}`

export function readMessages(payload: Raw<MessagePayload>, reading: Reading): InboundEvent[] {
  const users = object<{ [id: string]: unknown }>(payload.users)
  const people = peopleIn((userId) => users?.[userId])
  return list(payload.direct_message_events).flatMap((item) => readMessage(item, people, reading) ?? [])
}

/** A message of the customer, or of ours: then it is an echo, whoever wrote it. */
function readMessage(value: unknown, people: People, { own, now }: Reading): InboundEvent | undefined {
  const message = object<DirectMessageCreateV1>(value)
  const made = object<ReceivedMessageCreateEventV1>(message?.message_create)
  const [externalId, sender] = [id(message?.id), id(made?.sender_id)]
  if (message?.type !== 'message_create' || !made || !externalId || !sender) return undefined
  const at = timeOf(message.created_timestamp, now)
  const said = { dedupeKey: dmKey(externalId), at, surface: 'dm', externalId, content: contentOf(made.message_data) } as const
  if (sender !== own) return { type: 'message', ...said, thread: oneToOne(sender), sender: people(sender) }
  const customer = id(object<{ recipient_id: string }>(made.target)?.recipient_id)
  // Notes to oneself are no customer's.
  if (!customer || customer === own) return undefined
  return { type: 'echo', ...said, ...echoIn(people(customer)), sender: people(own) }
}

/** The first word may be ours: then the thread's title is all that is known of the customer. */
const echoIn = ({ externalId, name }: Person): Pick<InboundEvent, 'thread'> => ({
  thread: { ...oneToOne(externalId), ...(name !== undefined && { title: name }) },
})

function contentOf(value: unknown): IncomingPart[] {
  const data = object<ReceivedMessageCreateEventV1['message_data']>(value)
  const attachment = object<MessageCreateAttachmentV1>(data?.attachment)
  const words = wordsOf(data?.text, data?.entities, attachment?.type === 'media')
  const attached = attachment ? [attachedTo(attachment)] : []
  // An option of another tool's menu: the words are what it is called.
  const option = text(object<{ metadata: string }>(data?.quick_reply_response)?.metadata)
  return option ? [given<PressPart>({ type: 'press', id: option, label: text(words) }), ...attached] : partsOf(words, attached)
}

function attachedTo(attachment: Raw<MessageCreateAttachmentV1>): IncomingPart {
  if (attachment.type === 'media') return mediumOf(attachment.media)
  if (attachment.type === 'location') return locationOf(attachment.location)
  const kind = text(attachment.type) ?? 'attachment'
  return { type: 'unsupported', kind, summary: kind }
}

/** The customer has read all that we sent until then. What we read ourselves, elsewhere, is no news. */
export const readReads = (payload: Raw<MessagePayload>, reading: Reading): InboundEvent[] =>
  signs(payload.direct_message_mark_read_events, reading).flatMap(({ sign, sender, at }) => {
    const last = id(sign.last_read_event_id)
    if (!last) return []
    const base = {
      dedupeKey: `read:${sender}:${last}`,
      at,
      surface: 'dm',
      thread: oneToOne(sender),
      sender: { externalId: sender },
    } as const
    return { type: 'receipt', ...base, state: 'read', of: { until: at } }
  })

export const readTyping = (payload: Raw<MessagePayload>, reading: Reading): InboundEvent[] =>
  signs(payload.direct_message_indicate_typing_events, reading).map(({ sender, at }) => ({
    type: 'typing',
    dedupeKey: `typing:${sender}:${at}`,
    at,
    surface: 'dm',
    thread: oneToOne(sender),
    sender: { externalId: sender },
  }))

const signs = (value: unknown, { own, now }: Reading): { sign: Raw<Sign>; sender: string; at: number }[] =>
  list(value).flatMap((item) => {
    const sign = object<Sign>(item)
    const sender = id(sign?.sender_id)
    return sign && sender && sender !== own ? { sign, sender, at: timeOf(sign.created_timestamp, now) } : []
  })

/** The one of the two people of an X Chat who did not write. */
export function receiverOf(payload: unknown): string | undefined {
  const chat = object<ChatPayload>(payload)
  const two = CHAT_OF_TWO.exec(text(chat?.conversation_id) ?? '')?.slice(1) ?? []
  return two.find((each) => each !== chat?.sender_id && id(each))
}

/**
 * A message of X Chat. Only X's own apps have the keys to it, so that it can be neither read nor answered here; groups of
 * X Chat are left out. Where it comes without an id, it is known by that of its delivery (`uuid`).
 */
export function readEncrypted(payload: unknown, uuid: unknown, { own, now }: Reading): InboundEvent[] {
  const chat = object<ChatPayload>(payload)
  const [key, sender] = [text(chat?.id) ?? text(uuid), id(chat?.sender_id)]
  if (!chat || !key || key.length > 100 || !sender || sender === own) return []
  if (typeof chat.conversation_id === 'string' && !CHAT_OF_TWO.test(chat.conversation_id)) return []
  const externalId = `chat:${key}`
  return [
    {
      type: 'message',
      dedupeKey: externalId,
      at: timeOf(chat.created_at_msec, now),
      surface: 'dm',
      thread: oneToOne(sender),
      sender: { externalId: sender },
      externalId,
      content: [{ type: 'unsupported', kind: 'encrypted', summary: 'Encrypted message: answer in X / 加密消息，请在 X 中回复' }],
    },
  ]
}

/** A message as the lookup tells it. Who joined or left a group is not asked for, and groups are read only where the setting is on. */
export function readLookedUp(value: unknown, told: Raw<Includes> | undefined, { own, settings, now }: Reading): InboundEvent[] {
  const message = object<LookedUp>(value)
  const [externalId, sender, conversation] = [id(message?.id), id(message?.sender_id), message?.dm_conversation_id]
  if (message?.event_type !== 'MessageCreate' || !externalId || !sender || typeof conversation !== 'string') return []
  const people = peopleOf(list(told?.users))
  const keys = list(object<{ media_keys: unknown }>(message.attachments)?.media_keys)
  const content = partsOf(wordsOf(message.text, message.entities, keys.length > 0), mediaBy(keys, told?.media))
  const said = { dedupeKey: dmKey(externalId), at: timeOf(message.created_at, now), externalId, content, sender: people(sender) }
  const group = id(conversation)
  if (group) {
    if (settings['groups'] !== true) return []
    return [{ type: sender === own ? 'echo' : 'message', ...said, surface: 'group', thread: groupThread(group) }]
  }
  if (sender !== own) return [{ type: 'message', ...said, surface: 'dm', thread: oneToOne(sender) }]
  // The id of a one-to-one conversation is made of those of its two people.
  const customer = conversation.split('-').find((each) => each !== own && id(each))
  return customer ? [{ type: 'echo', ...said, surface: 'dm', ...echoIn(people(customer)) }] : []
}
