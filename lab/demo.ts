// `npm run demo`: a hub that forgets everything at the next start, with every platform emulated and some customers waiting.
import { rm } from 'node:fs/promises'
import { registry } from '../adapters/registry.node.ts'
import { openFirstChannel } from '../src/desk/channels/first.ts'
import { ConfigError, readConfig } from '../src/node/config.ts'
import type { Config } from '../src/node/config.ts'
import { startHub } from '../src/node/hub.ts'
import { createLogger } from '../src/node/log.ts'
import { CUSTOMERS } from './samples/customers.ts'
import { startLab } from './server.ts'

const OWNER = { name: 'Demo Owner', email: 'demo@example.com', password: 'switchboard-demo' }
const AGENT = { name: '小林 Lin', email: 'lin@example.com', password: 'switchboard-demo' }
const TOKEN = '7000001:AAdemo-demo-demo-demo-demo-demo-demo'

function config(relay: string): Config {
  try {
    return readConfig({ LOG_LEVEL: 'warn', ...process.env, DATA_DIR: process.env['DATA_DIR'] ?? './data/demo', EGRESS_RELAY: relay })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`switchboard: the configuration cannot be used:\n  ${error.message.replaceAll('\n', '\n  ')}\n`)
    process.exit(2)
  }
}

const lab = await startLab({ port: Number(process.env['LAB_PORT'] ?? 9900) })
const settings = config(lab.url)
await rm(settings.dataDir, { recursive: true, force: true })
const hub = await startHub({ config: settings, adapters: registry, log: createLogger(settings.logLevel) })

const { agents, channelCommands } = hub.desk.rooms
const owner = { id: await agents.add(null, { ...OWNER, role: 'owner' }), name: OWNER.name, role: 'owner' as const }
await agents.add(owner, { ...AGENT, role: 'agent' })
await agents.presence(owner, 'available')
await openFirstChannel(hub.desk)

const bot = lab.telegram.bot(TOKEN, { name: 'Acme Support', username: 'acme_support_bot' })
const channel = await channelCommands.create(owner, {
  kind: 'telegram',
  name: 'Acme on Telegram',
  credentials: { botToken: TOKEN },
  settings: {},
})
await channelCommands.enable(owner, channel)
for (const { name, language, says } of CUSTOMERS) {
  const person = lab.telegram.person({ name, language, bot })
  person.start()
  for (const text of says) person.say(text)
}

process.stdout.write(`
The hub's console   ${hub.url}   (${OWNER.email}, password ${OWNER.password})
The phones          ${lab.url}
Web chat on a page  ${hub.url}/demo
Everything is emulated on this machine and forgotten at the next start. Ctrl+C ends it.
`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void Promise.all([hub.stop(), lab.stop()]).then(() => process.exit(0)))
}
