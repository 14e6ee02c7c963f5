// npm run backup [-- FOLDER] [--secret]      copies the data folder, also while a hub uses it
// npm run restore -- FOLDER [--force]        puts such a copy into the data folder, while no hub uses it
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from '../config.ts'
import { nameOfNow } from './disk.ts'
import { BackupError } from './fault.ts'
import { restoreBackup } from './restore.ts'
import { takeBackup } from './take.ts'

async function take(dataDir: string, given: string | undefined, secret: boolean): Promise<string> {
  const to = resolve(given ?? join(dataDir, 'backups', nameOfNow()))
  const files = await takeBackup({ dataDir, to, secret })
  return `Everything is in ${to}: the database and ${files} files${secret ? ', and the secret' : ''}.`
}

async function restore(dataDir: string, from: string | undefined, force: boolean): Promise<string> {
  if (from === undefined) throw new BackupError('Say which: npm run restore -- FOLDER')
  await restoreBackup({ dataDir, from: resolve(from), force })
  return `${dataDir} is as it was in ${from}. Start the hub.`
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { secret: { type: 'boolean', default: false }, force: { type: 'boolean', default: false } },
})
const [what, folder] = positionals
try {
  const { dataDir } = readConfig(process.env)
  const done = what === 'restore' ? restore(dataDir, folder, values.force) : take(dataDir, folder, values.secret)
  process.stdout.write(`${await done}\n`)
} catch (error) {
  const known = error instanceof BackupError || error instanceof ConfigError
  process.stderr.write(`switchboard: ${known ? error.message : String(error)}\n`)
  process.exit(error instanceof ConfigError ? 2 : 1)
}
