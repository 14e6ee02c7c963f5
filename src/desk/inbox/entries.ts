import type { EventOf } from '../../model/events.ts'
import type { Conversation } from '../conversations/store.ts'
import type { Actor } from '../kit.ts'
import type { Thread } from '../timeline/threads.ts'
import type { InboxRooms } from './rooms.ts'

/** Longest entry point that is kept, in UTF-16 code units: a link of ours carries less, an address of a page may be longer. */
const LONGEST = 500

/** What the links carried that lead customers here. Inside a transaction. */
export interface Entries {
  /** Kept with the open conversation, or with the thread until there is one. */
  keep(event: EventOf<'entered'> | EventOf<'followed'>, thread: Thread, actor: Actor): void
  /** Gives a conversation what its thread keeps for it. `arrived`: the customer has opened the chat, if by no link. */
  give(conversation: Conversation, thread: Thread, actor: Actor, arrived?: boolean): void
}

export function createEntries({ threads, conversations }: Pick<InboxRooms, 'threads' | 'conversations'>): Entries {
  return {
    keep({ payload }, thread, actor) {
      const entry = payload?.slice(0, LONGEST).toWellFormed()
      if (!entry) return
      const open = conversations.openIn(thread.id)
      if (open) conversations.enter(open.id, entry, actor)
      else threads.enter(thread, entry)
    },
    give(conversation, thread, actor, arrived = false) {
      const entry = thread.entry ?? (arrived ? '' : null)
      if (entry !== null) conversations.enter(conversation.id, entry, actor)
      if (thread.entry !== null) threads.enter(thread, null)
    },
  }
}
