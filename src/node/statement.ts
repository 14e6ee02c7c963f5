import type { StatementSync } from 'node:sqlite'
import { type Params, SqlFault, type SqlValue, type Statement } from '../ports/sql.ts'
import { bound } from '../runtime/named.ts'

/** The limit of Durable Objects holds here too, so that nothing works on one runtime only. */
function checked(params: SqlValue[]): SqlValue[] {
  if (params.length > 100) throw new SqlFault('other', 'more than 100 parameters')
  return params
}

/** A statement of `NodeSql`; `fail` says what became of the transaction. */
export class NodeStatement<Row> implements Statement<Row> {
  readonly #statement: StatementSync
  readonly #names: readonly string[]
  readonly #fail: (error: unknown) => never

  constructor(statement: StatementSync, names: readonly string[], fail: (error: unknown) => never) {
    this.#statement = statement
    this.#names = names
    this.#fail = fail
  }

  all(...params: Params): Row[] {
    try {
      return this.#statement.all(...checked(bound(this.#names, params))) as Row[]
    } catch (error) {
      return this.#fail(error)
    }
  }

  get(...params: Params): Row | undefined {
    try {
      return this.#statement.get(...checked(bound(this.#names, params))) as Row | undefined
    } catch (error) {
      return this.#fail(error)
    }
  }

  run(...params: Params): number {
    try {
      return this.#statement.run(...checked(bound(this.#names, params))).changes as number
    } catch (error) {
      return this.#fail(error)
    }
  }

  insert(...params: Params): number {
    try {
      const { changes, lastInsertRowid } = this.#statement.run(...checked(bound(this.#names, params)))
      return changes === 0 ? 0 : (lastInsertRowid as number)
    } catch (error) {
      return this.#fail(error)
    }
  }

  table(...params: SqlValue[]): { columns: string[]; rows: SqlValue[][] } {
    const statement = this.#statement
    statement.setReturnArrays(true)
    try {
      const rows = statement.all(...checked(params)) as unknown as SqlValue[][]
      return { columns: statement.columns().map((column) => column.name), rows }
    } catch (error) {
      return this.#fail(error)
    } finally {
      statement.setReturnArrays(false)
    }
  }
}
