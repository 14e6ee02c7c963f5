import { registry } from '../../adapters/registry.node.ts'
import { setupUrl } from '../hub/hub.ts'
import { ConfigError, readConfig } from './config.ts'
import type { Config } from './config.ts'
import { startHub } from './hub.ts'
import { createTrace } from './trace.ts'
import { MigrationError } from '../runtime/migrate.ts'
import { SqlFault } from '../ports/sql.ts'

/** Exit codes: 2 the configuration cannot be used, 1 anything else. */
function fail(code: 1 | 2, message: string): never {
  process.stderr.write(`switchboard: ${message}\n`)
  process.exit(code)
}

function config(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigError) fail(2, `the configuration cannot be used:\n  ${error.message.replaceAll('\n', '\n  ')}`)
    throw error
  }
}

function explain(error: unknown, { dataDir, port }: Config): string {
  if (error instanceof SqlFault && error.code === 'locked')
    return `another process uses the database in ${dataDir}. Stop it, or set DATA_DIR to another folder.`
  if (error instanceof SqlFault) return `the database in ${dataDir} cannot be used: ${error.message}.`
  if (error instanceof MigrationError) return `the database in ${dataDir} does not fit this version. ${error.message}.`
  const { code } = error as { code?: string }
  if (code === 'EADDRINUSE') return `port ${port} is taken. Set PORT to another one.`
  if (code === 'EACCES') return `no permission: ${String(error)}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

const settings = config()
const trace = createTrace(settings.logLevel)
const hub = await startHub({ config: settings, adapters: registry, trace }).catch((error: unknown) => fail(1, explain(error, settings)))

// A library of somebody else's may forget a promise; the hub is not to end by it. Its words may hold a secret.
process.on('unhandledRejection', (error) => trace('error', 'unhandled', { error: error instanceof Error ? error.name : typeof error }))

let stopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(1)
    stopping = true
    hub.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(1, String(error)),
    )
  })
}

process.stdout.write(`Switchboard is at ${hub.url}\n`)
const setup = await setupUrl(hub.desk)
if (setup !== null) process.stdout.write(`Make yourself its owner: ${setup}\n`)
