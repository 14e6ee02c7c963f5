import type { Sql } from '../ports/sql.ts'

/** Rows of one table, by what they are looked up by. What is returned is the row itself: whoever changes the row in the database changes it too. */
export interface Rows<Key, Row extends object> {
  get(key: Key): Row | undefined
  /** Remembers the row and returns it. */
  keep(key: Key, row: Row): Row
  drop(key: Key): void
}

/**
 * Rows that every message needs and few things change. The desk is the only writer of its database, and a table has one room that
 * writes it: that room remembers its rows. Whatever is undone, whole or in part, may be what was remembered, so all is forgotten then.
 */
export interface Remembered {
  of<Key, Row extends object>(): Rows<Key, Row>
  /** All of it: for changes that are rare, or of many rows. */
  forget(): void
}

/** So many of each: some megabytes. Then it begins anew, which costs a few reads. */
const MOST = 10_000

export function createRemembered(sql: Pick<Sql, 'onUndo'>): Remembered {
  const all: Map<unknown, object>[] = []

  function forget(): void {
    for (const rows of all) rows.clear()
  }
  sql.onUndo(forget)

  return {
    forget,
    of<Key, Row extends object>(): Rows<Key, Row> {
      const rows = new Map<Key, Row>()
      all.push(rows)
      return {
        get: (key) => rows.get(key),
        keep(key, row) {
          if (rows.size >= MOST) rows.clear()
          rows.set(key, row)
          return row
        },
        drop: (key) => void rows.delete(key),
      }
    },
  }
}
