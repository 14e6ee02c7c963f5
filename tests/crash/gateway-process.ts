import { flushCompileCache } from 'node:module'
import { startGateway } from '../../src/gateway/gateway.ts'
import { createTrace } from '../../src/node/trace.ts'
import { wired } from './wired.ts'

// A gateway as it runs. It loads, waits for a word and starts.
await new Promise((resolve) => process.stdin.once('data', resolve))

const { DATA_DIR = '', HUB = '', KEY = '' } = process.env
const adapters = { wired: wired(true) }
process.stdout.write('ready\n')
const gateway = await startGateway({
  hub: HUB,
  key: KEY,
  dataDir: DATA_DIR,
  adapters,
  trace: createTrace('error'),
  // The platform is on this machine.
  egress: { allow: ['127.0.0.0/8'] },
  waitMs: 500,
})
flushCompileCache()
process.once('SIGTERM', () => void gateway.stop().then(() => process.exit(0)))
