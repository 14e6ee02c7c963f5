import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripTypeScriptTypes } from 'node:module'
import { Miniflare, convertV4MiniflareOptions } from 'miniflare'
import type { V4MiniflareOptions } from 'miniflare'
import type { Lab } from '../../lab/server.ts'
import { buildWorker } from '../../scripts/worker-build.ts'
import { OWNER } from '../../tests/acceptance/flow.ts'
import { HubClient } from '../../tests/acceptance/hub-client.ts'
import type { Target } from '../round.ts'

const TOKEN = '7000002:AAbench-bench-bench-bench-bench-bench'

function workerds(): number[] {
  const named = (pid: string): boolean => {
    try {
      return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'workerd'
    } catch {
      return false
    }
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && named(name))
    .map(Number)
}

/** Processor time of these processes in µs, as the kernel counts it (ticks of 10 ms). */
function cpuOf(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return Number(fields[11]) + Number(fields[12])
  })
  return ticks.reduce((sum, one) => sum + one, 0) * 10_000
}

const COMPATIBILITY = { compatibilityDate: '2026-07-01', compatibilityFlags: ['nodejs_compat'], cf: false }
const durable = (className: string) => ({ durableObjects: { DESK: { className, useSQLite: true } } })

async function start(options: V4MiniflareOptions): Promise<{ mini: Miniflare; url: string; usage: Target['usage'] }> {
  const before = new Set(workerds())
  const mini = new Miniflare(convertV4MiniflareOptions({ ...options, ...COMPATIBILITY }))
  const { origin } = await mini.ready
  const own = workerds().filter((pid) => !before.has(pid))
  return { mini, url: origin, usage: () => Promise.resolve({ cpuMicros: cpuOf(own), rows: 0 }) }
}

/** The floor and the hub in workerd without a proxy before it, each with a Durable Object on this machine's disk. */
export async function startWorkerd(
  folder: string,
  lab: Lab,
): Promise<{ floor: Target; ours: Target & { key: string }; stop(): Promise<void> }> {
  const floor = await start({
    modules: [
      { type: 'ESModule', path: 'floor.js', contents: stripTypeScriptTypes(readFileSync(join(import.meta.dirname, 'floor.ts'), 'utf8')) },
    ],
    ...durable('Floor'),
    resourcePersistencePath: join(folder, 'floor-objects'),
  })
  const ours = await start({
    modules: buildWorker(join(folder, 'worker')),
    ...durable('DeskObject'),
    resourcePersistencePath: join(folder, 'objects'),
    r2Buckets: ['FILES'],
    queueProducers: { SURGE: 'surge' },
    bindings: {
      PUBLIC_URL: 'http://localhost',
      SWITCHBOARD_SECRET: 'a secret that is long enough for anyone',
      OWNER_EMAIL: OWNER.email,
      OWNER_PASSWORD: OWNER.password,
      EGRESS_RELAY: lab.url,
      LOG_LEVEL: 'error',
    },
  })
  const hub = new HubClient(ours.url, 'http://localhost')
  await hub.signIn(OWNER.email, OWNER.password)
  const bot = lab.telegram.bot(TOKEN)
  const { id } = await hub.call<{ id: string }>('POST', '/api/channels', {
    kind: 'telegram',
    name: 'Bench',
    credentials: { botToken: TOKEN },
  })
  await hub.call('POST', `/api/channels/${id}/enable`)
  const { key } = await hub.call<{ key: string }>('POST', '/api/auth/api-key/create', { name: 'bench' })
  const headers = { 'x-telegram-bot-api-secret-token': bot.webhook?.settings.secret ?? '' }
  return {
    floor: { url: floor.url, headers: {}, usage: floor.usage },
    ours: { url: `${ours.url}/hooks/${id}`, headers, usage: ours.usage, key },
    stop: async () => {
      await Promise.all([floor.mini.dispose(), ours.mini.dispose()])
    },
  }
}
