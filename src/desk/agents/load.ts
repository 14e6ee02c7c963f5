import type { Kit } from '../kit.ts'

/** How much each agent has at once. All of it inside a transaction. */
export interface Load {
  /** False: there is no room, or the agent is disabled. */
  reserve(agentId: string, weight: number): boolean
  release(agentId: string, weight: number): void
}

export function createLoad({ sql, clock }: Pick<Kit, 'sql' | 'clock'>): Load {
  const reserve = sql.prepare('UPDATE Agent SET load = load + ?1, idleSince = ?3 WHERE id = ?2 AND load + ?1 <= capacity AND disabled = 0')
  const release = sql.prepare('UPDATE Agent SET load = load - ?, idleSince = ? WHERE id = ?')
  return {
    reserve: (agentId, weight) => reserve.run(weight, agentId, clock.now()) === 1,
    release: (agentId, weight) => void release.run(weight, clock.now(), agentId),
  }
}
