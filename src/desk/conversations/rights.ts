import { type Acting, atLeast } from '../web/roles.ts'
import { DeskError } from '../errors.ts'
import type { Conversation } from './conversation.ts'
import type { OwnerOf } from './owner.ts'

/** Who may do what with a conversation, besides what a route demands of a role. All throw 409 `not-yours` with the present owner. */
export interface Rights {
  refusal(conversation: Conversation): DeskError
  /** One's own, or anybody's for a supervisor. */
  mineOrSupervisor(conversation: Conversation, agent: Acting): void
  mine(conversation: Conversation, agent: Acting): void
  /** One's own, and at work on it: what is said to a customer has one author. */
  mineActive(conversation: Conversation, agent: Acting): void
}

export function createRights(ownerOf: OwnerOf): Rights {
  const refusal = (conversation: Conversation): DeskError =>
    new DeskError('not-yours', 409, 'The conversation is not yours.', { state: conversation.status, owner: ownerOf(conversation) })
  return {
    refusal,
    mineOrSupervisor(conversation, agent) {
      if (conversation.agentId !== agent.id && !atLeast(agent.role, 'supervisor')) throw refusal(conversation)
    },
    mine(conversation, agent) {
      if (conversation.agentId !== agent.id) throw refusal(conversation)
    },
    mineActive(conversation, agent) {
      if (conversation.status !== 'active' || conversation.agentId !== agent.id) throw refusal(conversation)
    },
  }
}
