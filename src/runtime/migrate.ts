import type { Sql } from '../ports/sql.ts'

export interface Migration {
  /** `0001_init`: applied in this order, never renamed. */
  name: string
  sql: string
}

/**
 * `changed`: a migration that was applied reads differently now. `newer`: the database has one that this code does not know.
 * `order`: one is missing below another that was applied. `dangling`: it would leave rows that refer to nothing.
 */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
  readonly code: 'changed' | 'newer' | 'order' | 'dangling'
  readonly migration: string

  constructor(code: MigrationError['code'], migration: string, message: string) {
    super(`${migration}: ${message}`)
    this.code = code
    this.migration = migration
  }
}

/** Brings a database up to date, each migration all or nothing; returns the names of those applied. Call it before anything else. */
export async function migrate(sql: Sql, migrations: readonly Migration[], now: number = Date.now()): Promise<string[]> {
  sql.exec('CREATE TABLE IF NOT EXISTS _Migration (name TEXT NOT NULL PRIMARY KEY, hash TEXT NOT NULL, at INTEGER NOT NULL)')
  const hashes = await Promise.all(migrations.map((migration) => sha256(migration.sql)))
  const applied = sql.prepare<{ name: string; hash: string }>('SELECT name, hash FROM _Migration ORDER BY name').all()
  for (const [index, { name, hash }] of applied.entries()) {
    const known = migrations.findIndex((migration) => migration.name === name)
    if (known === -1) throw new MigrationError('newer', name, 'this version does not know it; start the newer one')
    if (known !== index) throw new MigrationError('order', name, 'it was applied before one that stands above it')
    if (hashes[known] !== hash) throw new MigrationError('changed', name, 'it was applied with another text')
  }
  const rest = migrations.slice(applied.length)
  const record = sql.prepare('INSERT INTO _Migration (name, hash, at) VALUES (?, ?, ?)')
  const apply = ({ name, sql: script }: Migration, index: number): void =>
    sql.transaction(() => {
      sql.exec(script)
      if (sql.prepare('PRAGMA foreign_key_check').get()) throw new MigrationError('dangling', name, 'rows would refer to nothing')
      record.run(name, hashes[applied.length + index] ?? '', now)
    })
  if (rest.length > 0) await withoutForeignKeys(sql, () => rest.forEach(apply))
  return rest.map((migration) => migration.name)
}

/** A table that is made anew is dropped first; with foreign keys on, that would delete the rows that refer to it. */
async function withoutForeignKeys(sql: Sql, work: () => void): Promise<void> {
  await setForeignKeys(sql, 0)
  try {
    work()
  } finally {
    await setForeignKeys(sql, 1)
  }
}

async function setForeignKeys(sql: Sql, value: 0 | 1): Promise<void> {
  // SQLite ignores the change inside a transaction, and a Durable Object keeps one open to the end of its turn.
  await new Promise((resolve) => setTimeout(resolve, 0))
  sql.exec(`PRAGMA foreign_keys = ${value}`)
  const is = sql.prepare<{ foreign_keys: number }>('PRAGMA foreign_keys').get()?.foreign_keys
  if (is !== value) throw new Error('the engine does not let go of foreign keys')
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
