// `npm run bench`: the floor and the hub in turn, in one run on one machine. Quote the ratio; single figures belong to the machine.
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLab } from '../lab/server.ts'
import { start } from './child.ts'
import type { Usage } from './child.ts'
import { latency } from './latency.ts'
import { load } from './load.ts'
import type { LoadResult } from './load.ts'
import { update } from './payload.ts'

interface Ready {
  url: string
  headers: Record<string, string>
  key: string
}

const COUNT = 12_000
const WARM_UP = 3_000
const CONNECTIONS = 64
const PEOPLE = 500
const ROUNDS = 3

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const row = (name: string, { perSecond, p50, p99 }: LoadResult, rest = ''): void =>
  console.log(`${name.padEnd(12)} ${perSecond.toFixed(0).padStart(7)}/s   p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms${rest}`)

const folder = await mkdtemp(join(tmpdir(), 'switchboard-bench-'))
const lab = await startLab()
const floor = await start<Ready>('floor', [folder])
const ours = await start<Ready>('ours', [join(folder, 'hub'), lab.url])

console.log(
  `Node ${process.version}, ${cpus().length} processors, ${COUNT} messages of ${PEOPLE} people over ${CONNECTIONS} connections, ${ROUNDS} rounds in turn\n`,
)
const ratios: number[] = []
let from = 0
const run = async (child: typeof floor, count: number): Promise<{ result: LoadResult; used: Usage }> => {
  const before = await child.usage()
  const result = await load({ ...child.ready, count, connections: CONNECTIONS, body: (number) => update(number, PEOPLE), from })
  const after = await child.usage()
  return { result, used: { cpuMicros: (after.cpuMicros - before.cpuMicros) / count, rows: (after.rows - before.rows) / count } }
}
for (let round = 0; round <= ROUNDS; round++) {
  const count = round === 0 ? WARM_UP : COUNT
  const [a, b] = [await run(floor, count), await run(ours, count)]
  from += count
  if (round === 0) continue
  const ratio = b.result.perSecond / a.result.perSecond
  ratios.push(ratio)
  row('floor', a.result, `   ${a.used.cpuMicros.toFixed(0)} µs CPU, ${a.used.rows.toFixed(1)} rows a message`)
  row('ours', b.result, `   ${b.used.cpuMicros.toFixed(0)} µs CPU, ${b.used.rows.toFixed(1)} rows a message   ratio ${ratio.toFixed(2)}`)
}
console.log(`\nratio, median of ${ROUNDS}: ${median(ratios).toFixed(2)}`)
const seen = await latency(ours.ready, 200, 2000)
console.log(`webhook to console at 200/s: p50 ${seen.p50.toFixed(1)} ms   p99 ${seen.p99.toFixed(1)} ms`)

await Promise.all([floor.stop(), ours.stop(), lab.stop()])
await rm(folder, { recursive: true, force: true })
process.exit(0)
