import { existsSync } from 'node:fs'
import { link, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { SqlFault } from '../../ports/sql.ts'
import { DATABASE, FILES, SECRET, openDataDir } from '../data-dir.ts'
import { openNodeSql } from '../sql.ts'
import { bringFiles, copy, nameOfNow, sync } from './disk.ts'
import { BackupError } from './fault.ts'

export interface RestoreOptions {
  dataDir: string
  /** A folder that `takeBackup` has made. */
  from: string
  /** Replace what is in the data folder; its database is kept beside the new one. */
  force?: boolean
}

/**
 * Puts a backup into a data folder that no hub uses. The database comes last and at once: until then the folder is what it was. Files
 * that are there stay, because a key's bytes never change. A hub that starts on it brings it up to date.
 */
export async function restoreBackup({ dataDir, from, force = false }: RestoreOptions): Promise<void> {
  const [source, target] = [join(from, DATABASE), join(dataDir, DATABASE)]
  if (!existsSync(source)) throw new BackupError(`There is no backup in ${from}.`)
  demandSound(source)
  openDataDir(dataDir)
  if (existsSync(target)) {
    if (!force) throw new BackupError(`There is a database in ${dataDir} already. To replace it: --force`)
    setAsideLog(target)
  }
  await restoreSecret(join(from, SECRET), join(dataDir, SECRET), force)
  await bringFiles(join(from, FILES), join(dataDir, FILES))
  const draft = `${target}.restored`
  await rm(draft, { force: true })
  await copy(source, draft)
  await sync(draft)
  if (existsSync(target)) await link(target, `${target}.before-${nameOfNow()}`)
  await rename(draft, target)
  await sync(dataDir)
}

/** Throws where SQLite finds a fault in it. */
function demandSound(path: string): void {
  let verdict: unknown
  try {
    const database = new DatabaseSync(path, { readOnly: true })
    try {
      verdict = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']
    } finally {
      database.close()
    }
  } catch (error) {
    verdict = error
  }
  if (verdict !== 'ok') throw new BackupError(`The database in the backup is damaged: ${String(verdict)}`)
}

/** Closing writes the log into the file: what lay in it belongs to the old database and must not come to the new one. */
function setAsideLog(path: string): void {
  try {
    openNodeSql({ path }).close()
  } catch (error) {
    if (error instanceof SqlFault && error.code === 'locked') throw new BackupError('A hub uses this folder. Stop it first.')
    throw error
  }
}

async function restoreSecret(from: string, to: string, force: boolean): Promise<void> {
  if (!existsSync(from)) return
  if (existsSync(to)) {
    if ((await readFile(from, 'utf8')) === (await readFile(to, 'utf8'))) return
    if (!force) throw new BackupError(`There is another secret in ${to} already. To replace it: --force`)
    await rm(to)
  }
  await copy(from, to)
  await sync(to)
}
