import type { AgentRow } from '../../../prisma/rows.ts'
import { DeskError, notFound } from '../errors.ts'
import type { Actor, Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Presence } from '../web/roles.ts'

/** Whether agents can be given conversations. */
export interface PresenceOf {
  isAvailable(agentId: string): boolean
  /** Throws `not-found` and `not-available`; `data` is added to the refusal. */
  demandAvailable(agentId: string, data?: Record<string, unknown>): void
}

export function createPresenceOf({ sql }: Pick<Kit, 'sql'>): PresenceOf {
  const select = sql.prepare<Pick<AgentRow, 'presence' | 'disabled'>>('SELECT presence, disabled FROM Agent WHERE id = ?')
  return {
    isAvailable(agentId) {
      const state = select.get(agentId)
      return state?.presence === 'available' && state.disabled === 0
    },
    demandAvailable(agentId, data) {
      const state = select.get(agentId)
      if (!state || state.disabled === 1) throw notFound('agent')
      if (state.presence !== 'available')
        throw new DeskError('not-available', 409, 'Set your presence to available to take conversations.', data)
    },
  }
}

/** Why the hub itself sets somebody away: they let offers pass, or their console is not connected any more. */
export type AwayReason = 'missed' | 'gone'

/** Agents come and go. Inside a transaction. */
export interface Attendance {
  /** `reason`: it was not they who said so. */
  set(agentId: string, presence: Presence, actor: Actor, reason?: AwayReason): void
  /** They let an offer pass: so many in a row now. */
  missed(agentId: string): number
  /** They answered an offer. */
  answered(agentId: string): void
  /** Whether a console of theirs is open. */
  connected(agentId: string, is: boolean): void
  /** They were given a conversation without asking. */
  given(agentId: string): void
}

/** `changed`: what an agent can be given is another now. */
export function createAttendance(
  { sql, clock }: Pick<Kit, 'sql' | 'clock'>,
  { log, changed }: { log: LogRoom; changed: (agentId: string) => void },
): Attendance {
  const update = sql.prepare('UPDATE Agent SET presence = ?1, presenceAt = ?2, idleSince = ?2, misses = 0 WHERE id = ?3')
  const missed = sql.prepare<Pick<AgentRow, 'misses'>>('UPDATE Agent SET misses = misses + 1 WHERE id = ? RETURNING misses')
  const answered = sql.prepare('UPDATE Agent SET misses = 0 WHERE id = ? AND misses > 0')
  const setConnected = sql.prepare('UPDATE Agent SET connected = ? WHERE id = ?')
  const given = sql.prepare('UPDATE Agent SET pushedAt = ? WHERE id = ?')
  return {
    missed: (agentId) => missed.get(agentId)?.misses ?? 0,
    answered: (agentId) => void answered.run(agentId),
    connected: (agentId, is) => void setConnected.run(is ? 1 : 0, agentId),
    given: (agentId) => void given.run(clock.now(), agentId),
    set(agentId, presence, actor, reason) {
      update.run(presence, clock.now(), agentId)
      log.append({ type: 'agent.presence', actor, data: { agentId, presence, ...(reason !== undefined && { reason }) } })
      changed(agentId)
    },
  }
}
