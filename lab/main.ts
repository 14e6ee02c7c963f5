import { parseArgs } from 'node:util'
import { startLab } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '9900' },
    speed: { type: 'string', default: '1' },
    /** Tokens of bots that are there from the start. */
    bot: { type: 'string', multiple: true, default: [] },
    'no-limits': { type: 'boolean', default: false },
  },
})

const lab = await startLab({
  port: Number(values.port),
  speed: Number(values.speed),
  ...(values['no-limits'] && { telegram: { limits: false }, wechat: { quota: false }, x: { limits: false } }),
})
for (const token of values.bot) lab.telegram.bot(token)
process.stdout.write(`Phones: ${lab.url}/\nFor the hub: EGRESS_RELAY=${lab.url}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void lab.stop().then(() => process.exit(0)))
