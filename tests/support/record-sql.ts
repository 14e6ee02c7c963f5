import type { Sql, Statement } from '../../src/ports/sql.ts'
import { numbered } from '../../src/runtime/named.ts'

export interface RecordedSql {
  /** To be given to the desk in place of its database. */
  wrap(sql: Sql): Sql
  /** Every statement that was prepared, run or not. */
  prepared(): string[]
  /** Every statement that was run. */
  texts(): string[]
  /** How often statements with these words were run. */
  runs(words: string): number
  /** How SQLite walks the tables for it, a line a step. */
  plan(text: string): string[]
}

/** Listens to what is run on a database, to ask afterwards how it was done. */
export function recordSql(): RecordedSql {
  const used = new Map<string, number>()
  const made = new Set<string>()
  let inner: Sql | undefined
  return {
    wrap(sql) {
      inner = sql
      return {
        prepare<Row>(text: string): Statement<Row> {
          made.add(text)
          const statement = sql.prepare<Row>(text)
          const noted =
            <T extends unknown[], R>(call: (...params: T) => R) =>
            (...params: T): R => {
              used.set(text, (used.get(text) ?? 0) + 1)
              return call(...params)
            }
          return {
            all: noted((...params) => statement.all(...params)),
            get: noted((...params) => statement.get(...params)),
            run: noted((...params) => statement.run(...params)),
            insert: noted((...params) => statement.insert(...params)),
            table: noted((...params) => statement.table(...params)),
          }
        },
        exec: (script) => sql.exec(script),
        transaction: (fn) => sql.transaction(fn),
        commit: (fn, otherwise) => sql.commit(fn, otherwise),
        onUndo: (listener) => sql.onUndo(listener),
        close: () => sql.close(),
      }
    },
    prepared: () => [...made],
    texts: () => [...used.keys()],
    runs: (words) => [...used].reduce((sum, [text, count]) => (text.includes(words) ? sum + count : sum), 0),
    plan: (text) =>
      (inner?.prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${numbered(text).text}`).all() ?? []).map(({ detail }) => detail),
  }
}
