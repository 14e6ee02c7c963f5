import type { Status } from '../../model/states.ts'
import { DeskError, forbidden } from '../errors.ts'
import { type Acting, type Caller, type Role, atLeast } from './roles.ts'

/*
 * Whose something is, and what the house allows: every rule that depends on more than the role and scope which a route declares.
 * Commands ask here; nothing of it is decided elsewhere.
 */

/** The least role for what every agent may unless an admin says otherwise. Both are logged and can be undone. */
export interface HouseRules {
  /** Makes one contact of two, and two of one again. */
  mergeContacts: Role
  /** Changes how urgent a case is that no agent has. */
  raiseUnassigned: Role
}
export const HOUSE_RULES: HouseRules = { mergeContacts: 'agent', raiseUnassigned: 'agent' }

/** What the rules need to know of a conversation. */
interface Case {
  status: Status
  /** Whose it is while active, and whom it comes back to while snoozed. */
  agentId: string | null
  offerId: number | null
  queueId: number
}

/** Sees the addresses of others: who looks after people. */
export const knowsAddresses = (by: Acting): boolean => atLeast(by.role, 'supervisor')
/** Sees the keys of others, and takes them away. */
export const keepsKeys = (by: Acting): boolean => atLeast(by.role, 'admin')
/** Makes, changes and deletes a saved view: one's own, and for supervisors those of everybody (null). */
export const keepsView = (by: Acting, agentId: string | null): boolean =>
  agentId === null ? atLeast(by.role, 'supervisor') : agentId === by.id
/** Changes somebody of that role, gives it, takes their keys away: nobody for those above themselves. */
export const governs = (by: Acting, role: Role): boolean => atLeast(by.role, role)
export const merges = (by: Acting, { mergeContacts }: HouseRules): boolean => atLeast(by.role, mergeContacts)

/** Is told which channels there are and how they do, where strangers hear only whether the hub is ready: admins, and any key to read. */
export const seesHealth = ({ agent, scopes }: Caller): boolean => (scopes === null ? atLeast(agent.role, 'admin') : scopes.includes('read'))

/** Throws `forbidden`. */
export function allow(may: boolean, title?: string): void {
  if (!may) throw title === undefined ? forbidden() : new DeskError('forbidden', 403, title)
}

const REFUSALS = {
  'not-yours': 'The conversation is not yours.',
  'open-elsewhere': 'The customer already has an open conversation.',
  'wrong-state': 'There is nothing to send again.',
  'not-sent': 'The message was not sent, or the platform gave it no name.',
  'too-late': 'The platform takes messages back only for a while.',
}

/** Who may do what with a conversation. The rules throw 409 `not-yours` with the present owner. */
export interface Rights {
  /** Why it cannot be done (409), with who has the conversation. */
  refusal(one: Case, code?: keyof typeof REFUSALS, data?: Record<string, unknown>): DeskError
  /** To assign, transfer, release, snooze and resolve it, or take its messages back: one's own, or anybody's for a supervisor. */
  mineOrSupervisor(one: Case, agent: Acting): void
  /** To write to its customer, and to send again what was not sent: what is said to a customer has one author. */
  mine(one: Case, agent: Acting): void
  /** To change how urgent it is: whoever the house allows while nobody has it. Throws `forbidden` then. */
  raises(one: Case, agent: Acting): void
  /** To claim it: nobody's, or one's own that sleeps. */
  claims(one: Case, agent: Acting): void
  /** Whose looking is reading, and whose typing is shown. Others only peek: it tells the customer nothing, and leaves its owner's unread. */
  has(one: Case, agent: Acting): boolean
}

export function createRights({ ownerOf, house }: { ownerOf: (one: Case) => object; house: { rules(): HouseRules } }): Rights {
  const refusal: Rights['refusal'] = (one, code = 'not-yours', data = {}) =>
    new DeskError(code, 409, REFUSALS[code], { ...data, state: one.status, owner: ownerOf(one) })
  const isMine = (one: Case, agent: Acting): boolean => one.agentId === agent.id
  const own = (one: Case, may: boolean): void => {
    if (!may) throw refusal(one)
  }
  const mineOrSupervisor: Rights['mineOrSupervisor'] = (one, agent) => own(one, isMine(one, agent) || atLeast(agent.role, 'supervisor'))
  return {
    refusal,
    mineOrSupervisor,
    mine: (one, agent) => own(one, isMine(one, agent)),
    raises(one, agent) {
      if (one.agentId === null) allow(atLeast(agent.role, house.rules().raiseUnassigned))
      else mineOrSupervisor(one, agent)
    },
    claims: (one, agent) =>
      own(one, one.status === 'snoozed' ? one.agentId === null || isMine(one, agent) : one.status !== 'active' && one.status !== 'offered'),
    has: isMine,
  }
}
