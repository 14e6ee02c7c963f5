import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Snapshot, SnapshotFault } from '../../ports/snapshot.ts'
import { nameOfNow } from './disk.ts'

const PROGRAM = join(import.meta.dirname, 'main.ts')

/** Backups in the data folder, made by a process of their own. */
export const createFolderSnapshot = (dataDir: string): Snapshot => ({
  async take() {
    const name = nameOfNow()
    await promisify(execFile)(process.execPath, [PROGRAM, 'take', join(dataDir, 'backups', name)], { env: { DATA_DIR: dataDir } })
    return name
  },
  export: () => Promise.reject(new SnapshotFault('Here the whole hub is copied while it runs: npm run backup')),
  exported: () => Promise.resolve(null),
  restore: (name) => Promise.reject(new SnapshotFault(`Stop the hub, then: npm run restore -- ${join(dataDir, 'backups', name)} --force`)),
})
