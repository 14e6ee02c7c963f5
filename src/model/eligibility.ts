import type { Lane } from './lane.ts'

/** What counts of an agent when a conversation is given away. */
export interface Candidate {
  id: string
  /** Sum of the weights of what they have and are offered. */
  load: number
  capacity: number
  /** How well they know the queue's topic, 1 … 5. */
  level: number
  /** By skill, 1 … 5. Looked at only where something is asked for. */
  skills: ReadonlyMap<number, number>
  declined: boolean
  /** How often they let this conversation's offer pass. */
  missed: number
  /** ms; since when they were given nothing and ended nothing. */
  idleSince: number
}

/** What counts of the conversation. */
export interface Wanted extends Pick<Lane, 'weight' | 'demands' | 'heldFor'> {
  urgent: boolean
  /** Percent of each agent's capacity that is kept for urgent ones. */
  reserve: number
  /** Who had it before, while that counts. */
  previous: string | null
}

export const REFUSALS = ['declined', 'held', 'skill', 'full', 'reserved'] as const
/** Why a conversation is not given to somebody who is there. */
export type Refusal = (typeof REFUSALS)[number]

const knows = (agent: Candidate, { demands }: Pick<Wanted, 'demands'>): boolean =>
  demands.every(({ skill, level }) => (agent.skills.get(skill) ?? 0) >= level)

/** Null: it may be given to them. */
export function refusal(agent: Candidate, wanted: Wanted): Refusal | null {
  const after = agent.load + wanted.weight
  if (agent.declined) return 'declined'
  if (wanted.heldFor !== null && wanted.heldFor !== agent.id) return 'held'
  if (!knows(agent, wanted)) return 'skill'
  if (after > agent.capacity) return 'full'
  if (!wanted.urgent && after > agent.capacity - Math.floor((agent.capacity * wanted.reserve) / 100)) return 'reserved'
  return null
}

/** How well they know what is asked for, or the queue's topic where nothing is. */
const fit = (agent: Candidate, { demands }: Wanted): number =>
  demands.length === 0 ? agent.level : demands.reduce((sum, { skill }) => sum + (agent.skills.get(skill) ?? 0), 0)

const share = ({ load, capacity }: Candidate): number => (capacity > 0 ? load / capacity : 1)

/**
 * The best of those who may be given it: who had it before; who has let it pass less often; who knows most; who has least to do for
 * their capacity; who waited longest; and by their ids, so that a run can be repeated.
 */
export function best(agents: readonly Candidate[], wanted: Wanted): Candidate | undefined {
  const before = (a: Candidate): number => (a.id === wanted.previous ? 0 : 1)
  return agents.toSorted(
    (a, b) =>
      a.missed - b.missed ||
      before(a) - before(b) ||
      fit(b, wanted) - fit(a, wanted) ||
      share(a) - share(b) ||
      a.idleSince - b.idleSince ||
      (a.id < b.id ? -1 : 1),
  )[0]
}
