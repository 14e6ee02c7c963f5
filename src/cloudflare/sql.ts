import { type Params, type Sql, SqlFault, type SqlValue, type Statement } from '../ports/sql.ts'
import { bound, numbered } from '../runtime/named.ts'
import { toFault } from './sql-fault.ts'

/** What an object's storage can do besides. */
export interface CloudflareDatabase extends Sql {
  /** Until the returned function is called nothing is committed: commands wait, and are then done in the order in which they came. */
  hold(): () => void
  readonly held: boolean
}

/** Commands that may wait while commits are held; more are refused with `SqlFault('busy')`, as on Node. */
const MAX_WAITING = 10_000

/** The database of a Durable Object. */
export function openCloudflareSql(storage: DurableObjectStorage): CloudflareDatabase {
  const { sql } = storage
  let hold: { over: Promise<void>; waiting: number } | undefined

  const undone: (() => void)[] = []

  function transaction<T>(fn: () => T): T {
    try {
      return storage.transactionSync(() => {
        const result = fn()
        // An async `fn` would go on writing after its transaction has ended.
        if (result instanceof Promise) throw new TypeError('a transaction must not wait')
        return result
      })
    } catch (error) {
      for (const tell of undone) tell()
      throw toFault(error)
    }
  }

  return {
    prepare: <Row>(text: string) => new CloudflareStatement<Row>(sql, text),
    exec: (script) => guarded(() => void sql.exec(script)),
    transaction,
    onUndo: (listener) => void undone.push(listener),
    commit: async (fn, otherwise) => {
      // Never inside a transaction that is under way.
      await Promise.resolve()
      for (let held = hold; held; held = hold) {
        if (held.waiting >= MAX_WAITING) throw new SqlFault('busy', `${MAX_WAITING} commands wait already`)
        held.waiting += 1
        await held.over
      }
      // Nothing waits for the disk: the output gate holds back whatever leaves the object until this is durable.
      try {
        return transaction(fn)
      } catch (error) {
        if (!otherwise) throw error
        return transaction(() => otherwise(error))
      }
    },
    hold() {
      if (hold) throw new SqlFault('busy', 'commits are held already')
      const { promise: over, resolve } = Promise.withResolvers<void>()
      const own = { over, waiting: 0 }
      hold = own
      return () => {
        if (hold === own) hold = undefined
        resolve()
      }
    },
    get held() {
      return hold !== undefined
    },
    close() {},
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw toFault(error)
  }
}

type Cell = ArrayBuffer | string | number | null

/** Blobs come as buffers here. */
const toValue = (cell: Cell): SqlValue => (cell instanceof ArrayBuffer ? new Uint8Array(cell) : cell)

/** The engine keeps the prepared statements by their text. */
class CloudflareStatement<Row> implements Statement<Row> {
  readonly #sql: SqlStorage
  readonly #text: string
  readonly #names: readonly string[]

  constructor(sql: SqlStorage, text: string) {
    this.#sql = sql
    const { text: written, names } = numbered(text)
    this.#text = written
    this.#names = names
  }

  #exec(params: Params): SqlStorageCursor<Record<string, Cell>> {
    return this.#sql.exec<Record<string, Cell>>(this.#text, ...bound(this.#names, params))
  }

  all(...params: Params): Row[] {
    return guarded(() => {
      const rows = this.#exec(params).toArray()
      for (const row of rows)
        for (const name in row) if (row[name] instanceof ArrayBuffer) (row as Record<string, unknown>)[name] = new Uint8Array(row[name])
      return rows as Row[]
    })
  }

  get(...params: Params): Row | undefined {
    return this.all(...params)[0]
  }

  run(...params: Params): number {
    return guarded(() => {
      this.#exec(params)
      // `rowsWritten` counts index entries too.
      return this.#sql.exec<{ changes: number }>('SELECT changes() AS changes').one().changes
    })
  }

  insert(...params: Params): number {
    return guarded(() => {
      const text = `${this.#text} RETURNING rowid AS id`
      return this.#sql.exec<{ id: number }>(text, ...bound(this.#names, params)).toArray()[0]?.id ?? 0
    })
  }

  table(...params: SqlValue[]): { columns: string[]; rows: SqlValue[][] } {
    return guarded(() => {
      const cursor = this.#exec(params)
      return { columns: cursor.columnNames, rows: [...cursor.raw()].map((row) => (row as Cell[]).map(toValue)) }
    })
  }
}
