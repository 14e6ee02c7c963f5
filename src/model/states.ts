/** Where a conversation stands. Exactly one owner in each: the bot, the queue, an offer, one agent, nobody. */
export const STATUSES = ['bot', 'waiting', 'offered', 'active', 'snoozed', 'resolved'] as const
export type Status = (typeof STATUSES)[number]

export const ACTIONS = [
  'handoff',
  'offer',
  'accept',
  'decline',
  'miss',
  'withdraw',
  'return',
  'claim',
  'assign',
  'release',
  'transfer',
  'snooze',
  'unsnooze',
  'resume',
  'resolve',
  'reopen',
  'continue',
] as const
export type Action = (typeof ACTIONS)[number]

export type OwnerKind = 'bot' | 'queue' | 'offer' | 'agent' | 'none'

/** The whole life of a conversation. What is not listed cannot happen. `continue`: it goes on in another thread; `return`: its customer is back, and its agent has no room. */
const TRANSITIONS: Record<Status, Partial<Record<Action, Status>>> = {
  bot: { handoff: 'waiting', claim: 'active', assign: 'active', transfer: 'waiting', resolve: 'resolved', continue: 'resolved' },
  waiting: {
    offer: 'offered',
    claim: 'active',
    assign: 'active',
    transfer: 'waiting',
    snooze: 'snoozed',
    resolve: 'resolved',
    continue: 'resolved',
  },
  offered: {
    accept: 'active',
    decline: 'waiting',
    miss: 'waiting',
    withdraw: 'waiting',
    assign: 'active',
    transfer: 'waiting',
    resolve: 'resolved',
    continue: 'resolved',
  },
  active: {
    assign: 'active',
    release: 'waiting',
    return: 'waiting',
    transfer: 'waiting',
    snooze: 'snoozed',
    resolve: 'resolved',
    continue: 'resolved',
  },
  snoozed: {
    claim: 'active',
    assign: 'active',
    release: 'waiting',
    transfer: 'waiting',
    unsnooze: 'waiting',
    resume: 'active',
    snooze: 'snoozed',
    resolve: 'resolved',
    continue: 'resolved',
  },
  resolved: { reopen: 'waiting' },
}

/** Where `action` leads from `status`, or null where it cannot happen. */
export const nextStatus = (status: Status, action: Action): Status | null => TRANSITIONS[status][action] ?? null

const OWNERS: Record<Status, OwnerKind> = {
  bot: 'bot',
  waiting: 'queue',
  offered: 'offer',
  active: 'agent',
  snoozed: 'queue',
  resolved: 'none',
}

/** Who owns a conversation in this status. A snoozed one that an agent put off stays with that agent. */
export const ownerKind = (status: Status, agentId: string | null): OwnerKind =>
  status === 'snoozed' && agentId !== null ? 'agent' : OWNERS[status]

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export type Priority = (typeof PRIORITIES)[number]
