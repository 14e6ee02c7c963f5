import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { migrations } from '../../prisma/migrations/index.ts'
import { MIGRATIONS, readMigrations, renderIndex, SCHEMA } from '../../scripts/migration-files.ts'
import { ROWS, columnsOf, renderRows } from '../../scripts/row-types.ts'
import { diff } from '../../scripts/schema-engine.ts'

test('the migrations lead to the schema', async () => {
  const schema = await readFile(SCHEMA, 'utf8')
  expect(await diff(migrations, schema)).toBe('')
  expect(await diff(migrations, `${schema}\nmodel Extra {\n  id Int @id\n}\n`)).toContain('CREATE TABLE "Extra"')
})

test('the module has the files, in their order', async () => {
  const files = await readMigrations()
  expect(await readFile(new URL('index.ts', MIGRATIONS), 'utf8')).toBe(renderIndex(files))
  expect(migrations).toEqual(files)
  expect(files.map((file) => file.name.slice(0, 5))).toEqual(files.map((_, index) => `${String(index + 1).padStart(4, '0')}_`))
})

test('the row types are those of the schema', async () => {
  expect(await readFile(ROWS, 'utf8')).toBe(renderRows(await readFile(SCHEMA, 'utf8')))
  expect(
    columnsOf('model A {\n  id Int @id\n  at DateTime? // when\n  kind String // a | b (c)\n  b B[]\n  c C @relation(x)\n}\n').get('A'),
  ).toEqual([
    { name: 'id', type: 'number', nullable: false },
    { name: 'at', type: 'number', nullable: true },
    { name: 'kind', type: "'a' | 'b'", nullable: false },
  ])
})

test('a text with quotes, backslashes and templates comes through', async () => {
  const odd = [{ name: '0001_odd', sql: "SELECT '`${x}\\n\\`';" }]
  const module = renderIndex(odd)
    .replace(/^import type.*$/m, '')
    .replace(': readonly Migration[]', '')
  expect(await import(`data:text/javascript,${encodeURIComponent(module)}`)).toMatchObject({ migrations: odd })
})
