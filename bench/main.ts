// `npm run bench`: the floor and the hub in turn, in one run on one machine. Quote the ratios; single figures belong to the machine.
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLab } from '../lab/server.ts'
import { start } from './child.ts'
import { latency } from './latency.ts'
import { compare } from './round.ts'
import { startWorkerd } from './workerd/main.ts'

interface Ready {
  url: string
  headers: Record<string, string>
  key: string
}

const RATE = 200
const folder = await mkdtemp(join(tmpdir(), 'switchboard-bench-'))
const lab = await startLab()
const told = async (target: Parameters<typeof latency>[0], count: number): Promise<void> => {
  const { p50, p99 } = await latency(target, RATE, count)
  console.log(`webhook to console at ${RATE}/s: p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms`)
}

console.log(`Node ${process.version}, ${cpus().length} processors\n\nNode, SQLite with synchronous=FULL`)
const floor = await start<Ready>('floor', [folder])
const ours = await start<Ready>('ours', [join(folder, 'hub'), lab.url])
await compare(
  { ...floor.ready, usage: floor.usage },
  { ...ours.ready, usage: ours.usage },
  { warmUp: 3000, count: 12_000, rounds: 3, connections: 64, people: 500 },
)
await told(ours.ready, 2000)
await Promise.all([floor.stop(), ours.stop()])

console.log('\nworkerd, Durable Object with SQLite')
const edge = await startWorkerd(folder, lab)
await compare(edge.floor, edge.ours, { warmUp: 500, count: 3000, rounds: 3, connections: 32, people: 500 })
await told(edge.ours, 1000)
await edge.stop()

await lab.stop()
await rm(folder, { recursive: true, force: true })
process.exit(0)
