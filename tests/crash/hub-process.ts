import { flushCompileCache } from 'node:module'
import type { Adapter } from '../../src/contract/adapter.ts'
import { registry } from '../../adapters/registry.ts'
import { readConfig } from '../../src/node/config.ts'
import { startHub } from '../../src/node/hub.ts'
import { createTrace } from '../../src/node/trace.ts'
import { createTestAdapter } from '../support/test-adapter.ts'
import { wired } from './wired.ts'

// The hub as it runs, with test platforms besides the real ones. It loads, waits for a word and starts.
await new Promise((resolve) => process.stdin.once('data', resolve))

const config = readConfig(process.env)
const adapters = {
  ...registry,
  test: createTestAdapter() as Adapter,
  wired: wired(false),
  careful: createTestAdapter({ kind: 'careful', surface: { dedupes: true } }) as Adapter,
  refusing: createTestAdapter({ kind: 'refusing' }) as Adapter,
}
const hub = await startHub({ config, adapters, trace: createTrace('error'), console: config.dataDir })
process.stdout.write(`${hub.url}\n`)
// Whoever is killed keeps nothing: the next ones load faster by what is written down now.
flushCompileCache()
process.once('SIGTERM', () => void hub.stop().then(() => process.exit(0)))
