import type { Action } from '../../model/states.ts'
import type { Actor } from '../kit.ts'
import type { Conversation } from './conversation.ts'

/** One move of a conversation, as it was and as it is. */
export interface Moved {
  before: Conversation
  after: Conversation
  action: Action
  actor: Actor
}

/** What follows from a move, in its transaction. The list of them stands in `desk.ts`: no caller of `move` has to remember any. */
export type MoveEffect = (moved: Moved) => void
