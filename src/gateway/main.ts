// `npm run gateway -- --hub https://hub.example --key-file gateway.key`: one end of a channel whose connection the hub cannot hold itself.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { registry } from '../../adapters/registry.node.ts'
import { startGateway } from './gateway.ts'
import { createTrace } from '../node/trace.ts'
import { ConfigError, readConfig } from '../node/config.ts'

function fail(code: 1 | 2, message: string): never {
  process.stderr.write(`switchboard gateway: ${message}\n`)
  process.exit(code)
}

function fileKey(path: string | undefined): string | undefined {
  try {
    return path === undefined ? undefined : readFileSync(path, 'utf8').trim()
  } catch {
    return fail(2, `the file of --key-file cannot be read: ${path}`)
  }
}

const HOW = 'npm run gateway -- --hub https://hub.example --key-file gateway.key'

const { values } = parseArgs({ options: { hub: { type: 'string' }, key: { type: 'string' }, 'key-file': { type: 'string' } } })
const hub = (values.hub ?? process.env['GATEWAY_HUB'] ?? '').replace(/\/+$/, '')
const key = fileKey(values['key-file']) ?? values.key ?? process.env['GATEWAY_KEY'] ?? ''
if (!/^https?:\/\/[^/]+/.test(hub) || !/^[\w-]+\.[\w-]+$/.test(key))
  fail(2, `say where the hub is, and keep the key from the channel’s page in a file: ${HOW}`)
if (values.key !== undefined)
  process.stderr.write(`switchboard gateway: everybody on this machine can see a key that stands in a command. Keep it in a file: ${HOW}\n`)

const config = (() => {
  try {
    return readConfig(process.env)
  } catch (error) {
    return fail(2, error instanceof ConfigError ? error.message : String(error))
  }
})()
const trace = createTrace(config.logLevel)
// A puppet may forget a promise; the gateway is not to end by it. Its words may hold a token.
process.on('unhandledRejection', (error) => trace('error', 'unhandled', { error: error instanceof Error ? error.name : typeof error }))
const gateway = await startGateway({
  hub,
  key,
  adapters: registry,
  dataDir: config.dataDir,
  trace,
  egress: { relay: config.relay, allow: config.allow },
}).catch((error: unknown) => fail(1, error instanceof Error ? error.message : String(error)))
process.stdout.write(`Connected to ${hub}. The channel's page in its console shows what to do next.\n`)
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void gateway.stop().then(() => process.exit(0)))
await gateway.ended.catch((error: unknown) => fail(1, error instanceof Error ? error.message : String(error)))
