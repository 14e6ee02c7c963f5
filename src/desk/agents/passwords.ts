import { randomId } from '../ids.ts'
import type { Kit } from '../kit.ts'

/** The password by which an agent signs in; who was invited has none until they choose it. Within a transaction. */
export interface Passwords {
  /** `hash`: of better-auth. */
  set(agentId: string, hash: string): void
}

export function createPasswords({ sql, clock }: Pick<Kit, 'sql' | 'clock'>): Passwords {
  const change = sql.prepare("UPDATE AgentAccount SET password = ?, updatedAt = ? WHERE agentId = ? AND providerId = 'credential'")
  const insert = sql.prepare(
    `INSERT INTO AgentAccount (id, accountId, providerId, agentId, password, createdAt, updatedAt) VALUES (?1, ?2, 'credential', ?2, ?3, ?4, ?4)`,
  )
  return {
    set(agentId, hash) {
      if (change.run(hash, clock.now(), agentId) === 0) insert.run(randomId(), agentId, hash, clock.now())
    },
  }
}
