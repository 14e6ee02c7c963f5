import { afterAll, expect, test } from 'vitest'
import { createComparer } from '../../../scripts/statements/compare.ts'
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
