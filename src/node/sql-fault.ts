import { readConstraint } from '../runtime/constraint.ts'
import { SqlFault, type SqlFaultCode } from '../ports/sql.ts'

/** SQLite's primary result codes (the low byte of the extended one), https://www.sqlite.org/rescode.html. */
const CODES: Readonly<Record<number, SqlFaultCode>> = {
  5: 'locked', // BUSY: another process
  6: 'locked', // LOCKED: this process
  8: 'io', // READONLY
  10: 'io', // IOERR
  11: 'corrupt',
  13: 'full',
  14: 'io', // CANTOPEN
  19: 'constraint',
  26: 'corrupt', // NOTADB
}

/** The fault that an error of node:sqlite stands for; errors that are not SQLite's are returned as they are. */
export function toFault(error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error
  const code = CODES[error.errcode & 0xff] ?? 'other'
  const constraint = code === 'constraint' ? readConstraint(error.errcode, error.message) : undefined
  return new SqlFault(code, error.message, { cause: error, constraint })
}
