import type { Action } from '../../model/states.ts'
import type { Actor } from '../kit.ts'
import type { NewMessage } from '../timeline/messages.ts'
import type { Conversation } from './conversation.ts'

/** One move of a conversation, as it was and as it is. */
export interface Moved {
  before: Conversation
  after: Conversation
  action: Action
  actor: Actor
}

/** What follows from a move, in its transaction. The list of them stands in `compose.ts`: no caller of `move` has to remember any. */
export type MoveEffect = (moved: Moved) => void

/** What follows when something was said in a conversation: by its customer, or by one of us. In the transaction in which it is. */
export type SaidEffect = (conversation: Conversation, by: 'contact' | 'us', said: Pick<NewMessage, 'author' | 'content'>) => void

/** How conversations wait: anew, elsewhere, or with another priority. In the transaction in which they do. */
export interface Waits {
  /** The lane in which it waits from now on. One that begins has no number yet. */
  lane(conversation: Omit<Conversation, 'id'> & { id?: number }): string
  /** It waits there now. */
  begun(conversation: Conversation): void
}
