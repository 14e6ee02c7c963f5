import type { Kit } from '../kit.ts'

/** How much each agent has at once. All of it inside a transaction. */
export interface Load {
  /** False: there is no room, or the agent is disabled. */
  take(agentId: string, weight: number): boolean
  leave(agentId: string, weight: number): void
}

export function createLoad({ sql }: Pick<Kit, 'sql'>): Load {
  const take = sql.prepare('UPDATE Agent SET load = load + ?1 WHERE id = ?2 AND load + ?1 <= capacity AND disabled = 0')
  const leave = sql.prepare('UPDATE Agent SET load = load - ? WHERE id = ?')
  return {
    take: (agentId, weight) => take.run(weight, agentId) === 1,
    leave: (agentId, weight) => void leave.run(weight, agentId),
  }
}
