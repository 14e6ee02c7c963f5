import { describe, expect, test } from 'vitest'
import { migrate, type Migration } from '../../src/runtime/migrate.ts'
import type { Sql, SqlValue } from '../../src/ports/sql.ts'
import type { WithSql } from './sql.ts'

const first: Migration = {
  name: '0001_init',
  sql: `
    CREATE TABLE Parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE Child (id INTEGER PRIMARY KEY, parentId INTEGER NOT NULL REFERENCES Parent (id) ON DELETE CASCADE);
  `,
}
/** As Prisma's engine writes a change of a column. */
const anew: Migration = {
  name: '0002_anew',
  sql: `
    PRAGMA defer_foreign_keys=ON;
    PRAGMA foreign_keys=OFF;
    CREATE TABLE new_Parent (id INTEGER PRIMARY KEY, name TEXT);
    INSERT INTO new_Parent (id, name) SELECT id, name FROM Parent;
    DROP TABLE Parent;
    ALTER TABLE new_Parent RENAME TO Parent;
    PRAGMA foreign_keys=ON;
    PRAGMA defer_foreign_keys=OFF;
  `,
}
const fill = "INSERT INTO Parent VALUES (1, 'a'); INSERT INTO Child VALUES (1, 1), (2, 1)"
const count = (sql: Sql, table: string) => sql.prepare<{ n: number }>(`SELECT count(*) AS n FROM "${table}"`).get()?.n ?? 0

/** What the runner of migrations must do on every `Sql`; `real` are those of the product. */
export function migrateSuite(withSql: WithSql, real: readonly Migration[]): void {
  test('applies what is new, once, and writes it down', () =>
    withSql(async (sql) => {
      expect(await migrate(sql, [first], 1000)).toEqual(['0001_init'])
      expect(await migrate(sql, [first, anew], 2000)).toEqual(['0002_anew'])
      expect(await migrate(sql, [first, anew], 3000)).toEqual([])
      const rows = sql.prepare('SELECT name, at, length(hash) AS hash FROM _Migration ORDER BY name').all()
      expect(rows).toEqual([
        { name: '0001_init', at: 1000, hash: 64 },
        { name: '0002_anew', at: 2000, hash: 64 },
      ])
    }))

  test('a table made anew keeps the rows that refer to it, and foreign keys hold again afterwards', () =>
    withSql(async (sql) => {
      await migrate(sql, [first])
      await sql.commit(() => sql.exec(fill))
      await migrate(sql, [first, anew])
      expect(count(sql, 'Child')).toBe(2)
      expect(() => sql.exec('INSERT INTO Child VALUES (3, 99)')).toThrow(expect.objectContaining({ code: 'constraint' }))
      await sql.commit(() => sql.exec('DELETE FROM Parent'))
      expect(count(sql, 'Child')).toBe(0)
    }))

  test('one that fails leaves the database as it was before it', () =>
    withSql(async (sql) => {
      const broken = { name: '0002_broken', sql: `${fill}; INSERT INTO Nowhere VALUES (1)` }
      await expect(migrate(sql, [first, broken])).rejects.toMatchObject({ code: 'other' })
      expect(count(sql, 'Parent')).toBe(0)
      expect(await migrate(sql, [first, anew])).toEqual(['0002_anew'])
    }))

  test('rows may not be left without what they refer to', () =>
    withSql(async (sql) => {
      const dangling = { name: '0002_dangling', sql: `${fill}; DELETE FROM Parent` }
      await expect(migrate(sql, [first, dangling])).rejects.toMatchObject({ code: 'dangling', migration: '0002_dangling' })
      expect(count(sql, 'Child')).toBe(0)
    }))

  test.each([
    ['changed', [{ ...first, sql: `${first.sql} ` }, anew]],
    ['newer', [first]],
    ['order', [first, { name: '0001_late', sql: 'SELECT 1' }, anew]],
  ])('refuses: %s', (code, migrations) =>
    withSql(async (sql) => {
      await migrate(sql, [first, anew])
      await expect(migrate(sql, migrations)).rejects.toMatchObject({ name: 'MigrationError', code })
    }),
  )

  describe('the product', () => {
    test.each(real.map((migration, index) => ({ name: migration.name, index })))('upgrades from $name with its rows', ({ index }) =>
      withSql(async (sql) => {
        await migrate(sql, real.slice(0, index + 1))
        const before = await sql.commit(() => seed(sql))
        expect(before.size).toBeGreaterThan(0)
        await migrate(sql, real)
        for (const table of before)
          expect(count(sql, RENAMED.get(table) ?? table) + (table === 'MessageRef' ? moved(sql) : 0), table).toBe(2)
        expect(sql.prepare('PRAGMA foreign_key_check').all()).toEqual([])
        expect(sql.prepare('PRAGMA quick_check').get()).toEqual({ quick_check: 'ok' })
      }),
    )
  })
}

/** What 0009 calls otherwise. */
const RENAMED: ReadonlyMap<string, string> = new Map([['Receipt', 'Inbound']])

/** Names of messages that 0006 put into the messages. */
const moved = (sql: Sql): number =>
  sql.prepare<{ n: number }>('SELECT count(externalId) AS n FROM Message WHERE externalId NOT IN (SELECT externalId FROM MessageRef)').get()
    ?.n ?? 0

interface Column {
  name: string
  type: string
  notnull: number
  pk: number
}

/** Two rows in each table, every column filled: parents' rows first, each other column with a value of its type. */
function seed(sql: Sql): Set<string> {
  const tables = sql.prepare<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '[_s]*'").all()
  const done = new Set<string>()
  const visit = (table: string): void => {
    if (done.has(table)) return
    done.add(table)
    const keys = sql.prepare<{ from: string; table: string }>(`PRAGMA foreign_key_list("${table}")`).all()
    for (const key of keys) visit(key.table)
    const columns = sql.prepare<Column>(`PRAGMA table_info("${table}")`).all()
    const insert = sql.prepare(
      `INSERT INTO "${table}" (${columns.map((c) => `"${c.name}"`).join()}) VALUES (${columns.map(() => '?').join()})`,
    )
    for (const row of [1, 2]) insert.run(...columns.map((column) => sample(column, row)))
  }
  for (const { name } of tables) visit(name)
  return done
}

/** The same for equal rows of two tables, so that every reference finds its row. */
function sample({ type }: Column, row: number): SqlValue {
  switch (type) {
    case 'TEXT':
      return String(row)
    case 'BLOB':
      return new Uint8Array([row])
    case 'JSONB':
      return `{"row":${row}}`
    case 'BOOLEAN':
      return row - 1
    default:
      return row
  }
}
