import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const root = join(import.meta.dirname, '..')

export interface WorkerModule {
  type: 'ESModule' | 'CompiledWasm'
  path: string
  contents: Uint8Array<ArrayBuffer>
}

/** The Worker as it would be uploaded, its entry first: `wrangler deploy --dry-run` into `folder`, which needs no network. */
export function buildWorker(folder: string, { assets = 'dist/console' }: { assets?: string } = {}): WorkerModule[] {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/wrangler/bin/wrangler.js'), 'deploy', '--dry-run', '--outdir', folder, '--assets', assets],
    { cwd: root, encoding: 'utf8', env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' } },
  )
  if (status !== 0) throw new Error(`wrangler: ${stdout}${stderr}`)
  return readdirSync(folder)
    .filter((name) => /\.(js|wasm)$/.test(name))
    .sort((a, b) => Number(b === 'worker.js') - Number(a === 'worker.js'))
    .map((path) => ({
      type: path.endsWith('.wasm') ? 'CompiledWasm' : 'ESModule',
      path,
      contents: new Uint8Array(readFileSync(join(folder, path))),
    }))
}

/** What Cloudflare counts: bytes after gzip. */
export const uploadSize = (modules: readonly WorkerModule[]): number =>
  modules.reduce((sum, { contents }) => sum + gzipSync(contents).byteLength, 0)
