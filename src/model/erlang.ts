/** A queue as the theory has it: Poisson arrivals, exponential service and patience, first come, first served. Rates in any one unit of time. */
export interface Load {
  arrivals: number
  /** Conversations that one server ends in that time. */
  service: number
  /** How many conversations are served at once. */
  servers: number
  /** How many of those who wait give up in that time, for each of them; 0: nobody does. */
  leaving: number
}

/** What comes of it in the long run, of everybody who arrives. */
export interface Waiting {
  /** Share of those who are not served at once. */
  waits: number
  /** Share of those who give up. */
  leaves: number
  /** Mean wait until served or given up, in the unit of the rates; infinite where nobody gives up and too many come. */
  meanWait: number
}

/** Past this the weights are scaled down, long before they would leave the numbers there are. */
const LARGE = 1e200
const NEGLIGIBLE = 1e-17

/** The chance that all servers are busy where nobody can wait (Erlang B), by the recursion that cannot overflow. */
function blocked(offered: number, servers: number): number {
  let chance = 1
  for (let n = 1; n <= servers; n++) chance = (offered * chance) / (n + offered * chance)
  return chance
}

/** Exact Erlang A; Erlang C where nobody gives up. Safe for thousands of servers and for many times the load that they bear. */
export function erlang({ arrivals, service, servers, leaving }: Load): Waiting {
  const full = service * servers
  if (leaving === 0 && arrivals >= full) return { waits: 1, leaves: 0, meanWait: Infinity }
  // Weights of the states, that with all servers busy and nobody waiting being 1: of those with a free server, and by how many wait.
  let free = 1 / blocked(arrivals / service, servers) - 1
  if (leaving === 0) {
    const share = arrivals / full
    const busy = 1 / (1 - share)
    const waits = busy / (free + busy)
    return { waits, leaves: 0, meanWait: waits / (full - arrivals) }
  }
  let [weight, busy, length] = [1, 1, 0]
  for (let n = 1; ; n++) {
    const factor = arrivals / (full + n * leaving)
    weight *= factor
    busy += weight
    length += n * weight
    // All that follows is less than a geometric series.
    if (factor < 1 && (n + 1) * weight < NEGLIGIBLE * (1 - factor) * length) break
    if (busy > LARGE) [free, weight, busy, length] = [free / LARGE, weight / LARGE, busy / LARGE, length / LARGE]
  }
  const waiting = length / (free + busy)
  return { waits: busy / (free + busy), leaves: (leaving * waiting) / arrivals, meanWait: waiting / arrivals }
}
