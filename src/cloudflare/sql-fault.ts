import { readConstraint } from '../runtime/constraint.ts'
import { SqlFault, type SqlFaultCode } from '../ports/sql.ts'

const CODES: Readonly<Record<string, SqlFaultCode>> = {
  FULL: 'full',
  CONSTRAINT: 'constraint',
  CORRUPT: 'corrupt',
  NOTADB: 'corrupt',
  IOERR: 'io',
  READONLY: 'io',
  BUSY: 'locked',
  LOCKED: 'locked',
}
const EXTENDED: Readonly<Record<string, number>> = { FOREIGNKEY: 787, NOTNULL: 1299, PRIMARYKEY: 1555, UNIQUE: 2067, ROWID: 2579 }

/**
 * The fault that an error of a Durable Object's database stands for; other errors are returned as they are.
 * The engine gives SQLite's result codes by name at the end of the message and nowhere else:
 * `UNIQUE constraint failed: Queue.name: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)`.
 */
export function toFault(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof SqlFault) return error
  const match = /: SQLITE_([A-Z]+)(?: \(extended: SQLITE_[A-Z]+_([A-Z]+)\))?$/.exec(error.message)
  if (!match) return error
  const [, primary = '', extended = ''] = match
  const code = CODES[primary] ?? 'other'
  const constraint = code === 'constraint' ? readConstraint(EXTENDED[extended] ?? 0, error.message) : undefined
  return new SqlFault(code, error.message, { cause: error, constraint })
}
