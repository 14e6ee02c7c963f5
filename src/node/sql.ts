import { DatabaseSync, type StatementSync, backup } from 'node:sqlite'
import { type Sql, SqlFault, type Statement } from '../ports/sql.ts'
import { numbered } from '../runtime/named.ts'
import { createGroupCommit, type GroupCommit } from './group-commit.ts'
import { toFault } from './sql-fault.ts'
import { NodeStatement } from './statement.ts'

export interface NodeSqlOptions {
  /** A file, or `:memory:`. */
  path: string
  /** Commands that may wait for the next commit; more are refused with `SqlFault('busy')`. Default 10,000. */
  maxPending?: number
  /** Largest size, in pages of 4 kB; past it writes fail with `SqlFault('full')`. Default: the disk. */
  maxPages?: number
}

/** What a file can do besides. */
export interface NodeDatabase extends Sql {
  /**
   * Until the returned function is called the file stays as it is: with all that was committed before, and nothing of what is
   * committed from now on, which is in its log of writes (`-wal`) alone. Whoever copies the file has one state of it.
   */
  hold(): () => void
  /** Copies it into a new file. Rollbacks begin it anew: for a database that nobody writes to meanwhile. */
  backup(path: string): Promise<void>
}

/** Pages of the log of writes, after which they are written to the file. */
const CHECKPOINT = 10_000

/**
 * The database in a file of this machine. Durable on power loss (`synchronous=FULL`).
 * The process has the file for itself until it ends, however it ends; a second one gets `SqlFault('locked')`.
 */
export function openNodeSql(options: NodeSqlOptions): NodeDatabase {
  const database = attempt(() => new DatabaseSync(options.path, { timeout: 0, enableForeignKeyConstraints: true }))
  try {
    return new NodeSql(database, options)
  } catch (error) {
    database.close()
    throw error
  }
}

function attempt<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw toFault(error)
  }
}

class NodeSql implements NodeDatabase {
  readonly #database: DatabaseSync
  readonly #group: GroupCommit
  readonly #savepoints: { set: StatementSync; release: StatementSync; undo: StatementSync }[] = []
  readonly #begin: StatementSync
  readonly #end: StatementSync
  readonly #undone: (() => void)[] = []
  #depth = 0
  #holds = 0
  #open = true
  /** Why the transaction that is open can only be rolled back. */
  #doom: SqlFault | undefined

  constructor(database: DatabaseSync, { maxPending = 10_000, maxPages }: NodeSqlOptions) {
    this.#database = database
    // Exclusive before WAL: the lock is a kernel lock on the file, kept until the process ends, and no shared memory is needed.
    this.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; BEGIN EXCLUSIVE; COMMIT')
    this.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = -64000; PRAGMA temp_store = MEMORY')
    this.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT}`)
    if (maxPages !== undefined) this.exec(`PRAGMA max_page_count = ${maxPages}`)
    this.#begin = database.prepare('BEGIN IMMEDIATE')
    this.#end = database.prepare('COMMIT')
    this.#group = createGroupCommit((fn) => this.transaction(fn), maxPending)
  }

  prepare<Row>(text: string): Statement<Row> {
    const { text: written, names } = numbered(text)
    return new NodeStatement<Row>(
      attempt(() => this.#database.prepare(written)),
      names,
      this.#fail,
    )
  }

  exec(script: string): void {
    try {
      this.#database.exec(script)
    } catch (error) {
      this.#fail(error)
    }
  }

  transaction<T>(fn: () => T): T {
    return this.#depth === 0 ? this.#outer(fn) : this.#inner(fn)
  }

  #outer<T>(fn: () => T): T {
    attempt(() => this.#begin.run())
    this.#depth = 1
    try {
      const result = synchronous(fn())
      if (this.#doom) throw this.#doom
      this.#end.run()
      return result
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
      for (const tell of this.#undone) tell()
      throw this.#doom ?? toFault(error)
    } finally {
      this.#depth = 0
      this.#doom = undefined
    }
  }

  #inner<T>(fn: () => T): T {
    if (this.#doom) throw this.#doom
    const { set, release, undo } = this.#savepoint(this.#depth)
    set.run()
    this.#depth += 1
    try {
      const result = synchronous(fn())
      if (!this.#doom) release.run()
      return result
    } catch (error) {
      if (!this.#doom) {
        undo.run()
        release.run()
      }
      for (const tell of this.#undone) tell()
      throw error
    } finally {
      this.#depth -= 1
    }
  }

  #savepoint(depth: number) {
    return (this.#savepoints[depth] ??= {
      set: this.#database.prepare(`SAVEPOINT s${depth}`),
      release: this.#database.prepare(`RELEASE s${depth}`),
      undo: this.#database.prepare(`ROLLBACK TO s${depth}`),
    })
  }

  /**
   * A full disk or a failed write may end the whole transaction inside SQLite. What is left of `fn`, should it catch the
   * fault, must not write outside of one: it goes on in a new transaction that is always rolled back.
   */
  readonly #fail = (error: unknown): never => {
    const fault = toFault(error)
    if (fault instanceof SqlFault && this.#depth > 0 && (fault.code === 'full' || fault.code === 'io' || fault.code === 'corrupt')) {
      this.#doom ??= fault
      if (!this.#database.isTransaction) this.#begin.run()
    }
    throw fault
  }

  onUndo(listener: () => void): void {
    this.#undone.push(listener)
  }

  commit<T>(fn: () => T, otherwise?: (error: unknown) => T): Promise<T> {
    return this.#open ? this.#group.commit(fn, otherwise) : Promise.reject(new SqlFault('other', 'the database is closed'))
  }

  hold(): () => void {
    if (this.#holds === 0) {
      this.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0')
    }
    this.#holds += 1
    return () => {
      this.#holds -= 1
      if (this.#holds === 0 && this.#open) this.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT}`)
    }
  }

  async backup(path: string): Promise<void> {
    await backup(this.#database, path)
  }

  close(): void {
    if (!this.#open) return
    this.#open = false
    this.#group.drain()
    this.#database.close()
  }
}

/** An async `fn` would go on writing after its transaction has ended. */
function synchronous<T>(result: T): T {
  if (result instanceof Promise) throw new TypeError('a transaction must not wait')
  return result
}
