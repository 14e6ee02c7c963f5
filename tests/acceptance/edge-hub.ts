import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestHarness } from 'wrangler'
import { buildWorker } from '../../scripts/worker-build.ts'

export interface EdgeHub {
  url: string
  /** What the Worker and the desk have logged. */
  lines(): string[]
  /** What the cron trigger does each minute. */
  sweep(): Promise<void>
  /** Lets the desk fall asleep; its sockets stay open. */
  sleep(): Promise<void>
  stop(): Promise<void>
}

export interface EdgeBuild {
  configPath: string
  prebuiltWorkerDir: string
  remove(): void
}

/** What it seals and signs with. */
export const EDGE_SECRET = 'a secret that is long enough for anyone'

const ROOT = join(import.meta.dirname, '../..')

/** The Worker as it would be uploaded, with a small console of its own. */
export function buildEdge(): EdgeBuild {
  const folder = mkdtempSync(join(tmpdir(), 'edge-'))
  const [configPath, console, prebuiltWorkerDir] = [join(folder, 'wrangler.toml'), join(folder, 'console'), join(folder, 'worker')]
  writeConsole(console)
  const config = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')
  const main = JSON.stringify(join(ROOT, 'src/cloudflare/worker.ts'))
  writeFileSync(configPath, config.replace('"dist/console"', JSON.stringify(console)).replace('"src/cloudflare/worker.ts"', main))
  buildWorker(prebuiltWorkerDir, { assets: console })
  return { configPath, prebuiltWorkerDir, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** That Worker in workerd on this machine, with the bindings of wrangler.toml. */
export async function startEdgeHub({ configPath, prebuiltWorkerDir }: EdgeBuild, settings: Record<string, string>): Promise<EdgeHub> {
  const options = (vars: Record<string, string>) => ({ workers: [{ configPath, prebuiltWorkerDir, vars, secrets: {} }] })
  const server = createTestHarness(options({}))
  const { url } = await server.listen()
  await server.update(options({ PUBLIC_URL: url.origin, SWITCHBOARD_SECRET: EDGE_SECRET, ...settings }))
  const worker = server.getWorker()
  return {
    url: url.origin,
    lines: () => server.getLogs().map((log) => log.message),
    async sweep() {
      const { outcome } = await worker.scheduled({ cron: '* * * * *' })
      if (outcome !== 'ok') throw new Error(`the sweep ended with ${outcome}`)
    },
    sleep: () => worker.evictDurableObject('DESK', { name: 'desk', webSockets: 'hibernate' }),
    stop: () => server.close(),
  }
}

function writeConsole(folder: string): void {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<title>console</title>')
  writeFileSync(join(folder, 'widget.js'), '/* widget */')
  writeFileSync(join(folder, 'assets', 'app-123.js'), '/* app */')
}
