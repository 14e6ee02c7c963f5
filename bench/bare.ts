// The bare transaction: the desk's statements on the desk's schema, with nothing around them but what the floor has.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { migrations } from '../prisma/migrations/index.ts'
import { serveStore } from './server.ts'
import { type Engine, type Update, createStore, seed } from './transaction.ts'

const [folder = '.', people = '0'] = process.argv.slice(2)
const database = new DatabaseSync(join(folder, 'bare.db'), { enableForeignKeyConstraints: true })
// As src/node/sql.ts opens it.
database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; BEGIN EXCLUSIVE; COMMIT')
database.exec('PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 10000; PRAGMA cache_size = -64000; PRAGMA temp_store = MEMORY')
for (const { sql } of migrations) database.exec(sql)
const engine: Engine = {
  prepare(text) {
    const statement = database.prepare(text)
    return {
      get: (...params) => statement.get(...params) as ReturnType<ReturnType<Engine['prepare']>['get']>,
      run: (...params) => void statement.run(...params),
    }
  },
}
database.exec('BEGIN')
seed(engine, Number(people))
database.exec('COMMIT')
serveStore<Update>(database, '/hooks/bare', createStore(engine))
