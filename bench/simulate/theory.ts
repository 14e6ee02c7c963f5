import { type Load, type Waiting, erlang } from '../../src/model/erlang.ts'
import { type Scored, UNKNOWN, estimate, isTold, observed, rangeOf, relativeError, SCORED } from '../../src/model/estimate.ts'
import { MINUTE } from '../../tests/support/clock.ts'
import { type Figure, figure } from './figures.ts'
import { type Watcher, simulate } from './world.ts'

/** Loads for which the theory is exact, in minutes. */
const LOADS: readonly Load[] = [
  { arrivals: 48, service: 1, servers: 50, leaving: 0.5 },
  { arrivals: 100, service: 1, servers: 100, leaving: 1 },
  { arrivals: 110, service: 1, servers: 100, leaving: 1 },
  { arrivals: 12, service: 1, servers: 10, leaving: 0.5 },
  { arrivals: 5, service: 1, servers: 7, leaving: 1 / 3 },
]

/** The first minutes are left out: the queue was empty, which it seldom is. */
const WARM_UP = 15

export interface Against {
  load: Load
  exact: Waiting
  measured: { [name in keyof Waiting]: Figure }
  /** Of estimates: how many ranges were told, how many of them held, and the error of their estimates as a share of the mean wait. */
  told: { number: number; held: number; error: number | undefined }
}

/** What a queue would say to those who wait, and what came of it. */
function createTeller(servers: number): Watcher & { told(): Against['told'] } {
  let [service, leaving] = [UNKNOWN, UNKNOWN]
  const scored: Scored[] = []
  const told: Scored[] = []
  const said = new Map<number, { said: number; low: number; high: number } | { said: number }>()
  let held = 0
  return {
    told: () => ({ number: told.length, held, error: relativeError(told, told.length) }),
    ended: (minutes) => void (service = observed(service, minutes * MINUTE, true)),
    waits(customer, ahead, first) {
      const guess = estimate({ ahead, slots: servers, service, leaving, first: first * MINUTE })
      if (guess !== undefined) said.set(customer, isTold(scored) ? { said: guess, ...rangeOf(guess, scored) } : { said: guess })
    },
    done(customer, { waited, served }) {
      const about = said.get(customer)
      said.delete(customer)
      const came = waited * MINUTE
      if (came > 0) leaving = observed(leaving, came, !served)
      // What would have come for who has left, nobody knows.
      if (!about || !served) return
      scored.push({ said: about.said, came })
      if (scored.length > SCORED) scored.shift()
      if (!('low' in about)) return
      told.push({ said: about.said, came })
      if (about.low <= came && came <= about.high) held += 1
    },
  }
}

/** The desk against the theory, one load after another. */
export async function* againstTheory(seed: number, customers: number): AsyncGenerator<Against> {
  for (const load of LOADS) {
    const { arrivals, servers, leaving } = load
    const teller = createTeller(servers)
    const stream = { perMinute: () => arrivals, atMost: arrivals, leaving }
    const all = await simulate({ seed, agents: servers, capacity: 1, streams: [stream], customers }, teller)
    const counted = all.filter(({ came }) => came > WARM_UP)
    const measured = {
      waits: figure(counted, ({ waited }) => (waited > 0 ? 1 : 0)),
      leaves: figure(counted, ({ served }) => (served ? 0 : 1)),
      meanWait: figure(counted, ({ waited }) => waited),
    }
    yield { load, exact: erlang(load), measured, told: teller.told() }
  }
}
