import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { migrations } from '../../../prisma/migrations/index.ts'
import type { Sql, SqlValue } from '../../ports/sql.ts'
import { type Cell, type End, FORMAT, fromCell, type Head, type TableHead } from '../../runtime/export-format.ts'
import { migrate } from '../../runtime/migrate.ts'
import { openNodeSql } from '../sql.ts'
import { BackupError } from './fault.ts'

/** Rows in one transaction. */
const BATCH = 1000

/**
 * Makes the database that an export (`.ndjson.gz`) was written from, as a new file: by the migrations that it names, then with its
 * rows. Throws `BackupError` where it is damaged, cut off, or of a later version; what there is of the file is to be thrown away.
 */
export async function loadExport(from: string, path: string): Promise<void> {
  const text = createGunzip()
  // It ends the loop over the lines too, which says why.
  const reading = pipeline(createReadStream(from), text)
  const sql = openNodeSql({ path })
  try {
    await Promise.all([reading, load(sql, createInterface({ input: text, crlfDelay: Infinity }))])
    if (sql.prepare('PRAGMA foreign_key_check').get()) throw new Error('rows refer to nothing')
    // One file, which needs no log of writes beside it.
    sql.exec('PRAGMA journal_mode = DELETE')
  } catch (error) {
    text.destroy()
    throw error instanceof BackupError ? error : new BackupError(`The export is damaged: ${String(error)}`)
  } finally {
    sql.close()
  }
}

async function load(sql: Sql, lines: AsyncIterable<string>): Promise<void> {
  let loading: ((lines: readonly string[]) => boolean) | undefined
  let batch: string[] = []
  for await (const line of lines) {
    if (!loading) loading = await begin(sql, JSON.parse(line) as Head)
    else if (batch.push(line) === BATCH) loading(batch.splice(0))
  }
  if (loading?.(batch) !== true) throw new Error('it is cut off')
}

/** An empty database as it was there; what is returned takes the lines that follow, and says whether the end was among them. */
async function begin(sql: Sql, { switchboard, migrations: applied }: Head): Promise<(lines: readonly string[]) => boolean> {
  const known = migrations.slice(0, applied.length)
  if (switchboard !== FORMAT || known.length < applied.length)
    throw new BackupError('The export is of a newer version. Restore it with that one.')
  await migrate(sql, known)
  const made = sql.prepare<Head['migrations'][number]>('SELECT name, hash FROM _Migration ORDER BY name').all()
  if (JSON.stringify(made) !== JSON.stringify(applied))
    throw new BackupError('The export was made by other migrations than there are here.')
  sql.exec('PRAGMA foreign_keys = OFF')
  const tables = new Set(
    sql
      .prepare<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> '_Migration'")
      .all()
      .map(({ name }) => name),
  )
  let insert = (_row: SqlValue[]): unknown => {
    throw new Error('a row is of no table')
  }
  let rows = 0
  let whole = false

  function take(value: Cell[] | TableHead | End): void {
    if (whole) throw new Error('it goes on after its end')
    if (Array.isArray(value)) {
      insert(value.map(fromCell))
      rows += 1
    } else if ('end' in value) {
      whole = true
      if (value.end !== rows) throw new Error('rows are missing')
    } else insert = inserting(sql, tables, value)
  }
  return (lines) => {
    sql.transaction(() => lines.forEach((line) => take(JSON.parse(line) as Parameters<typeof take>[0])))
    return whole
  }
}

/** At most 100 parameters: one for each column, of one row. */
function inserting(sql: Sql, tables: ReadonlySet<string>, { table, columns }: TableHead): (row: SqlValue[]) => unknown {
  if (!tables.has(table)) throw new Error(`there is no table ${table}`)
  // What a migration left in it is in the export too; the numbers of rows (`sqlite_sequence`) have counted while we wrote.
  sql.exec(`DELETE FROM "${table}"`)
  const names = columns.map((name) => `"${name.replaceAll('"', '""')}"`)
  const statement = sql.prepare(`INSERT INTO "${table}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
  return (row) => statement.run(...row)
}
