import type { AgentRow } from '../../../prisma/rows.ts'
import type { LiveSession } from '../../ports/live.ts'
import type { Kit } from '../kit.ts'

/** Close code of live feeds that may not go on as they are: come back, if you still may. */
const CHANGED = 4001

type Console = Extract<LiveSession, { kind: 'console' }>

/**
 * Ends the live feeds of those who have signed out, whose session or key has expired or was taken away, who were disabled or
 * have another role now. To be called after each of these, and each minute for what has expired.
 */
export type EndFeeds = () => void

export function createEndFeeds({ sql, clock, live }: Pick<Kit, 'sql' | 'clock' | 'live'>): EndFeeds {
  const bySession = sql.prepare<Pick<AgentRow, 'role'>>(
    'SELECT a.role FROM AgentSession s JOIN Agent a ON a.id = s.agentId WHERE s.id = ?1 AND s.expiresAt > ?2 AND a.disabled = 0',
  )
  const byKey = sql.prepare<Pick<AgentRow, 'role'>>(
    `SELECT a.role FROM ApiKey k JOIN Agent a ON a.id = k.referenceId
     WHERE k.id = ?1 AND k.enabled = 1 AND (k.expiresAt IS NULL OR k.expiresAt > ?2) AND a.disabled = 0`,
  )

  function lasts({ proof, role }: Console): boolean {
    // A socket that was opened by an earlier version did not say.
    if (!proof) return false
    return (proof.kind === 'session' ? bySession : byKey).get(proof.id, clock.now())?.role === role
  }

  return () => {
    for (const socket of live.sockets('console')) {
      if (socket.session.kind === 'console' && !lasts(socket.session)) socket.close(CHANGED, 'changed')
    }
  }
}
