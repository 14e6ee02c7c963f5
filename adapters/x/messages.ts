import type { DirectMessageCreateV1, MessageCreateAttachmentV1, ReceivedMessageCreateEventV1 } from 'twitter-api-v2'
import type { IncomingPart } from '../../src/model/content.ts'
import type { InboundEvent, Person } from '../../src/model/events.ts'
import { type Raw, list, object, text } from '../read.ts'
import { id } from './ids.ts'
import { mediumOf } from './media.ts'
import { type People, peopleIn } from './people.ts'
import { type Reading, oneToOne, partsOf, timeOf } from './reading.ts'
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

export const dmKey = (messageId: string): string => `dm:${messageId}`

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
export const echoIn = ({ externalId, name }: Person): Pick<InboundEvent, 'thread'> => ({
  thread: { ...oneToOne(externalId), ...(name !== undefined && { title: name }) },
})

function contentOf(value: unknown): IncomingPart[] {
  const data = object<ReceivedMessageCreateEventV1['message_data']>(value)
  const attachment = object<MessageCreateAttachmentV1>(data?.attachment)
  const entities = object<{ urls: unknown }>(data?.entities)
  const hasMedia = attachment?.type === 'media'
  const words = wordsOf(data?.text, entities?.urls, hasMedia)
  if (!attachment) return partsOf(words, [])
  const kind = text(attachment.type) ?? 'attachment'
  return partsOf(words, [hasMedia ? mediumOf(attachment.media) : { type: 'unsupported', kind, summary: kind }])
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
