// Ours: a signed Telegram webhook, answered with everything done that the desk does with a message.
import { registry } from '../adapters/registry.node.ts'
import { readConfig } from '../src/node/config.ts'
import { startHub } from '../src/node/hub.ts'
import { createTrace } from '../src/node/trace.ts'
import { countersOf, serveBench } from './server.ts'

const [dataDir = '.', relay = ''] = process.argv.slice(2)
const hub = await startHub({
  config: readConfig({ PORT: '0', DATA_DIR: dataDir, EGRESS_RELAY: relay }),
  adapters: registry,
  trace: createTrace('error'),
})
const { rooms, kit } = hub.desk
const owner = {
  id: await rooms.agents.add(null, { name: 'Owner', email: 'owner@example.com', password: 'correct horse', role: 'owner' }),
  name: 'Owner',
  role: 'owner' as const,
}
const channel = await rooms.channelCommands.create(owner, {
  kind: 'telegram',
  name: 'Telegram',
  credentials: { botToken: '7000:AAbench-bench-bench-bench-bench-bench' },
  settings: {},
})
await rooms.channelCommands.enable(owner, channel)
const { hookSecret } = await rooms.channels.secrets(channel)
const { key } = await hub.desk.auth.api.createApiKey({ body: { name: 'bench', userId: owner.id } })

/** From now on every conversation that begins is offered to one of twenty who have room for all of them. */
async function staffed(): Promise<void> {
  for (let n = 1; n <= 20; n++) {
    const agent = { name: `Agent ${n}`, email: `agent${n}@example.com`, password: 'correct horse', role: 'agent' as const }
    const id = await rooms.agents.add(owner, { ...agent, capacity: 1_000_000 })
    await rooms.agents.presence({ id, name: agent.name, role: agent.role }, 'available')
  }
  await rooms.queueCommands.change(owner, rooms.queues.defaultQueue(), { mode: 'offer', offerSeconds: 86_400 })
  await hub.desk.idle()
}

serveBench(
  { url: `${hub.url.replace('localhost', '127.0.0.1')}/hooks/${channel}`, headers: { 'x-telegram-bot-api-secret-token': hookSecret }, key },
  countersOf((text) => kit.sql.prepare(text)),
  () => {
    hub.desk.sweep()
    return hub.desk.idle()
  },
  { staffed },
)
