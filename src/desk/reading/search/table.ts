import type { Sql } from '../../../ports/sql.ts'
import { runsOf, wordsOf } from '../../../model/words.ts'

/**
 * Grows when the words of a text are found otherwise, or the table looks different: every index is then made anew.
 * The tables are not in the schema: what is in them is derived, and exports of D1 and Durable Objects refuse them.
 */
const VERSION = 1

/** A full-text index of one kind of things, by number. It holds words, not texts. */
export interface WordTable {
  /** The table was not there, and is empty. */
  readonly isNew: boolean
  put(id: number, text: string, places: readonly string[]): void
  /** Forgets the ids from `from` to `to`. */
  drop(from: number, to?: number): void
  clear(): void
  /** Ids that match, the highest first. */
  newest(match: string, below: number, limit: number): number[]
}

/** A channel as a word of the column `place`: its id may have letters that end words. */
export const channelWord = (channelId: string): string =>
  Array.from(new TextEncoder().encode(channelId), (byte) => byte.toString(16).padStart(2, '0')).join('')

export function openWordTable(sql: Sql, kind: 'Message' | 'Contact'): WordTable {
  const table = `${kind}Words${VERSION}`
  const there = sql
    .prepare<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB ? AND sql GLOB 'CREATE VIRTUAL *'")
    .all(`${kind}Words*`)
    .map(({ name }) => name)
  const isNew = !there.includes(table)
  for (const name of there) if (name !== table) sql.exec(`DROP TABLE "${name}"`)
  // The words come ready: the tokenizer has only to part them at the blanks.
  if (isNew)
    sql.exec(`CREATE VIRTUAL TABLE ${table} USING fts5(words, signs, place, content = '', contentless_delete = 1, tokenize = 'ascii')`)

  const put = sql.prepare(`INSERT OR REPLACE INTO ${table} (rowid, words, signs, place) VALUES (?, ?, ?, ?)`)
  const drop = sql.prepare(`DELETE FROM ${table} WHERE rowid BETWEEN ? AND ?`)
  const clear = sql.prepare(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`)
  const newest = sql.prepare<{ id: number }>(
    `SELECT rowid AS id FROM ${table} WHERE ${table} MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?`,
  )
  return {
    isNew,
    put(id, text, places) {
      const runs = runsOf(text)
      const signs = runs.filter(({ solid }) => solid).flatMap(({ pieces }) => pieces.map(({ word }) => word))
      put.run(id, runs.flatMap(wordsOf).join(' '), [...new Set(signs)].join(' '), places.join(' '))
    },
    drop: (from, to = from) => void drop.run(from, to),
    clear: () => void clear.run(),
    newest: (match, below, limit) => newest.all(match, below, limit).map(({ id }) => id),
  }
}
