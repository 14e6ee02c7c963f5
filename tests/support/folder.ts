import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TestFolder {
  path: string
  remove(): void
}

/** A folder of its own, to be removed afterwards. */
export function createTestFolder(within = tmpdir()): TestFolder {
  const path = mkdtempSync(join(within, 'switchboard-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
