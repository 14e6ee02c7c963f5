import type { Chat, DirectMessagesTopic, Message, User } from '@grammyjs/types'
import type { Json, Person, SurfaceKind, ThreadRef } from '../../src/model/events.ts'
import { type Raw, given, object, text } from '../../src/contract/read.ts'
import { id } from './id.ts'

export interface Place {
  surface: SurfaceKind
  thread: ThreadRef
}

type Settings = { [key: string]: Json }

/**
 * Where a message stands. A thread's id begins with that of its chat; a forum topic, a topic of a channel's direct
 * messages and a chat of a connected business account are threads of their own. Null: not a place we listen to.
 */
export function placeOf(message: Raw<Message>, settings: Settings): Place | null {
  const chat = object<Chat>(message.chat)
  const chatId = id(chat?.id)
  if (!chat || !chatId) return null

  const business = text(message.business_connection_id)
  if (business) {
    return { surface: 'dm', thread: { externalId: `${chatId}@${business}`, route: { business_connection_id: business } } }
  }
  if (chat.is_direct_messages === true) {
    const topic = id(object<DirectMessagesTopic>(message.direct_messages_topic)?.topic_id)
    return topic ? inTopic('dm', chatId, 'direct_messages_topic_id', topic) : null
  }
  const topic = message.is_topic_message === true ? id(message.message_thread_id) : undefined
  if (chat.type === 'private') {
    return topic ? inTopic('dm', chatId, 'message_thread_id', topic) : { surface: 'dm', thread: { externalId: chatId } }
  }
  if ((chat.type !== 'group' && chat.type !== 'supergroup') || settings['groups'] !== true) return null
  const title = text(chat.title)
  return topic
    ? inTopic('group', chatId, 'message_thread_id', topic, title)
    : { surface: 'group', thread: given<ThreadRef>({ externalId: chatId, title }) }
}

function inTopic(surface: SurfaceKind, chatId: string, parameter: string, topic: string, title?: string): Place {
  return { surface, thread: given<ThreadRef>({ externalId: `${chatId}:${topic}`, route: { [parameter]: Number(topic) }, title }) }
}

export function nameOf(who: Raw<User | Chat> | undefined): string | undefined {
  const name = [text(who?.first_name), text(who?.last_name)].filter(Boolean).join(' ')
  return text(who?.title) ?? text(name) ?? text(who?.username)
}

/** A person, or the group or channel in whose name an anonymous administrator writes. */
export function personOf(user: unknown, chat?: unknown): Person | null {
  const who = object<Chat | User>(chat) ?? object<Chat | User>(user)
  const externalId = id(who?.id)
  if (!who || !externalId) return null
  return given<Person>({
    externalId,
    name: nameOf(who),
    language: text(who.language_code),
  })
}
