import type { DecisionRow } from '../../../prisma/rows.ts'
import type { Refusal } from '../../model/eligibility.ts'
import type { Kit } from '../kit.ts'

/** What was weighed when a conversation was to be given to somebody. */
export interface Weighed {
  /** The agent it was given to; null: nobody. */
  chosen: string | null
  /** How many were free and serve it. */
  considered: number
  /** Why those were not given it, and how many for each reason. */
  refused: Partial<Record<Refusal, number>>
  mode?: 'offer' | 'push'
}

export interface Decision extends Weighed {
  /** ms */
  at: number
}

/** Why a conversation went to whom it went, or to nobody yet. */
export interface Decisions {
  /** Kept, unless it says what the last one of this conversation said. Inside a transaction. */
  note(conversationId: number, weighed: Weighed): void
  /** Newest first, at most 50. */
  of(conversationId: number): Decision[]
}

export function createDecisions({ sql, clock }: Pick<Kit, 'sql' | 'clock'>): Decisions {
  const insert = sql.prepare('INSERT INTO Decision (conversationId, agentId, at, data) VALUES (?, ?, ?, ?)')
  const last = sql.prepare<Pick<DecisionRow, 'agentId' | 'data'>>(
    'SELECT agentId, data FROM Decision WHERE conversationId = ? ORDER BY id DESC LIMIT 1',
  )
  const of = sql.prepare<Pick<DecisionRow, 'agentId' | 'at' | 'data'>>(
    'SELECT agentId, at, data FROM Decision WHERE conversationId = ? ORDER BY id DESC LIMIT 50',
  )
  return {
    note(conversationId, { chosen, ...rest }) {
      const data = JSON.stringify(rest)
      const before = chosen === null ? last.get(conversationId) : undefined
      if (before?.agentId === null && before.data === data) return
      insert.run(conversationId, chosen, clock.now(), data)
    },
    of: (conversationId) =>
      of.all(conversationId).map(({ agentId, at, data }) => ({ chosen: agentId, at, ...(JSON.parse(data) as Omit<Weighed, 'chosen'>) })),
  }
}
