import { atLeast } from '../../../../src/desk/web/roles.ts'
import type { Agent, Conversation, Priority, Role } from '../../api/types.ts'

/** Something an agent does with a conversation besides writing. */
export type Step =
  | { do: 'claim' | 'release' | 'resolve' | 'reopen' }
  | { do: 'snooze'; until: string }
  | { do: 'assign'; agent: Pick<Agent, 'id' | 'name'> }
  | { do: 'transfer'; queue: { id: string; name: string } }
  | { do: 'priority'; priority: Priority }

/** How the conversation will stand when the server agrees. */
export function expected(conversation: Conversation, step: Step, me: Pick<Agent, 'id' | 'name'>, now: number): Conversation {
  const awake = { ...conversation, snoozedUntil: null }
  const inQueue = { status: 'waiting', owner: { kind: 'queue', ...conversation.queue } } as const
  switch (step.do) {
    case 'claim':
      return { ...awake, status: 'active', owner: { kind: 'agent', id: me.id, name: me.name } }
    case 'assign':
      return { ...awake, status: 'active', owner: { kind: 'agent', id: step.agent.id, name: step.agent.name } }
    case 'release':
      return { ...awake, ...inQueue }
    case 'reopen':
      return { ...conversation, ...inQueue, resolvedAt: null }
    case 'transfer':
      return { ...awake, status: 'waiting', queue: step.queue, owner: { kind: 'queue', ...step.queue } }
    case 'resolve':
      return { ...awake, status: 'resolved', owner: { kind: 'none' }, resolvedAt: new Date(now).toISOString(), waitingSince: null }
    case 'snooze':
      return { ...conversation, status: 'snoozed', snoozedUntil: step.until }
    case 'priority':
      return { ...conversation, priority: step.priority }
  }
}

/** What takes it back; null where nothing does. */
export function reverse(conversation: Conversation, step: Step): Step | null {
  switch (step.do) {
    case 'claim':
      return conversation.status === 'waiting' ? { do: 'release' } : null
    case 'release':
    case 'snooze':
      return conversation.status === 'active' ? { do: 'claim' } : null
    case 'resolve':
      return { do: 'reopen' }
    case 'priority':
      return { do: 'priority', priority: conversation.priority }
    default:
      return null
  }
}

/** Whether it gives the conversation to this agent: then they have to be available. */
export const takes = (step: Step, me: Pick<Agent, 'id'>): boolean =>
  step.do === 'claim' || (step.do === 'assign' && step.agent.id === me.id)

const isMine = ({ owner }: Conversation, me: Agent): boolean => owner.kind === 'agent' && owner.id === me.id

/** What this agent may do now. The server decides; this is for what to offer. `raises`: the least role that changes the priority of what nobody has. */
export function allowed(conversation: Conversation, me: Agent, raises: Role = 'agent') {
  const { status } = conversation
  const mine = isMine(conversation, me)
  const manage = mine || me.role !== 'agent'
  const open = status !== 'resolved'
  return {
    mine,
    recall: manage,
    reply: mine && (status === 'active' || status === 'snoozed'),
    claim:
      status === 'waiting' ||
      status === 'bot' ||
      (status === 'offered' && conversation.owner.id === me.id) ||
      (status === 'snoozed' && (mine || conversation.owner.kind !== 'agent')),
    release: manage && (status === 'active' || status === 'snoozed'),
    assign: open && manage,
    transfer: open && manage,
    snooze: manage && (status === 'active' || status === 'snoozed' || status === 'waiting'),
    resolve: open && manage,
    reopen: !open,
    priority: open && (conversation.owner.kind === 'agent' ? manage : atLeast(me.role, raises)),
  }
}
