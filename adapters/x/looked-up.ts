import type { TwitterApiv2 } from 'twitter-api-v2'
import type { InboundEvent } from '../../src/model/events.ts'
import { type Raw, list, object } from '../read.ts'
import { id } from './ids.ts'
import { mediaBy } from './media.ts'
import { dmKey, echoIn } from './messages.ts'
import { peopleOf } from './people.ts'
import type { Includes } from './posts.ts'
import { type Reading, groupThread, oneToOne, partsOf, timeOf } from './reading.ts'
import { wordsOf } from './words.ts'

type Message = Extract<Awaited<ReturnType<TwitterApiv2['listDmEvents']>>['events'][number], { text: string }>

/**
 * A direct message as the lookup tells it: the same key and id as the webhook gives it. Who joined or left a group is not
 * asked for, and groups are read only where the setting is on.
 */
export function readLookedUp(value: unknown, told: Raw<Includes> | undefined, { own, settings, now }: Reading): InboundEvent[] {
  const message = object<Message>(value)
  const [externalId, sender, conversation] = [id(message?.id), id(message?.sender_id), message?.dm_conversation_id]
  if (message?.event_type !== 'MessageCreate' || !externalId || !sender || typeof conversation !== 'string') return []
  const people = peopleOf(list(told?.users))
  const keys = list(object<NonNullable<Message['attachments']>>(message.attachments)?.media_keys)
  const words = wordsOf(message.text, object<{ urls: unknown }>(message.entities)?.urls, keys.length > 0)
  const content = partsOf(words, mediaBy(keys, told?.media))
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
