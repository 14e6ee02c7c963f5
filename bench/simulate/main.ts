// `npm run simulate`: the desk itself, on a clock that goes from event to event, against the theory of waiting; then under strain.
// `--svg FILE` draws it, `--seed N` takes other customers, `--customers N` more or fewer of them for each load.
import { parseArgs } from 'node:util'
import { type Figure, holds } from './figures.ts'
import { writePlot } from './plot.ts'
import { PROMISED, surge, urgency } from './strain.ts'
import { type Against, againstTheory } from './theory.ts'

const { values } = parseArgs({
  options: { svg: { type: 'string' }, seed: { type: 'string', default: '1' }, customers: { type: 'string', default: '18000' } },
})
const [seed, customers] = [Number(values.seed), Number(values.customers)]
const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)} %`
const minutes = (value: number): string => `${value.toFixed(2)} min`

function row(name: string, measured: Figure, exact: number): void {
  const verdict = holds(measured, exact) ? 'within' : 'NOT within'
  const numbers = `${exact.toFixed(5).padStart(9)} ${measured.value.toFixed(5).padStart(9)} ± ${measured.within.toFixed(5)}`
  console.log(`  ${name.padEnd(18)}${numbers}   ${verdict}`)
}

console.log(`The desk against exact Erlang A: ${customers} customers for each load, 99 % intervals by 30 batches, seed ${seed}`)
const all: Against[] = []
for await (const one of againstTheory(seed, customers)) {
  const { load, exact, measured, told } = one
  all.push(one)
  console.log(`${load.arrivals} a minute, ${load.servers} agents, ${load.leaving.toFixed(2)} leaving          exact  measured`)
  row('share that waits', measured.waits, exact.waits)
  row('share that leaves', measured.leaves, exact.leaves)
  row('mean wait, min', measured.meanWait, exact.meanWait)
  const held = `${told.number} ranges told, ${percent(told.held / told.number)} of them held, relative error ${told.error?.toFixed(3) ?? '–'}`
  console.log(`  ${told.number === 0 ? 'no range told: the estimates were too far off' : held}`)
}
const figures = all.flatMap(({ exact, measured }) =>
  (['waits', 'leaves', 'meanWait'] as const).map((name) => holds(measured[name], exact[name])),
)
const outside = figures.filter((within) => !within).length
console.log(
  outside === 0
    ? `All ${figures.length} figures are what the theory says, as far as chance lets tell.`
    : `${outside} of ${figures.length} figures are outside of their intervals; one in a hundred is so by chance.`,
)
const told = all.reduce((sum, one) => sum + one.told.number, 0)
const held = all.reduce((sum, one) => sum + one.told.held, 0)
console.log(
  `Of ${told} told ranges ${percent(held / told)} held; at least 80 % are to: ${held >= 0.8 * told ? 'so it is' : 'it is NOT so'}.`,
)

const rush = await surge(seed)
const after = rush.recovery === undefined ? 'it does NOT get as usual again' : `${rush.recovery} min after its end it is as usual again`
console.log(
  `\n${rush.times} times the usual load for ${rush.until - rush.from} min, 50 agents: the mean wait rises to ${minutes(Math.max(...rush.waits))}; ${after} (at most twice ${minutes(rush.usual)}, five minutes in a row).`,
)

console.log(`\nUrgent ones while ordinary traffic is at 120 %, 20 agents of 5 conversations, promised within ${PROMISED} min`)
for (const reserve of [0, 20]) {
  const { urgent, kept, longest, meanOthers } = await urgency(seed, reserve, customers)
  const verdict = kept >= 0.995 * urgent ? 'kept' : 'NOT kept'
  const facts = `${kept} of ${urgent} in time (${percent(kept / urgent, 2)}), the longest ${minutes(longest)}, the others ${minutes(meanOthers)} on the average`
  console.log(`  ${String(reserve).padStart(2)} % kept free for them: ${facts}: ${verdict}`)
}
if (values.svg !== undefined) writePlot(values.svg, all, rush)
