import type { Child } from './child.ts'
import type { Load, Loaded } from './generator.ts'
import type { Usage } from './server.ts'

/** A server under load. */
export interface Target {
  name: 'floor' | 'bare' | 'ours'
  url: string
  headers: Record<string, string>
  usage(): Promise<Usage>
  /** Resolves when it has done what it had put off while it was busy; that counts as processor time, and disturbs nobody's turn. */
  settled?(): Promise<unknown>
  /** Pages written since the last call, where the engine tells. */
  pages?(): Promise<number>
}

export interface Rounds {
  warmUp: number
  count: number
  rounds: number
  connections: number
  people: number
  /** The number of the first message, where others came before. */
  from?: number
}

interface Round extends Loaded {
  serverMicros: number
  rows: number
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const medianOf = (rounds: readonly Round[], figure: keyof Round): number => median(rounds.map((round) => round[figure]))

async function loaded(generator: Child<null>, target: Target, from: number, count: number, rounds: Rounds): Promise<Round> {
  const { url, headers } = target
  const { connections, people } = rounds
  const before = await target.usage()
  const result = await generator.ask<Loaded>('load', { url, headers, from, count, connections, people } satisfies Load)
  await target.settled?.()
  const after = await target.usage()
  return { ...result, serverMicros: (after.cpuMicros - before.cpuMicros) / count, rows: (after.rows - before.rows) / count }
}

function line(name: string, { perSecond, p50, p99, serverMicros }: Round, rest = ''): void {
  const times = `p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms`
  console.log(`${name.padEnd(6)} ${perSecond.toFixed(0).padStart(6)}/s   ${serverMicros.toFixed(0).padStart(4)} µs   ${times}${rest}`)
}

/** Loads all in turn, so that a machine that slows down slows each, and prints the rounds, their medians and the ratios' medians. */
export async function compare(generator: Child<null>, targets: readonly Target[], rounds: Rounds): Promise<void> {
  const { count, connections, people, warmUp } = rounds
  console.log(
    `${count} messages of ${people} people over ${connections} connections, ${rounds.rounds} rounds in turn; µs: processor time a message`,
  )
  const all = new Map(targets.map((target) => [target, [] as Round[]]))
  let { from = 0 } = rounds
  for (const target of targets) await loaded(generator, target, from, warmUp, rounds)
  from += warmUp
  for (let number = 0; number < rounds.rounds; number++, from += count) {
    for (const [target, done] of all) {
      const round = await loaded(generator, target, from, count, rounds)
      done.push(round)
      line(target.name, round)
    }
  }
  console.log('medians')
  for (const [target, done] of all) {
    await target.pages?.()
    const some = Math.min(people, count)
    const { rows } = await loaded(generator, target, from, some, rounds)
    const pages = target.pages && (await target.pages()) / some
    const written = pages === undefined ? '' : `   ${rows.toFixed(1)} rows, ${pages.toFixed(1)} pages a message`
    const [perSecond, p50, p99] = [medianOf(done, 'perSecond'), medianOf(done, 'p50'), medianOf(done, 'p99')]
    line(target.name, { perSecond, p50, p99, rows, serverMicros: medianOf(done, 'serverMicros'), cpuMicros: 0 }, written)
  }
  console.log(`the generator itself: ${medianOf([...all.values()].flat(), 'cpuMicros').toFixed(0)} µs a message`)
  const roundsOf = (name: Target['name']): Round[] => [...all].find(([target]) => target.name === name)?.[1] ?? []
  const ratio = (of: Target['name'], to: Target['name'], figure: (round: Round) => number): string => {
    const others = roundsOf(to).map(figure)
    return `${of}/${to} ${median(roundsOf(of).map((round, index) => figure(round) / (others[index] ?? 0))).toFixed(2)}`
  }
  for (const [name, figure] of [
    ['messages a second', ({ perSecond }) => perSecond],
    ['messages a second of processor time', ({ serverMicros }) => 1 / serverMicros],
  ] as [string, (round: Round) => number][]) {
    const pairs = [
      ['ours', 'bare'],
      ['ours', 'floor'],
      ['bare', 'floor'],
    ] as const
    const known = pairs.filter((pair) => pair.every((name) => roundsOf(name).length > 0))
    console.log(`${name}: ${known.map(([of, to]) => ratio(of, to, figure)).join('   ')}`)
  }
}
