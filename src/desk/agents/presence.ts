import type { AgentRow } from '../../../prisma/rows.ts'
import { DeskError, notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'

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
