import { DatabaseSync } from 'node:sqlite'
import { migrations } from '../../prisma/migrations/index.ts'
import { numbered } from '../../src/runtime/named.ts'
import { type Column, columnsOf } from '../row-types.ts'
import type { Shape } from './types.ts'

const KINDS: Readonly<Record<string, string>> = { number: 'number', 'Uint8Array<ArrayBuffer>': 'bytes' }
const kindOf = ({ type }: Column): string => KINDS[type] ?? 'string'

/** The names behind which a table may be absent from a row. */
const mayBeAbsent = (text: string): Set<string> => new Set(Array.from(text.matchAll(/LEFT JOIN\s+"?(\w+)"?/gi), ([, table = '']) => table))

export interface Comparer {
  /** What is wrong with a row type, a line each. */
  compare(text: string, shape: Shape): string[]
  /** The columns that a row type says by hand although the table's generated row says them; narrowed ones are its own. */
  byHand(text: string, shape: Shape): string[]
  close(): void
}

/** Holds row types against what SQLite says of a statement's columns, and the schema of the columns behind them. */
export function createComparer(schema: string, derived: readonly string[] = []): Comparer {
  const tables = columnsOf(schema)
  const database = new DatabaseSync(':memory:')
  for (const sql of [...migrations.map((migration) => migration.sql), ...derived]) database.exec(sql)

  const columnsIn = (text: string) =>
    database
      .prepare(numbered(text).text)
      .columns()
      .map((one) => ({ ...one, known: tables.get(one.table ?? '')?.find(({ name }) => name === one.column) }))

  return {
    byHand: (text, shape) =>
      columnsIn(text).flatMap(({ name, table, column, known }) => {
        const said = shape.get(name)
        if (!said || !known || name !== column || said.table === table || (known.nullable && !said.nullable)) return []
        return [`${name} is written by hand: take it from ${table}Row`]
      }),
    compare(text, shape) {
      const columns = columnsIn(text)
      const names = columns.map(({ name }) => name)
      const absent = mayBeAbsent(text)
      const missing = names.filter((name) => !shape.has(name)).map((name) => `${name} is not in the type`)
      const invented = [...shape.keys()].filter((name) => !names.includes(name)).map((name) => `${name} is no column`)
      const wrong = columns.flatMap(({ name, table, column, known }) => {
        const said = shape.get(name)
        if (!said || !known) return []
        const kind = said.kind !== '?' && said.kind !== kindOf(known) ? [`${name} is ${kindOf(known)}, not ${said.kind}`] : []
        const sure = new RegExp(`\\b${column} (IS NOT NULL|= |> |< |>= |<= |IN \\()`).test(text)
        const nullable = (known.nullable && !sure) || absent.has(table ?? '')
        return [...kind, ...(nullable && !said.nullable && said.kind !== '?' ? [`${name} may be null`] : [])]
      })
      return [...missing, ...invented, ...wrong]
    },
    close: () => database.close(),
  }
}
