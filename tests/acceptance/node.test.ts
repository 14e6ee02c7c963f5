import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registry } from '../../adapters/registry.node.ts'
import { startLab } from '../../lab/server.ts'
import type { Lab } from '../../lab/server.ts'
import { readConfig } from '../../src/node/config.ts'
import { startHub } from '../../src/node/hub.ts'
import type { Hub } from '../../src/node/hub.ts'
import { OWNER, spine } from './flow.ts'

let lab: Lab
let hub: Hub
let folder: string
const lines: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-'))
  lab = await startLab()
  const trace = (level: string, event: string, data?: object): void => void lines.push(JSON.stringify({ level, event, ...data }))
  hub = await startHub({ config: readConfig({ PORT: '0', DATA_DIR: folder, EGRESS_RELAY: lab.url }), adapters: registry, trace })
  await hub.desk.rooms.agents.add(null, { ...OWNER, name: 'Owner', role: 'owner' })
})

afterAll(async () => {
  await hub.stop()
  await lab.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a message from a Telegram phone reaches an agent and the answer comes back', async () => {
  await spine(hub.url, lab)
})

test('nothing of it is logged: no token, no word of the customer', () => {
  expect(lines.join('\n')).not.toMatch(/AAflow|被盗|马上处理/)
  expect(lines.filter((line) => line.includes('"error"'))).toEqual([])
})
