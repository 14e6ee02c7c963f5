import type { SqlFault } from '../ports/sql.ts'

type Constraint = NonNullable<SqlFault['constraint']>

/** SQLite's extended result codes of constraints, https://www.sqlite.org/rescode.html. Triggers and types count as checks. */
const KINDS: Readonly<Record<number, Constraint['kind']>> = {
  787: 'foreign',
  1299: 'not-null',
  1555: 'unique', // primary key
  2067: 'unique',
  2579: 'unique', // rowid
}

/**
 * What a constraint fault says. SQLite names the columns in its message and nowhere else:
 * `UNIQUE constraint failed: Thread.channelId, Thread.externalId`. Foreign keys and unique indexes on expressions name none.
 */
export function readConstraint(extendedCode: number, message: string): Constraint {
  const kind = KINDS[extendedCode] ?? 'check'
  if (kind !== 'unique' && kind !== 'not-null') return { kind, fields: [] }
  const list = /constraint failed: ([\w.]+(?:, [\w.]+)*)/.exec(message)?.[1]
  return { kind, fields: list?.split(', ') ?? [] }
}
