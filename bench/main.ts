// `npm run bench`: the floor, the bare transaction and the hub in turn, in one run on one machine. Quote the ratios; single
// figures belong to the machine. The floor stores three rows and knows nothing; the bare transaction stores what the desk stores.
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLab } from '../lab/server.ts'
import { type Child, CORE, PINNED, start } from './child.ts'
import { type Target, compare } from './compare.ts'
import type { Steady, Times } from './generator.ts'
import { startWorkerd } from './workerd/main.ts'

interface Ready {
  url: string
  headers: Record<string, string>
  key: string
}

const RATE = 200
const PEOPLE = 1000
/** Far from the numbers of the rounds, and a multiple of the people. */
const STEADY_FROM = 90_000_000
/** More than there are messages: each is somebody's first. */
const STRANGERS = 100_000_000

const folder = await mkdtemp(join(tmpdir(), 'switchboard-bench-'))
const lab = await startLab()
const generator = await start<null>('generator', CORE.generator)

async function told({ url, headers, key }: Ready, count: number): Promise<void> {
  const steady: Steady = { url, headers, key, from: STEADY_FROM, count, people: PEOPLE, perSecond: RATE }
  const { p50, p99 } = await generator.ask<Times>('steady', steady)
  console.log(`webhook to console at ${RATE}/s: p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms`)
}

const target = (name: Target['name'], { ready, ask }: Child<Ready>): Target => ({
  name,
  ...ready,
  usage: () => ask('usage'),
  pages: () => ask('pages'),
})

const places = PINNED ? 'server and generator on a processor each' : 'server and generator share the processors'
console.log(`Node ${process.version}, ${cpus().length} processors, ${places}\n\nNode, SQLite with synchronous=FULL`)
const servers = {
  floor: await start<Ready>('floor', CORE.server, [folder]),
  bare: await start<Ready>('bare', CORE.server, [folder, String(PEOPLE)]),
  ours: await start<Ready>('ours', CORE.server, [join(folder, 'hub'), lab.url]),
}
const ours: Target = { ...target('ours', servers.ours), settled: () => servers.ours.ask('settled') }
await compare(generator, [target('floor', servers.floor), target('bare', servers.bare), ours], {
  warmUp: 3 * PEOPLE,
  count: 12_000,
  rounds: 5,
  connections: 32,
  people: PEOPLE,
})
await told(servers.ours.ready, 2000)
console.log('\nNode, each message begins a conversation, which is offered to somebody')
await servers.ours.ask('staffed')
await compare(generator, [target('floor', servers.floor), ours], {
  warmUp: 1000,
  count: 4000,
  rounds: 5,
  connections: 32,
  people: STRANGERS,
  from: 10_000_000,
})
await Promise.all(Object.values(servers).map((server) => server.stop()))

console.log('\nworkerd, Durable Object with SQLite')
const edge = await startWorkerd(folder, lab, PEOPLE)
await compare(generator, edge.targets, { warmUp: 2 * PEOPLE, count: 3000, rounds: 5, connections: 32, people: PEOPLE })
await told(edge.ours, 1000)
await edge.stop()

await generator.stop()
spawnSync(process.execPath, [join(import.meta.dirname, 'routing.ts')], { stdio: 'inherit' })
await lab.stop()
await rm(folder, { recursive: true, force: true })
process.exit(0)
