/** A value as SQLite holds it. Booleans are 0 and 1, instants integer milliseconds, JSON its text. */
export type SqlValue = null | number | string | Uint8Array<ArrayBuffer>

/** Values by the names that a statement gives its parameters. */
export type Named = Readonly<Record<string, SqlValue>>

/** Positional, or one object where the statement names its parameters (`:name`); what it does not name is left out. */
export type Params = SqlValue[] | [Named]

type Bare<Name extends string> = Name extends ` ${infer Rest}` | `\n${infer Rest}` | `${string}.${infer Rest}` ? Bare<Rest> : Name
type Names<List extends string> = List extends `${infer First},${infer Rest}` ? Bare<First> | Names<Rest> : Bare<List>

/**
 * The part of a table's row that a list of its columns names, so that list and type are one thing: `Columns<ThreadRow, typeof COLUMNS>`
 * of `const COLUMNS = 'id, title'`, or `'t.id, t.title'` in a join. A name that is no column is left out, and is refused when prepared.
 */
export type Columns<Row, List extends string> = Pick<Row, Names<List> & keyof Row>

export interface Statement<Row> {
  all(...params: Params): Row[]
  get(...params: Params): Row | undefined
  /** Number of rows changed. */
  run(...params: Params): number
  /** Of an INSERT of one row: the row's number, 0 where none was made. Cheaper than `RETURNING`, and for tables that have row numbers. */
  insert(...params: Params): number
  /** Rows as lists, with the names of their columns: equal names are kept apart and an empty result still has its columns. */
  table(...params: SqlValue[]): { columns: string[]; rows: SqlValue[][] }
}

/**
 * One embedded SQLite database with a single writer, used synchronously.
 * Parameters are positional (`?` or `?1`) or all named (`:name`; whoever has more than six of them names them), at most 100 per
 * statement (the limit of Durable Objects). No deferred constraints:
 * a Durable Object looks at them only when it is too late to throw.
 */
export interface Sql {
  /** Prepared once; keep the result. */
  prepare<Row = Record<string, SqlValue>>(text: string): Statement<Row>
  /** Runs a script of several statements without parameters: migrations. */
  exec(script: string): void
  /** All or nothing, at once. Nested calls are savepoints: an inner throw that is caught undoes only the inner work. */
  transaction<T>(fn: () => T): T
  /**
   * One command: `fn` runs in a transaction of its own, soon; the promise settles when its result is durable, or when the
   * engine has taken it and lets nothing leave before it is.
   * Commands that arrive together may share one commit; a throw undoes only the command that threw.
   * `fn` must not await and must leave memory as it was when it throws.
   * `otherwise` runs in place of a `fn` that threw, at once, on a database that knows nothing of it; without one, the promise rejects.
   * Rejects with `SqlFault('busy')` when too many wait and `SqlFault('full')` when the disk is full.
   */
  commit<T>(fn: () => T, otherwise?: (error: unknown) => T): Promise<T>
  /** `listener` runs after each undoing, of a whole transaction or of an inner one: what was read before may never have been. */
  onUndo(listener: () => void): void
  close(): void
}

/** `locked`: another process has the database. `corrupt`, `io`: see the message. */
export type SqlFaultCode = 'busy' | 'full' | 'locked' | 'constraint' | 'corrupt' | 'io' | 'other'

export class SqlFault extends Error {
  override readonly name = 'SqlFault'
  readonly code: SqlFaultCode
  /** For `constraint`: which kind, and the columns as SQLite names them (`Table.column`). */
  readonly constraint: { kind: 'unique' | 'foreign' | 'not-null' | 'check'; fields: string[] } | undefined

  constructor(code: SqlFaultCode, message: string, options: { cause?: unknown; constraint?: SqlFault['constraint'] } = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.constraint = options.constraint
  }
}
