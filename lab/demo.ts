// `npm run demo`: a hub that forgets everything at the next start, with every platform emulated and some customers waiting.
import { rm } from 'node:fs/promises'
import type { Adapter } from '../src/contract/adapter.ts'
import { registry } from '../adapters/registry.node.ts'
import { wechatyAdapter } from '../adapters/wechaty/index.ts'
import { ConfigError, readConfig } from '../src/node/config.ts'
import type { Config } from '../src/node/config.ts'
import { startHub } from '../src/node/hub.ts'
import { createTrace } from '../src/node/trace.ts'
import { AGENT, OWNER } from './samples/agents.ts'
import { CUSTOMERS } from './samples/customers.ts'
import { lines } from './lines.ts'
import { startLab } from './server.ts'

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
const wechaty = wechatyAdapter({ puppet: () => lab.wechaty.puppet() }) as Adapter
const hub = await startHub({ config: settings, adapters: { ...registry, wechaty }, trace: createTrace(settings.logLevel) })

const { agents, channelCommands } = hub.desk.rooms
const owner = { id: await agents.add(null, { ...OWNER, role: 'owner' }), name: OWNER.name, role: 'owner' as const }
await agents.add(owner, { ...AGENT, role: 'agent' })
await agents.presence(owner, 'available')

const greeting = '您好，人工客服马上就来。Hello, a person will be with you in a moment.'
for (const line of lines(lab)) {
  const { kind, name, credentials, settings } = line
  const channel = await channelCommands.create(owner, { kind, name, credentials, settings: { ...settings, greeting } })
  await channelCommands.enable(owner, channel)
  await line.configure(hub.desk.rooms.channels.hookUrl(channel))
  for (const { name, says } of CUSTOMERS[kind] ?? []) {
    const customer = line.customer(name)
    customer.start()
    for (const text of says) customer.say(text)
  }
}

// Its code waits to be scanned, from the account's own phone on the page.
const personal = { kind: 'wechaty', name: 'Acme 个人微信', credentials: { puppet: 'wechaty-puppet-mock' }, settings: {} }
await channelCommands.enable(owner, await channelCommands.create(owner, personal))
lab.wechaty.person({ name: '老周' })

process.stdout.write(`
The hub's console   ${hub.url}   (${OWNER.email}, password ${OWNER.password})
The phones          ${lab.url}
Web chat on a page  ${hub.url}/demo
Everything is emulated on this machine and forgotten at the next start. Ctrl+C ends it.
`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void Promise.all([hub.stop(), lab.stop()]).then(() => process.exit(0)))
}
