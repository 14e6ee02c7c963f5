import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { type Socket, connect } from 'node:net'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { SqlFault } from '../../ports/sql.ts'
import { DATABASE, FILES, SECRET } from '../data-dir.ts'
import { openNodeSql } from '../sql.ts'
import { bringFiles, copy, sync } from './disk.ts'
import { BackupError } from './fault.ts'
import { SOCKET, WORDS } from './hold.ts'

export interface TakeOptions {
  dataDir: string
  /** A folder that is not there yet. */
  to: string
  /** The secret too, with which the credentials in it can be read. */
  secret?: boolean
}

/**
 * Copies a data folder, also while a hub uses it: database first, then files, so that no file is missing. The folder appears whole
 * or not at all, with everything that was acknowledged before. Returns how many files there are.
 */
export async function takeBackup({ dataDir, to, secret = false }: TakeOptions): Promise<number> {
  if (!existsSync(join(dataDir, DATABASE)))
    throw new BackupError(`There is no database in ${dataDir}. Set DATA_DIR to the folder of the hub.`)
  if (existsSync(to)) throw new BackupError(`${to} is there already.`)
  const draft = `${to}.partial`
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  try {
    await copyDatabase(dataDir, join(draft, DATABASE))
    const count = await bringFiles(join(dataDir, FILES), join(draft, FILES))
    if (secret) await copySecret(join(dataDir, SECRET), join(draft, SECRET))
    await sync(draft)
    await rename(draft, to)
    await sync(dirname(to))
    return count
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

async function copyDatabase(dataDir: string, to: string): Promise<void> {
  const hub = await reach(join(dataDir, SOCKET))
  if (hub) await copyHeld(hub, join(dataDir, DATABASE), to)
  else await copyUnused(join(dataDir, DATABASE), to)
  // One file, which needs no log of writes beside it.
  const database = new DatabaseSync(to)
  try {
    database.exec('PRAGMA journal_mode = DELETE')
    const { integrity_check: verdict } = database.prepare('PRAGMA integrity_check(1)').get() ?? {}
    if (verdict !== 'ok') throw new BackupError(`The copy is damaged: ${String(verdict)}`)
  } finally {
    database.close()
  }
  await sync(to)
}

async function copySecret(from: string, to: string): Promise<void> {
  if (!existsSync(from)) throw new BackupError('The secret is in SWITCHBOARD_SECRET, not in the folder. Leave out --secret.')
  await copy(from, to)
  await sync(to)
}

/** The hub that uses the folder; null when there is none. */
async function reach(path: string): Promise<Socket | null> {
  const socket = connect(path).setEncoding('utf8')
  try {
    await once(socket, 'connect')
    return socket
  } catch {
    return null
  }
}

/** The hub keeps the file as it was in the moment of the first word; what it writes meanwhile is elsewhere. */
async function copyHeld(hub: Socket, from: string, to: string): Promise<void> {
  const words = hub[Symbol.asyncIterator]()
  const hears = async (word: string): Promise<void> => {
    const { value } = await words.next().catch(() => ({ value: undefined }))
    if (value !== word) throw new BackupError('The hub ended while it was being copied. Try again.')
  }
  try {
    await hears(WORDS.held)
    await copy(from, to)
    hub.write(WORDS.done)
    await hears(WORDS.whole)
  } finally {
    hub.destroy()
  }
}

async function copyUnused(from: string, to: string): Promise<void> {
  let sql
  try {
    sql = openNodeSql({ path: from })
  } catch (error) {
    if (!(error instanceof SqlFault) || error.code !== 'locked') throw error
    throw new BackupError('A hub uses this folder and cannot be reached from here. Stop it first.')
  }
  try {
    await sql.backup(to)
  } finally {
    sql.close()
  }
}
