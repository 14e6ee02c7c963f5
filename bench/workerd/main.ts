import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { stripTypeScriptTypes } from 'node:module'
import { Miniflare, convertV4MiniflareOptions } from 'miniflare'
import type { V4MiniflareOptions } from 'miniflare'
import type { Lab } from '../../lab/server.ts'
import { buildWorker } from '../../scripts/worker-build.ts'
import { OWNER } from '../../tests/acceptance/flow.ts'
import { HubClient } from '../../tests/acceptance/hub-client.ts'
import { CORE, pin } from '../child.ts'
import type { Target } from '../compare.ts'

const TOKEN = '7000002:AAbench-bench-bench-bench-bench-bench'

/** '' for a process that has ended meanwhile. */
function readable(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}

/** What the kernel says of a process, from its state on: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, fields 3 and following. */
const statOf = (pid: number): string[] => readable(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? []

/** Our own children of that name. */
const workerds = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && readable(`/proc/${name}/comm`) === 'workerd')
    .map(Number)
    .filter((pid) => Number(statOf(pid)[1]) === process.pid)

/** Processor time of these processes in µs (the kernel counts ticks of 10 ms). */
const cpuOf = (pids: readonly number[]): number =>
  pids.map(statOf).reduce((sum, fields) => sum + Number(fields[11]) + Number(fields[12]), 0) * 10_000

const COMPATIBILITY = { compatibilityDate: '2026-07-01', compatibilityFlags: ['nodejs_compat'], cf: false }
const durable = (className: string) => ({ durableObjects: { DESK: { className, useSQLite: true } } })

const ROOT = join(import.meta.dirname, '../..')

/** Files of this project as modules of a Worker, the entry first. */
const sources = (...paths: string[]) =>
  paths.map((path) => ({ type: 'ESModule' as const, path, contents: stripTypeScriptTypes(readFileSync(join(ROOT, path), 'utf8')) }))

async function start(options: V4MiniflareOptions): Promise<{ mini: Miniflare; url: string; usage: Target['usage'] }> {
  const before = new Set(workerds())
  const mini = new Miniflare(convertV4MiniflareOptions({ ...options, ...COMPATIBILITY }))
  const { origin } = await mini.ready
  const own = workerds().filter((pid) => !before.has(pid))
  for (const pid of own) pin(pid, CORE.server)
  return { mini, url: origin, usage: () => Promise.resolve({ cpuMicros: cpuOf(own), rows: 0 }) }
}

/** Floor, bare transaction and hub in workerd without a proxy before it, each with a Durable Object on this machine's disk. */
export async function startWorkerd(
  folder: string,
  lab: Lab,
  people: number,
): Promise<{ targets: Target[]; ours: Pick<Target, 'url' | 'headers'> & { key: string }; stop(): Promise<void> }> {
  const floor = await start({
    modules: sources('bench/workerd/floor.ts'),
    ...durable('Floor'),
    resourcePersistencePath: join(folder, 'floor-objects'),
  })
  const bare = await start({
    modules: sources('bench/workerd/bare.ts', 'bench/transaction.ts', 'bench/payload.ts', 'prisma/migrations/index.ts'),
    modulesRoot: '.',
    ...durable('Bare'),
    resourcePersistencePath: join(folder, 'bare-objects'),
    bindings: { PEOPLE: people },
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
  const url = `${ours.url}/hooks/${id}`
  return {
    targets: [
      { name: 'floor', url: floor.url, headers: {}, usage: floor.usage },
      { name: 'bare', url: bare.url, headers: {}, usage: bare.usage },
      // What waits for quieter times looks for them each second.
      { name: 'ours', url, headers, usage: ours.usage, settled: () => setTimeout(2000) },
    ],
    ours: { url, headers, key },
    stop: async () => {
      await Promise.all([floor, bare, ours].map(({ mini }) => mini.dispose()))
    },
  }
}
