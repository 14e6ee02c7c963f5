import { expect, test } from 'vitest'
import { type Source, readText, sources } from './sources.ts'

/** Each table and the one room that writes it, as the schema says. */
function owners(schema: string): Map<string, string> {
  const models = schema.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{/gm)
  return new Map(Array.from(models, ([, notes = '', model = '']) => [model, /^\/\/\/ owner: (\w+)$/m.exec(notes)?.[1] ?? '']))
}

/** What may delete or empty rows of every table: it ends what the schema says has an end. */
const RETENTION = /^src\/desk\/retention\//

/** Tables that statements in a file write. */
function writes({ text }: Source, tables: ReadonlyMap<string, string>): { table: string; adds: boolean }[] {
  const statements = text.matchAll(/\b(INSERT (?:OR \w+ )?INTO|REPLACE INTO|UPDATE|DELETE FROM)\s+"?([A-Z]\w+)"?/g)
  const calls = text.matchAll(/\bdb\.(\w+)\.(create|createMany|update|updateMany|upsert|delete|deleteMany)\(/g)
  return [
    ...Array.from(statements, ([, verb = '', table = '']) => ({ table, adds: /^(INSERT|REPLACE)/.test(verb) })),
    ...Array.from(calls, ([, model = '', verb = '']) => ({
      table: (model[0] ?? '').toUpperCase() + model.slice(1),
      adds: !/^(delete|update)/.test(verb),
    })),
  ].filter(({ table }) => tables.has(table))
}

function breaches(files: readonly Source[], tables: ReadonlyMap<string, string>): string[] {
  return files.flatMap((file) => {
    const room = /^src\/desk\/(\w+)\//.exec(file.path)?.[1] ?? file.path
    return writes(file, tables)
      .filter(({ table, adds }) => tables.get(table) !== room && (adds || !RETENTION.test(file.path)))
      .map(({ table }) => `${file.path} writes ${table}, which is ${tables.get(table)}'s`)
  })
}

const tables = owners(readText('prisma/schema.prisma'))
const files = sources('src')

test('each table has an owner', () => {
  expect([...tables].filter(([, owner]) => owner === '')).toEqual([])
  expect(tables.size).toBeGreaterThan(40)
})

test('only its owner writes a table', () => {
  const found = files.flatMap((file) => writes(file, tables))
  expect(found.length).toBeGreaterThan(60)
  expect(breaches(files, tables)).toEqual([])
})

test.each([
  ['an update', 'sql.prepare(\'UPDATE "Grant" SET remaining = 0 WHERE id = ?\')'],
  ['an insert over lines', 'sql.prepare(`INSERT INTO Message (id)\n VALUES (?)`)'],
  ['a deletion', "sql.prepare('DELETE FROM Segment WHERE id = ?')"],
  ['a call of Prisma', 'await db.channel.update({ where: { id }, data: { name } })'],
])('it bites: %s from another room', (_what, text) => {
  expect(breaches([{ path: 'src/desk/feedback/ratings.ts', text }], tables)).toHaveLength(1)
})

test('a model without an owner is found', () => {
  expect(owners('/// What it is.\nmodel Thing {\n').get('Thing')).toBe('')
})

/** Tables whose rows are remembered: whoever writes one of them has to tell the memory. */
const REMEMBERED = new Set(['Conversation', 'Thread', 'Identity', 'Contact'])
const silent = (list: readonly Source[]): string[] =>
  list
    .filter((file) => writes(file, tables).some(({ table }) => REMEMBERED.has(table)) && !/\bremembered\b|\bOpenCases\b/.test(file.text))
    .map(({ path }) => path)

test('who writes a row that is remembered knows of the memory', () => {
  expect(silent(files)).toEqual([])
  expect(silent([{ path: 'src/desk/contacts/x.ts', text: "sql.prepare('UPDATE Contact SET name = ?')" }])).toHaveLength(1)
})
