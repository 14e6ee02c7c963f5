// `npm run gateway -- --hub https://hub.example --key KEY`: one end of a channel whose connection the hub cannot hold itself.
import { parseArgs } from 'node:util'
import { registry } from '../../adapters/registry.node.ts'
import { startGateway } from './gateway.ts'
import { createLogger } from '../node/log.ts'
import { ConfigError, readConfig } from '../node/config.ts'

function fail(code: 1 | 2, message: string): never {
  process.stderr.write(`switchboard gateway: ${message}\n`)
  process.exit(code)
}

const { values } = parseArgs({ options: { hub: { type: 'string' }, key: { type: 'string' } } })
const hub = (values.hub ?? process.env['GATEWAY_HUB'] ?? '').replace(/\/+$/, '')
const key = values.key ?? process.env['GATEWAY_KEY'] ?? ''
if (!/^https?:\/\/[^/]+/.test(hub) || !/^[\w-]+\.[\w-]+$/.test(key))
  fail(2, 'say where the hub is and give the key from the channel’s page: npm run gateway -- --hub https://hub.example --key KEY')

const config = (() => {
  try {
    return readConfig(process.env)
  } catch (error) {
    return fail(2, error instanceof ConfigError ? error.message : String(error))
  }
})()
const log = createLogger(config.logLevel)
// A puppet may forget a promise; the gateway is not to end by it. Its words may hold a token.
process.on('unhandledRejection', (error) => log('error', 'unhandled', { error: error instanceof Error ? error.name : typeof error }))
const gateway = await startGateway({
  hub,
  key,
  adapters: registry,
  dataDir: config.dataDir,
  log,
  egress: { relay: config.relay, allow: config.allow },
}).catch((error: unknown) => fail(1, error instanceof Error ? error.message : String(error)))
process.stdout.write(`Connected to ${hub}. The channel's page in its console shows what to do next.\n`)
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void gateway.stop().then(() => process.exit(0)))
await gateway.ended.catch((error: unknown) => fail(1, error instanceof Error ? error.message : String(error)))
