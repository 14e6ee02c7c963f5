// npm run db:migration NAME            writes the SQL that leads from the last migration to prisma/schema.prisma
// npm run db:migration NAME -- --empty  starts one to be written by hand (moving data)
// npm run db:migration                  writes prisma/migrations/index.ts and prisma/rows.ts again, after an edit by hand
// npm run db:migration -- --reset       begins anew with 0001_init: only while nothing is released
import { readFile, rm, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { MIGRATIONS, readMigrations, renderIndex, SCHEMA } from './migration-files.ts'
import { ROWS, readSchema, renderRows } from './row-types.ts'
import { diff } from './schema-engine.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { reset: { type: 'boolean' }, empty: { type: 'boolean' } },
})

const migrations = await readMigrations()
if (values.reset) {
  for (const { name } of migrations.splice(0)) await rm(new URL(`${name}.sql`, MIGRATIONS))
}

const title = values.reset ? 'init' : positionals[0]
if (title !== undefined) {
  if (!/^[a-z0-9_]+$/.test(title)) fail('A name is made of a-z, 0-9 and _.')
  const script = values.empty ? '-- Written by hand.' : await diff(migrations, await readFile(SCHEMA, 'utf8'))
  if (script === '') fail('The migrations lead to the schema already.')
  const name = `${String(migrations.length + 1).padStart(4, '0')}_${title}`
  await writeFile(new URL(`${name}.sql`, MIGRATIONS), `${script}\n`)
  console.log(`prisma/migrations/${name}.sql`)
}
await writeFile(new URL('index.ts', MIGRATIONS), renderIndex(await readMigrations()))
await writeFile(ROWS, renderRows(await readSchema()))

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
