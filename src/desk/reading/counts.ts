import type { Definition } from '../../model/view.ts'
import type { Statement } from '../../ports/sql.ts'
import type { Kit } from '../kit.ts'
import { kept } from './kept.ts'
import { compile } from './views.ts'

/** How many are in a list. */
export interface Count {
  n: number
  /** There may be more than these: counting has an end. */
  more?: true
  /** Of a list of one's own: how many of them have something unread. */
  unread?: number
}

export type CountOf = (definition: Definition, agentId: string) => Count

/** So many conversations of a view are looked at, along its index. */
const MOST = 10_000

interface Counted {
  looked: number
  n: number
  unread: number | null
}

export function createCountOf({ sql, clock }: Pick<Kit, 'sql' | 'clock'>): CountOf {
  const statements = new Map<string, Statement<Counted>>()
  return (definition, agentId) => {
    const owned = definition.view === 'mine'
    const { along, rest, params } = compile(definition, { agentId, now: clock.now() })
    const columns = `${rest.length > 0 ? rest.join(' AND ') : '1'} AS fits, ${owned ? 'c.unread > 0' : 'NULL'} AS unread`
    const text = `SELECT count(*) AS looked, total(fits) AS n, sum(fits AND unread) AS unread
      FROM (SELECT ${columns} FROM Conversation c WHERE ${along.join(' AND ')} LIMIT ${MOST + 1})`
    const row = kept(statements, text, () => sql.prepare<Counted>(text)).get(params) ?? { looked: 0, n: 0, unread: 0 }
    return {
      n: Math.min(row.n, MOST),
      ...(row.looked > MOST && { more: true as const }),
      ...(owned && { unread: row.unread ?? 0 }),
    }
  }
}
