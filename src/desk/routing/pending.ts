import type { MoveEffect } from '../conversations/effects.ts'

/** What a command leaves to be routed before it ends: those who wait anew, and those who have got room. */
export interface Pending {
  case(id: number): void
  agent(id: string): void
  /** One of them, taken out; undefined when there is nothing more. */
  take(): { case: number } | { agent: string } | undefined
}

// What is undone may leave something here: it is looked at once more than it had to be.
export function createPending(): Pending {
  const cases = new Set<number>()
  const agents = new Set<string>()

  function first<T>(of: Set<T>): T | undefined {
    const [one] = of
    if (one !== undefined) of.delete(one)
    return one
  }

  return {
    case: (id) => void cases.add(id),
    agent: (id) => void agents.add(id),
    take() {
      const id = first(cases)
      if (id !== undefined) return { case: id }
      const agent = first(agents)
      return agent === undefined ? undefined : { agent }
    },
  }
}

/** Whoever has a conversation no more has room for another. */
export const roomEffect =
  (pending: Pending): MoveEffect =>
  ({ before, after }) => {
    if (before.agentId !== null && (before.agentId !== after.agentId || after.status !== 'active')) pending.agent(before.agentId)
  }
