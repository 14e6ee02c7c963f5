import { PRIORITIES } from '../../../../src/model/states.ts'
import type { Presence } from '../../api/types.ts'
import type { LiveAgent, LiveQueue } from '../../entities/agent/wall.ts'

/** All queues in one line. */
export interface Figures {
  waiting: number
  urgent: number
  /** Since when the one that came first waits, ISO 8601; null: nobody waits. */
  oldest: string | null
  /** Who is there, and how many more conversations they have room for. */
  available: number
  room: number
}

export const waitingIn = ({ waiting }: LiveQueue): number => PRIORITIES.reduce((sum, priority) => sum + (waiting[priority] ?? 0), 0)

/** Everybody who serves a queue, once, those with most to do first. */
export function everybody(queues: readonly LiveQueue[]): LiveAgent[] {
  const all = new Map(queues.flatMap(({ agents }) => agents.map((agent) => [agent.id, agent])))
  return [...all.values()].toSorted((a, b) => b.load / b.capacity - a.load / a.capacity || a.name.localeCompare(b.name))
}

export const thoseWho = (agents: readonly LiveAgent[], presence: Presence): LiveAgent[] =>
  agents.filter((agent) => agent.presence === presence)

export const roomOf = (agents: readonly LiveAgent[]): number =>
  thoseWho(agents, 'available').reduce((sum, { load, capacity }) => sum + Math.max(0, capacity - load), 0)

export function figuresOf(queues: readonly LiveQueue[]): Figures {
  const agents = everybody(queues)
  return {
    waiting: queues.reduce((sum, queue) => sum + waitingIn(queue), 0),
    urgent: queues.reduce((sum, { waiting }) => sum + (waiting.urgent ?? 0), 0),
    oldest: queues.flatMap(({ oldest }) => oldest ?? []).toSorted()[0] ?? null,
    available: thoseWho(agents, 'available').length,
    room: roomOf(agents),
  }
}
