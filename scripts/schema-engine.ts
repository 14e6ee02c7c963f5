import { readFile } from 'node:fs/promises'
import { bindMigrationAwareSqlAdapterFactory, type SqlQuery } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { MigrationList } from '@prisma/schema-engine-wasm'
import { openNodeSql } from '../src/node/sql.ts'
import type { Migration } from '../src/runtime/migrate.ts'
import { prismaAdapter } from '../src/runtime/prisma.ts'

/** The SQL that leads from the migrations to the schema; empty when they agree. Prisma's own engine, without its command line. */
export async function diff(migrations: readonly Migration[], schema: string): Promise<string> {
  await loadWasm()
  const filters = { externalTables: [], externalEnums: [] }
  const engine = await bindings.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, shadowAdapter())
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...migrationList(migrations) },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
      script: true,
      exitCode: null,
      filters,
    })
    const script = (stdout ?? '').trim()
    return script === '-- This is an empty migration.' ? '' : script
  } finally {
    engine.free()
  }
}

let loaded: Promise<void> | undefined

function loadWasm(): Promise<void> {
  return (loaded ??= (async () => {
    const file = new URL(import.meta.resolve('@prisma/schema-engine-wasm')).href.replace('schema_engine.js', 'schema_engine_bg.wasm')
    const { instance } = await WebAssembly.instantiate(await readFile(new URL(file)), { './schema_engine_bg.js': bindings })
    bindings.__wbg_set_wasm(instance.exports)
    const start = instance.exports['__wbindgen_start']
    if (typeof start === 'function') start()
  })())
}

function shadowAdapter() {
  const connect = async () => {
    const adapter = await prismaAdapter(openNodeSql({ path: ':memory:' })).connect()
    return {
      ...adapter,
      // It asks for partial indexes by a name in double quotes, which is a column to our SQLite.
      queryRaw: (query: SqlQuery) => adapter.queryRaw({ ...query, sql: query.sql.replace(/ name = "(\w+)"/, " name = '$1'") }),
      // The engine gives a whole migration to `executeRaw`, which elsewhere is one statement.
      executeRaw: async ({ sql }: SqlQuery) => (await adapter.executeScript(sql), 0),
    }
  }
  return bindMigrationAwareSqlAdapterFactory({ provider: 'sqlite', adapterName: 'shadow', connect, connectToShadowDb: connect })
}

const migrationList = (migrations: readonly Migration[]): MigrationList => ({
  baseDir: 'prisma/migrations',
  lockfile: { path: 'migration_lock.toml', content: 'provider = "sqlite"' },
  shadowDbInitScript: '',
  migrationDirectories: migrations.map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
  })),
})
