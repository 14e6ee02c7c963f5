import type { View } from '../../model/view.ts'
import type { Statement } from '../../ports/sql.ts'
import type { Kit } from '../kit.ts'
import { ORDER } from './views.ts'

/** How many are in a view. */
export interface Count {
  n: number
  /** There are more than these: counting has an end. */
  more?: true
  /** Of a list of one's own: how many of them have something unread. */
  unread?: number
}

export type CountOf = (view: View, agentId: string) => Count

/** So far a view is counted, by a walk along its index. */
const MOST = 10_000

export function createCountOf({ sql }: Pick<Kit, 'sql'>): CountOf {
  const statements = new Map<View, Statement<{ n: number; unread: number | null }>>()

  function statementOf(view: View): Statement<{ n: number; unread: number | null }> {
    const { where, owned } = ORDER[view]
    const [unread, whose] = owned ? ['c.unread > 0', 'c.agentId = :agent AND '] : ['NULL', '']
    const made = sql.prepare<{ n: number; unread: number | null }>(
      `SELECT count(*) AS n, sum(unread) AS unread FROM (SELECT ${unread} AS unread FROM Conversation c WHERE ${whose}${where} LIMIT ${MOST + 1})`,
    )
    statements.set(view, made)
    return made
  }

  return (view, agentId) => {
    const { owned } = ORDER[view]
    const row = (statements.get(view) ?? statementOf(view)).get(owned ? { agent: agentId } : {})
    const n = row?.n ?? 0
    return { n: Math.min(n, MOST), ...(n > MOST && { more: true as const }), ...(owned && { unread: row?.unread ?? 0 }) }
  }
}
