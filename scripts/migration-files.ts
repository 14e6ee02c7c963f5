import { readdir, readFile } from 'node:fs/promises'
import type { Migration } from '../src/runtime/migrate.ts'

export const MIGRATIONS = new URL('../prisma/migrations/', import.meta.url)
export const SCHEMA = new URL('../prisma/schema.prisma', import.meta.url)

export async function readMigrations(): Promise<Migration[]> {
  const files = (await readdir(MIGRATIONS)).filter((file) => file.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async (file) => ({ name: file.replace(/\.sql$/, ''), sql: await readFile(new URL(file, MIGRATIONS), 'utf8') })),
  )
}

/** The migrations as a module: text that both runtimes can import without a bundler's help. */
export function renderIndex(migrations: readonly Migration[]): string {
  const entries = migrations.map(({ name, sql }) => `  {\n    name: ${JSON.stringify(name)},\n    sql: \`${escape(sql)}\`,\n  },\n`)
  return [
    '// Written by `npm run db:migration`: do not edit.\n',
    "import type { Migration } from '../../src/runtime/migrate.ts'\n\n",
    `export const migrations: readonly Migration[] = [\n${entries.join('')}]\n`,
  ].join('')
}

const escape = (text: string): string => text.replace(/[\\`]|\$\{/g, String.raw`\$&`)
