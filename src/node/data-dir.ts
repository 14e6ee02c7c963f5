import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DeskId, FIRST_DESK } from '../hub/directory.ts'

/** What lies in the data folder. */
export const FILES = 'files'
export const SECRET = 'secret'
/** The database of a desk. The first one has had this name from the beginning. */
export const databaseOf = (desk: DeskId): string => (desk === FIRST_DESK ? 'switchboard.db' : `${desk}.db`)
export const DATABASE = databaseOf(FIRST_DESK)

/** The data folder, readable by nobody else. */
export function openDataDir(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
}

/** The installation's secret: the given one, or one made once and kept beside the data (mode 600). */
export function installationSecret(dataDir: string, given: string | undefined): string {
  if (given !== undefined) return given
  const path = join(dataDir, SECRET)
  if (!existsSync(path)) {
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
    chmodSync(path, 0o600)
  }
  return readFileSync(path, 'utf8').trim()
}
