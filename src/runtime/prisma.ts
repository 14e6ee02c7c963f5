import {
  ColumnTypeEnum,
  DriverAdapterError,
  type ColumnType,
  type MappedError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
  type Transaction,
} from '@prisma/driver-adapter-utils'
import { toSqlValue } from './prisma-value.ts'
import { type Sql, SqlFault, type SqlValue, type Statement } from '../ports/sql.ts'

/** A write inside a transaction of Prisma's: `$transaction`, a nested write, an `upsert` that is not plain, over 100 values. */
export class TransactionRefused extends Error {
  override readonly name = 'TransactionRefused'
  readonly code = 'transaction-refused'

  constructor() {
    super('Prisma opens no transactions here. Use statements inside Sql.commit or Sql.transaction.')
  }
}

const INFO = { provider: 'sqlite', adapterName: 'switchboard-sql' } as const

/** The driver adapter that both clients use. It never closes `sql`. */
export function prismaAdapter(sql: Sql): SqlDriverAdapterFactory {
  return { ...INFO, connect: () => Promise.resolve(createAdapter(sql)) }
}

/** Prisma's texts differ with the length of their lists; past this many they are forgotten and start anew. */
const KEPT_STATEMENTS = 500
const READS = /^\s*SELECT\b/i

function createAdapter(sql: Sql): SqlDriverAdapter {
  const statements = new Map<string, Statement<unknown>>()

  function prepared(text: string): Statement<unknown> {
    let statement = statements.get(text)
    if (!statement) {
      if (statements.size >= KEPT_STATEMENTS) statements.clear()
      statement = sql.prepare<unknown>(text)
      statements.set(text, statement)
    }
    return statement
  }

  async function perform<T>(query: SqlQuery, work: (statement: Statement<unknown>, params: SqlValue[]) => T): Promise<T> {
    try {
      const params = query.args.map((arg, index) => toSqlValue(arg, query.argTypes[index]))
      const run = () => work(prepared(query.sql), params)
      return READS.test(query.sql) ? run() : await sql.commit(run)
    } catch (error) {
      throw toPrismaError(error)
    }
  }

  // Prisma wraps a read in a transaction when its list is too long for one statement. That needs nothing of us as long as it only reads.
  const readOnly: Transaction = {
    ...INFO,
    options: { usePhantomQuery: true },
    queryRaw: (query) => (READS.test(query.sql) ? adapter.queryRaw(query) : Promise.reject(new TransactionRefused())),
    executeRaw: () => Promise.reject(new TransactionRefused()),
    commit: () => Promise.resolve(),
    rollback: () => Promise.resolve(),
  }

  const adapter: SqlDriverAdapter = {
    ...INFO,
    queryRaw: (query) => perform(query, (statement, params) => resultSet(statement.table(...params))),
    executeRaw: (query) => perform(query, (statement, params) => statement.run(...params)),
    executeScript: (script) => sql.commit(() => sql.exec(script)),
    startTransaction: () => Promise.resolve(readOnly),
    getConnectionInfo: () => ({ maxBindValues: 100, supportsRelationJoins: false }),
    dispose: () => Promise.resolve(statements.clear()),
  }
  return adapter
}

function resultSet({ columns, rows }: { columns: string[]; rows: SqlValue[][] }): SqlResultSet {
  return { columnNames: columns, columnTypes: columns.map((_, index) => columnType(rows, index)), rows }
}

/** SQLite types values, not columns: the first value decides. Only `$queryRaw` reads this; models know their own types. */
function columnType(rows: SqlValue[][], index: number): ColumnType {
  const value = rows.find((row) => row[index] !== null)?.[index]
  if (typeof value === 'number') return ColumnTypeEnum.UnknownNumber
  return value instanceof Uint8Array ? ColumnTypeEnum.Bytes : ColumnTypeEnum.Text
}

function toPrismaError(error: unknown): unknown {
  if (!(error instanceof SqlFault) || !error.constraint) return error
  const { kind, fields } = error.constraint
  // Prisma names columns without their table.
  const constraint = { fields: fields.map((field) => field.slice(field.lastIndexOf('.') + 1)) }
  const mapped: Record<typeof kind, MappedError> = {
    unique: { kind: 'UniqueConstraintViolation', constraint },
    'not-null': { kind: 'NullConstraintViolation', constraint },
    foreign: { kind: 'ForeignKeyConstraintViolation', constraint: { foreignKey: {} } },
    check: { kind: 'sqlite', extendedCode: 275, message: error.message },
  }
  return new DriverAdapterError({ ...mapped[kind], originalMessage: error.message })
}
