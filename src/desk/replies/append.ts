import type { Conversation, Conversations } from '../conversations/store.ts'
import type { SaidEffect } from '../conversations/effects.ts'
import type { Actor } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Messages, NewMessage, Stored } from '../timeline/messages.ts'

export type Said = Omit<NewMessage, 'conversationId' | 'threadId' | 'seq'>

/** Adds a message to a conversation: its number, the conversation's counters, the log. Inside a transaction. */
export type Append = (conversation: Conversation, said: Said, actor: Actor) => Stored & { seq: number }

export function createAppend(rooms: {
  messages: Messages
  conversations: Conversations
  log: LogRoom
  effects: readonly SaidEffect[]
}): Append {
  return (conversation, said, actor) => {
    const seq = conversation.lastSeq + 1
    const stored = rooms.messages.add(
      { ...said, conversationId: conversation.id, threadId: conversation.threadId, seq },
      conversation.channelId,
    )
    // What the hub says by itself is no answer: the customer still waits for a person.
    const byItself = said.author.kind === 'system'
    const by = said.direction === 'in' ? 'contact' : said.direction === 'out' && !byItself ? 'us' : 'note'
    rooms.conversations.touched(conversation, by, said.at, stored.text)
    rooms.log.append({ type: 'message.created', actor, conversationId: conversation.id, messageId: stored.id })
    if (by !== 'note') for (const effect of rooms.effects) effect(conversation, by, said)
    return { ...stored, seq }
  }
}
