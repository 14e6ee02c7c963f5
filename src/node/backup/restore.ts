import { existsSync, statSync } from 'node:fs'
import { link, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { SqlFault } from '../../ports/sql.ts'
import { DATABASE, FILES, SECRET, openDataDir } from '../data-dir.ts'
import { openNodeSql } from '../sql.ts'
import { bringFiles, copy, nameOfNow, sync } from './disk.ts'
import { BackupError } from './fault.ts'
import { loadExport } from './load.ts'

export interface RestoreOptions {
  dataDir: string
  /** A folder that `takeBackup` has made, or the file of an export from the edge. */
  from: string
  /** Replace what is in the data folder; its database is kept beside the new one. */
  force?: boolean
}

/**
 * Puts a backup into a data folder that no hub uses. The database comes last and at once: until then the folder is what it was. Files
 * that are there stay, because a key's bytes never change. A hub that starts on it brings it up to date.
 */
export async function restoreBackup({ dataDir, from, force = false }: RestoreOptions): Promise<void> {
  const target = join(dataDir, DATABASE)
  const exported = statSync(from, { throwIfNoEntry: false })?.isFile() === true
  if (!exported) demandSound(from)
  const isNew = !existsSync(dataDir)
  openDataDir(dataDir)
  if (existsSync(target)) {
    if (!force) throw new BackupError(`There is a database in ${dataDir} already. To replace it: --force`)
    setAsideLog(target)
  }
  const draft = `${target}.restored`
  await rm(draft, { force: true })
  if (exported) await makeFromExport(from, draft).catch((error: unknown) => withdraw(error, isNew ? dataDir : draft))
  else await bringFolder(from, dataDir, draft, force)
  await sync(draft)
  if (existsSync(target)) await link(target, `${target}.before-${nameOfNow()}`)
  await rename(draft, target)
  await sync(dataDir)
}

async function bringFolder(from: string, dataDir: string, draft: string, force: boolean): Promise<void> {
  await restoreSecret(join(from, SECRET), join(dataDir, SECRET), force)
  await bringFiles(join(from, FILES), join(dataDir, FILES))
  await copy(join(from, DATABASE), draft)
}

async function makeFromExport(from: string, draft: string): Promise<void> {
  await loadExport(from, draft)
  demandSound(from, draft)
}

/** Of what cannot be used nothing is left. */
async function withdraw(error: unknown, path: string): Promise<never> {
  await rm(path, { recursive: true, force: true })
  throw error
}

/** Throws where there is none, or SQLite finds a fault in it. */
function demandSound(folder: string, path = join(folder, DATABASE)): void {
  if (!existsSync(path)) throw new BackupError(`There is no backup in ${folder}.`)
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
