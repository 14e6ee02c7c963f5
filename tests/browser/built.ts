import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** The pages as they are delivered. */
export const BUILT = { console: join(root, 'dist/console'), phones: join(root, 'dist/lab') }

/** Once for all files: builds what has changed since it was built. */
export default function setup(): void {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/prepare.mjs')], { stdio: 'inherit' })
  if (status !== 0) throw new Error('the pages cannot be built')
}
