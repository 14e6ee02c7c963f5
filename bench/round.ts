import { load } from './load.ts'
import type { LoadResult } from './load.ts'
import { update } from './payload.ts'

export interface Usage {
  cpuMicros: number
  /** Rows written; 0 where the engine does not tell. */
  rows: number
}

/** A server under load. */
export interface Target {
  url: string
  headers: Record<string, string>
  usage(): Promise<Usage>
}

export interface Rounds {
  warmUp: number
  count: number
  rounds: number
  connections: number
  people: number
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

async function round(
  target: Target,
  from: number,
  count: number,
  { connections, people }: Rounds,
): Promise<{ result: LoadResult; used: Usage }> {
  const before = await target.usage()
  const result = await load({ ...target, count, connections, body: (number) => update(number, people), from })
  const after = await target.usage()
  return { result, used: { cpuMicros: (after.cpuMicros - before.cpuMicros) / count, rows: (after.rows - before.rows) / count } }
}

function line(name: string, { perSecond, p50, p99 }: LoadResult, { cpuMicros, rows }: Usage, rest = ''): void {
  const cost = `${cpuMicros.toFixed(0)} µs CPU${rows > 0 ? `, ${rows.toFixed(1)} rows` : ''} a message`
  console.log(
    `${name.padEnd(6)} ${perSecond.toFixed(0).padStart(6)}/s   p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms   ${cost}${rest}`,
  )
}

/** Loads both in turn, so that a machine that slows down slows both, and prints each round and the median ratio. */
export async function compare(floor: Target, ours: Target, rounds: Rounds): Promise<void> {
  console.log(`${rounds.count} messages of ${rounds.people} people over ${rounds.connections} connections, ${rounds.rounds} rounds in turn`)
  const ratios: number[] = []
  let from = 0
  for (let number = 0; number <= rounds.rounds; number++) {
    const count = number === 0 ? rounds.warmUp : rounds.count
    const [a, b] = [await round(floor, from, count, rounds), await round(ours, from, count, rounds)]
    from += count
    if (number === 0) continue
    const ratio = b.result.perSecond / a.result.perSecond
    ratios.push(ratio)
    line('floor', a.result, a.used)
    line('ours', b.result, b.used, `   ratio ${ratio.toFixed(2)}`)
  }
  console.log(`ratio, median of ${rounds.rounds}: ${median(ratios).toFixed(2)}`)
}
