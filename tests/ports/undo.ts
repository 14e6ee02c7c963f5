import { describe, expect, test } from 'vitest'
import type { Sql } from '../../src/ports/sql.ts'
import type { WithSql } from './sql.ts'

/** Who remembers what was written must be told when it was undone, in whole or in part. */
export function undoSuite(withTables: WithSql, names: (sql: Sql) => unknown[]): void {
  describe('undoing', () => {
    const write = (sql: Sql, name: string): void => void sql.prepare('INSERT INTO Parent (name) VALUES (?)').run(name)
    const fail = (): never => {
      throw new Error('no')
    }

    test('is told, whole or in part, when it has happened', () =>
      withTables(async (sql) => {
        const seen: unknown[][] = []
        sql.onUndo(() => seen.push(names(sql)))
        sql.transaction(() => write(sql, 'a'))
        await sql.commit(() => sql.transaction(() => write(sql, 'b')))
        expect(seen).toEqual([])
        expect(() => sql.transaction(() => (write(sql, 'c'), fail()))).toThrow('no')
        expect(seen).toEqual([['a', 'b']])
        sql.transaction(() => {
          write(sql, 'd')
          expect(() => sql.transaction(() => (write(sql, 'e'), fail()))).toThrow('no')
          expect(seen.at(-1)).toEqual(['a', 'b', 'd'])
        })
        expect(seen).toHaveLength(2)
      }))

    test('of one command of several is told before the next one runs', () =>
      withTables(async (sql) => {
        let undone = 0
        sql.onUndo(() => (undone += 1))
        const counts = await Promise.allSettled([
          sql.commit(() => (write(sql, 'a'), undone)),
          sql.commit(() => (write(sql, 'b'), fail())),
          sql.commit(() => (write(sql, 'c'), undone)),
        ])
        expect(counts.map((one) => one.status === 'fulfilled' && one.value)).toEqual([0, false, 1])
      }))
  })
}
