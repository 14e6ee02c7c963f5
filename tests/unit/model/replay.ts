import { createRandom } from '../../support/random.ts'

/** Somebody who waited and was served: what they found when they came, and how long it took. */
export interface Served {
  ahead: number
  /** How long the first in line had waited; 0: nobody waited. */
  first: number
  waited: number
}

/** What many customers of a queue met: arrivals and service, one a unit of time and server, by chance, and some who give up. */
export function replay(
  { arrivals, servers, leaving }: { arrivals: number; servers: number; leaving: number },
  customers: number,
): Served[] {
  const random = createRandom(1)
  const served: Served[] = []
  let line: { at: number; until: number; ahead: number; first: number }[] = []
  let busy = 0
  let now = 0
  for (let came = 0; came < customers;) {
    // Without memory: which event is next does not depend on how long anything has lasted.
    now += random.exponential(arrivals + busy)
    line = line.filter(({ until }) => until > now)
    if (random.next() * (arrivals + busy) < arrivals) {
      came += 1
      const until = now + random.exponential(leaving)
      if (busy < servers) busy += 1
      else line.push({ at: now, until, ahead: line.length, first: now - (line[0]?.at ?? now) })
    } else {
      const next = line.shift()
      if (next) served.push({ ahead: next.ahead, first: next.first, waited: now - next.at })
      else busy -= 1
    }
  }
  return served
}
