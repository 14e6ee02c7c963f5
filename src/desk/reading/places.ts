import type { Definition, Place } from '../../model/view.ts'
import type { Statement } from '../../ports/sql.ts'
import type { Kit } from '../kit.ts'
import { kept } from './kept.ts'
import { compile } from './views.ts'

/** Where a conversation stands in somebody's list; null: it is not in it. */
export type PlaceOf = (definition: Definition, agentId: string, id: number) => Place | null

export function createPlaceOf({ sql, clock }: Pick<Kit, 'sql' | 'clock'>): PlaceOf {
  const statements = new Map<string, Statement<{ number: number }>>()
  return (definition, agentId, id) => {
    const { along, rest, key, params, bind, place } = compile(definition, { agentId, now: clock.now() })
    const text = `SELECT ${key} AS number FROM Conversation c WHERE c.id = ${bind('id', id)} AND ${[...along, ...rest].join(' AND ')}`
    const row = kept(statements, text, () => sql.prepare<{ number: number }>(text)).get(params)
    return row ? place(row.number, id) : null
  }
}
