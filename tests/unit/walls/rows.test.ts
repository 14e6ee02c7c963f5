import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { callsIn, rowTypeAt } from '../../../scripts/statements/calls.ts'
import { createComparer } from '../../../scripts/statements/compare.ts'
import { positional } from '../../../scripts/statements/positional.ts'
import { readSchema } from '../../../scripts/row-types.ts'
import type { Said, Shape } from '../../../scripts/statements/types.ts'

// All statements are looked at by scripts/statements.ts, which `npm test` runs; here it is shown to bite.
const comparer = createComparer(await readSchema())
afterAll(() => comparer.close())

const shape = (columns: Record<string, string>): Shape =>
  new Map(
    Object.entries(columns).map(([name, type]): [string, Said] => [name, { kind: type.replace('?', ''), nullable: type.endsWith('?') }]),
  )

test.each<[string, string, Record<string, string>, string[]]>([
  ['what fits', 'SELECT id, name FROM Contact', { id: 'number', name: 'string?' }, []],
  ['a column that is not asked for', 'SELECT id FROM Contact', { id: 'number', name: 'string?' }, ['name is no column']],
  ['a column that the type lacks', 'SELECT id, vip FROM Contact', { id: 'number' }, ['vip is not in the type']],
  ['a kind that it is not', 'SELECT id FROM Contact', { id: 'string' }, ['id is number, not string']],
  ['null forgotten', 'SELECT name FROM Contact', { name: 'string' }, ['name may be null']],
  ['null ruled out', 'SELECT name FROM Contact WHERE name IS NOT NULL', { name: 'string' }, []],
  [
    'a table that may be absent',
    'SELECT a.name FROM Conversation c LEFT JOIN Agent a ON a.id = c.agentId',
    { name: 'string' },
    ['name may be null'],
  ],
  ['a name of its own', 'SELECT count(*) AS n FROM Contact', { n: 'number' }, []],
])('%s', (_what, text, columns, faults) => {
  expect(comparer.compare(text, shape(columns))).toEqual(faults)
})

const folder = mkdtempSync(join(tmpdir(), 'switchboard-rows-'))
afterAll(() => rmSync(folder, { recursive: true }))
let modules = 0

/** What is read of a row type that stands in a module like those of the rooms. */
function written(type: string, columns = 'id, name'): Shape | undefined {
  const path = join(folder, `${++modules}.ts`)
  const rows = relative(folder, join(import.meta.dirname, '../../../prisma/rows.ts'))
  writeFileSync(
    path,
    `import type { ContactRow as Row, ThreadRow } from '${rows}'
     import type { Columns } from '../../ports/sql.ts'
     export const COLUMNS = \`${columns}\`
     type Short = Pick<Row, 'id' | 'name'>
     interface Own extends Pick<Row, 'id'> { name: string | null }
     const find = sql.prepare<${type}>('')`,
  )
  const [call] = callsIn(path)
  return rowTypeAt(path, call!.line, call!.column)
}

test.each<[string, string, string[]]>([
  ['a row by hand', '{ id: number; name: string | null }', ['id', 'name']],
  ['one of its columns by hand', 'Own', ['name']],
  ["another table's row", "Pick<Row, 'name'> & Pick<ThreadRow, 'id'>", ['id']],
  ['a part of the row', "Pick<Row, 'id' | 'name'>", []],
  ['a part of it under a name', 'Short', []],
  ['its list of columns', 'Columns<Row, typeof COLUMNS>', []],
  ['its columns one by one', "{ id: Row['id']; name: Row['name'] }", []],
  ['a part of it and a name of its own', "Pick<Row, 'id' | 'name'> & { n: number }", []],
  ['a part of it, narrowed', "Pick<Row, 'id'> & { name: string }", []],
])('what a table says is not said again: %s', (_what, type, columns) => {
  const faults = columns.map((name) => `${name} is written by hand: take it from ContactRow`)
  expect(comparer.byHand('SELECT id, name, 1 AS n FROM Contact', written(type)!)).toEqual(faults)
})

test('a list of columns over lines, in a join, is read', () => {
  const list = 'c.id, c.name,\n  c.vip'
  const row = written('Columns<Row, typeof COLUMNS>', list)!
  expect([...row.keys()].sort()).toEqual(['id', 'name', 'vip'])
  expect(comparer.compare(`SELECT ${list} FROM Contact c`, row)).toEqual([])
})

test.each([
  ['SELECT 1', 0],
  ['INSERT INTO T VALUES (?, ?, ?, ?, ?, ?, ?)', 7],
  ['UPDATE T SET a = ?2 WHERE b = ?1 AND c = ?2', 2],
  ['SELECT \'?\' WHERE "a?" = ?', 1],
  ['SELECT ?3, ?', 4],
  ['SELECT :a, :b, :c, :d, :e, :f, :g', 0],
])('positional parameters: %s', (text, count) => {
  expect(positional(text)).toBe(count)
})
