import type { SqlValue } from '../../ports/sql.ts'
import type { Kit } from '../kit.ts'
import type { Rule } from './rules.ts'

/** Deletes what a rule lets go: rows older than `before` with keys up to `upTo`. Resolves when it is through. */
export type Walk = (rule: Rule, before: number, upTo?: number) => Promise<void>

/** Rows that are looked at in one transaction. */
const PART = 500

/** Lets others have their turn, also where a commit takes none. */
export const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

export function createWalk({ sql, commit }: Pick<Kit, 'sql' | 'commit'>): Walk {
  const statements = new Map<string, ReturnType<typeof prepare>>()

  function prepare({ table, key, old, among = 'true' }: Rule) {
    const part = `SELECT ${key} AS key FROM "${table}" WHERE ${key} > ?1 AND ${key} <= ?2 AND ${among} ORDER BY ${key} LIMIT ${PART}`
    return {
      end: sql.prepare<{ end: SqlValue }>(`SELECT max(key) AS end FROM (${part})`),
      drop: sql.prepare(`DELETE FROM "${table}" WHERE ${key} > ?2 AND ${key} <= ?3 AND ${old}`),
    }
  }

  return async (rule, before, upTo) => {
    const { end, drop } = statements.get(rule.table) ?? prepare(rule)
    statements.set(rule.table, { end, drop })
    const [first, last] = rule.text ? (['', '\u{10ffff}'] as const) : ([-1, upTo ?? Number.MAX_SAFE_INTEGER] as const)
    for (let from: SqlValue = first; ;) {
      const to: SqlValue = end.get(from, last)?.end ?? null
      if (to === null) return
      const dropped = await commit(() => drop.run(before, from, to))
      if (rule.inOrder && dropped === 0) return
      from = to
      await breathe()
    }
  }
}
