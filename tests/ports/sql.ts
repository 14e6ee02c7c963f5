import { beforeEach, describe, expect, test } from 'vitest'
import { type Sql, SqlFault } from '../../src/ports/sql.ts'
import { undoSuite } from './undo.ts'

/** Runs `body` on a fresh, empty database. */
export type WithSql = (body: (sql: Sql) => Promise<void> | void) => Promise<void>

const SCHEMA = `
  CREATE TABLE Parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size INTEGER CHECK (size > 0), a TEXT, b TEXT, UNIQUE (a, b));
  CREATE TABLE Child (id INTEGER PRIMARY KEY, parentId INTEGER REFERENCES Parent (id) ON DELETE CASCADE);
`

/** What every `Sql` must keep. */
export function sqlSuite(withSql: WithSql): void {
  const withTables: WithSql = (body) =>
    withSql((sql) => {
      sql.exec(SCHEMA)
      return body(sql)
    })
  const names = (sql: Sql): unknown[] =>
    sql
      .prepare<{ name: string }>('SELECT name FROM Parent ORDER BY id')
      .all()
      .map((row) => row.name)

  describe('statements', () => {
    test('values go in and come out as they are', () =>
      withSql((sql) => {
        sql.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, i INTEGER, r REAL, t TEXT, b BLOB, n TEXT, d DATETIME)')
        const row = [1, 2 ** 53 - 1, 0.1, '人工 🧑‍💻 ', new Uint8Array([0, 1, 255]), null, 1_763_800_000_123]
        expect(sql.prepare('INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?)').run(...row)).toBe(1)
        expect(Object.values(sql.prepare('SELECT * FROM t').get()!)).toEqual(row)
        expect(sql.prepare('SELECT typeof(d) AS d, typeof(i) AS i FROM t').get()).toEqual({ d: 'integer', i: 'integer' })
      }))

    test('parameters by number, an absent row, empty blobs', () =>
      withSql((sql) => {
        expect(sql.prepare('SELECT ?2 AS x, ?1 AS y, ?1 AS z').get('a', 'b')).toEqual({ x: 'b', y: 'a', z: 'a' })
        expect(sql.prepare('SELECT 1 AS x WHERE 0').get()).toBeUndefined()
        expect(sql.prepare('SELECT 1 AS x WHERE 0').all()).toEqual([])
        expect(sql.prepare('SELECT ? AS x').get(new Uint8Array())).toEqual({ x: new Uint8Array() })
      }))

    test('parameters by name: what no name asks for is left out, and a name without a value is refused', () =>
      withSql((sql) => {
        expect(sql.prepare('SELECT :a AS x, :b AS y, :a AS z').get({ b: 2, a: 1, c: 3 })).toEqual({ x: 1, y: 2, z: 1 })
        expect(sql.prepare('SELECT 1 AS x').get({ a: 1 })).toEqual({ x: 1 })
        expect(sql.prepare('SELECT 1 AS x').all({})).toEqual([{ x: 1 }])
        expect(caught(() => sql.prepare('SELECT :a AS x').get({}))).toMatchObject({ code: 'other' })
      }))

    test('run counts the rows that changed, not the index entries', () =>
      withTables((sql) => {
        const insert = sql.prepare('INSERT INTO Parent (name, a, b) VALUES (?, ?, ?)')
        for (const name of ['x', 'y', 'z']) expect(insert.run(name, name, name)).toBe(1)
        expect(sql.prepare("UPDATE Parent SET a = 'q' WHERE name > 'x'").run()).toBe(2)
        expect(sql.prepare('DELETE FROM Parent WHERE 0').run()).toBe(0)
      }))

    test('an insert gives the number of its row, and none where it made none', () =>
      withTables((sql) => {
        const insert = sql.prepare('INSERT INTO Parent (name, a, b) VALUES (:name, :name, :name) ON CONFLICT (name) DO NOTHING')
        expect([insert.insert({ name: 'x' }), insert.insert({ name: 'y' }), insert.insert({ name: 'x' })]).toEqual([1, 2, 0])
        expect(sql.prepare('INSERT INTO Parent (id, name) VALUES (?, ?)').insert(41, 'z')).toBe(41)
        expect(names(sql)).toEqual(['x', 'y', 'z'])
        expect(caught(() => sql.prepare('INSERT INTO Parent (name) VALUES (?)').insert('x'))).toMatchObject({ code: 'constraint' })
      }))

    test('RETURNING gives the rows of a write', () =>
      withTables((sql) => {
        expect(sql.prepare('INSERT INTO Parent (name) VALUES (?) RETURNING id, name').get('x')).toEqual({ id: 1, name: 'x' })
        expect(names(sql)).toEqual(['x'])
      }))

    test('a table keeps equal names apart and names the columns of nothing', () =>
      withSql((sql) => {
        expect(sql.prepare('SELECT 1 AS a, ? AS a').table('x')).toEqual({ columns: ['a', 'a'], rows: [[1, 'x']] })
        expect(sql.prepare('SELECT 1 AS a WHERE 0').table()).toEqual({ columns: ['a'], rows: [] })
        const statement = sql.prepare('SELECT 1 AS a')
        statement.table()
        expect(statement.get()).toEqual({ a: 1 })
      }))

    test('100 parameters and not one more', () =>
      withSql((sql) => {
        const list = (length: number) => Array.from({ length }, (_, index) => index)
        const count = (length: number) =>
          sql
            .prepare(
              `SELECT ${length - 1} IN (${list(length)
                .map(() => '?')
                .join()}) AS yes`,
            )
            .get(...list(length))
        expect(count(100)).toEqual({ yes: 1 })
        expect(() => count(101)).toThrow(SqlFault)
      }))
  })

  describe('faults', () => {
    const cases = [
      ['INSERT INTO Parent (id, name) VALUES (1, ?)', 'unique', ['Parent.id']],
      ["INSERT INTO Parent (name) SELECT 'first' WHERE ? > 0", 'unique', ['Parent.name']],
      ["INSERT INTO Parent (name, a, b) VALUES (?, 'a', 'b')", 'unique', ['Parent.a', 'Parent.b']],
      ['INSERT INTO Parent (name, size) VALUES (?, 0)', 'check', []],
      ['INSERT INTO Parent (name, a) VALUES (NULL, ?)', 'not-null', ['Parent.name']],
      ['INSERT INTO Child (parentId) VALUES (99 + ?)', 'foreign', []],
    ] as const
    test.each(cases)('%s', (text, kind, fields) =>
      withTables((sql) => {
        sql.exec("INSERT INTO Parent VALUES (1, 'first', 1, 'a', 'b')")
        const fault = caught(() => sql.prepare(text).run(1))
        expect(fault).toMatchObject({ code: 'constraint', constraint: { kind, fields } })
        expect(names(sql)).toEqual(['first'])
      }),
    )

    test('a mistake in the SQL is a fault too', () =>
      withSql((sql) => {
        expect(caught(() => sql.prepare('SELECT * FROM Nothing').all())).toMatchObject({ name: 'SqlFault', code: 'other' })
        expect(caught(() => sql.exec('CREATE TABEL x (a)'))).toMatchObject({ name: 'SqlFault', code: 'other' })
      }))
  })

  describe('transactions', () => {
    const write = (sql: Sql, name: string): void => void sql.prepare('INSERT INTO Parent (name) VALUES (?)').run(name)
    const fail = (): never => {
      throw new Error('no')
    }

    test('all or nothing', () =>
      withTables((sql) => {
        expect(sql.transaction(() => (write(sql, 'a'), 'result'))).toBe('result')
        expect(() => sql.transaction(() => (write(sql, 'b'), fail()))).toThrow('no')
        expect(names(sql)).toEqual(['a'])
      }))

    test('a nested one that throws undoes only itself', () =>
      withTables((sql) => {
        sql.transaction(() => {
          write(sql, 'a')
          expect(() => sql.transaction(() => (write(sql, 'b'), sql.transaction(() => write(sql, 'c')), fail()))).toThrow('no')
          sql.transaction(() => (write(sql, 'd'), sql.transaction(() => write(sql, 'e'))))
        })
        expect(names(sql)).toEqual(['a', 'd', 'e'])
      }))

    test('a statement that fails undoes only itself when it is caught', () =>
      withTables((sql) => {
        sql.transaction(() => {
          write(sql, 'a')
          expect(() => write(sql, 'a')).toThrow(SqlFault)
          write(sql, 'b')
        })
        expect(names(sql)).toEqual(['a', 'b'])
      }))

    test('may not wait', async () => {
      const async = () => Promise.resolve()
      await withTables(async (sql) => {
        expect(() => sql.transaction(async)).toThrow(TypeError)
        await expect(sql.commit(async)).rejects.toThrow(TypeError)
        await sql.commit(() => write(sql, 'a'))
        expect(names(sql)).toEqual(['a'])
      })
    })
  })

  undoSuite(withTables, names)

  describe('commit', () => {
    let order: string[]
    beforeEach(() => {
      order = []
    })
    const write = (sql: Sql, name: string): string => {
      order.push(name)
      sql.prepare('INSERT INTO Parent (name) VALUES (?)').run(name)
      return name
    }

    test('runs soon, in order, each for itself', () =>
      withTables(async (sql) => {
        const all = ['a', 'b', 'a', 'c'].map((name) => sql.commit(() => write(sql, name)))
        expect(order).toEqual([])
        const settled = await Promise.allSettled(all)
        expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
        expect(settled[2]).toMatchObject({ reason: { code: 'constraint' } })
        expect(settled[3]).toMatchObject({ value: 'c' })
        expect(order).toEqual(['a', 'b', 'a', 'c'])
        expect(names(sql)).toEqual(['a', 'b', 'c'])
      }))

    test('a command that throws leaves nothing behind', () =>
      withTables(async (sql) => {
        const broken = sql.commit(() => {
          write(sql, 'a')
          throw new RangeError('mine')
        })
        await expect(broken).rejects.toThrow(RangeError)
        await sql.commit(() => write(sql, 'b'))
        expect(names(sql)).toEqual(['b'])
      }))

    test('a command may start another, which runs after it', () =>
      withTables(async (sql) => {
        let inner: Promise<string> | undefined
        await sql.commit(() => {
          inner = sql.commit(() => write(sql, 'inner'))
          write(sql, 'outer')
        })
        await expect(inner).resolves.toBe('inner')
        expect(order).toEqual(['outer', 'inner'])
      }))

    test('what stands in for a command that throws runs in its place, on a database that knows nothing of it', () =>
      withTables(async (sql) => {
        const broken = (name: string) => () => {
          write(sql, name)
          throw new RangeError(name)
        }
        const instead = (error: unknown): string => {
          expect(names(sql)).not.toContain('b')
          return write(sql, `not ${(error as Error).message}`)
        }
        const all = [
          sql.commit(() => write(sql, 'a')),
          sql.commit(broken('b'), instead),
          sql.commit(() => write(sql, 'c'), instead),
          sql.commit(broken('d'), () => write(sql, 'a')),
        ]
        const settled = await Promise.allSettled(all)
        expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.code))).toEqual(['a', 'not b', 'c', 'constraint'])
        expect(names(sql)).toEqual(['a', 'not b', 'c'])
        // Alone in its commit it is the same.
        await expect(sql.commit(broken('e'), instead)).resolves.toBe('not e')
        expect(names(sql)).toEqual(['a', 'not b', 'c', 'not e'])
      }))

    test('commands may use transactions', () =>
      withTables(async (sql) => {
        await sql.commit(() => {
          write(sql, 'a')
          expect(() => sql.transaction(() => (write(sql, 'b'), write(sql, 'a')))).toThrow(SqlFault)
        })
        expect(names(sql)).toEqual(['a'])
      }))
  })
}

function caught(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}
