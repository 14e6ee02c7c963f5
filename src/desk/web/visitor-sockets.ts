import type { Live, LiveSocket } from '../../ports/live.ts'

/** Which sockets belong to which visitor. */
export interface Places {
  /** Nobody listens. */
  empty(): boolean
  at(channelId: string, visitor: string): readonly LiveSocket[]
  /** Returns the one that has to go when this visitor has too many. */
  add(socket: LiveSocket): LiveSocket | undefined
}

const placeOf = (channelId: string, visitor: string): string => `${channelId} ${visitor}`
const ROOM = 100
/** Pages of one visitor that are open at once. */
const MOST = 10

/**
 * An index over the runtime's sockets, made from them when it is first needed (a desk may have slept while they stayed
 * open) and made afresh after as many newcomers as it holds, which is when those that are gone are forgotten.
 */
export function createPlaces(live: Pick<Live, 'sockets'>): Places {
  let index: Map<string, LiveSocket[]> | undefined
  let newcomers = 0

  function put(to: Map<string, LiveSocket[]>, socket: LiveSocket): LiveSocket | undefined {
    if (socket.session.kind !== 'visitor') return undefined
    const place = placeOf(socket.session.channelId, socket.session.externalId)
    const there = to.get(place)
    if (!there) to.set(place, [socket])
    else if (!there.includes(socket)) there.push(socket)
    return there && there.length > MOST ? there.shift() : undefined
  }

  function known(): Map<string, LiveSocket[]> {
    if (index && newcomers <= index.size + ROOM) return index
    const made = new Map<string, LiveSocket[]>()
    for (const socket of live.sockets('visitor')) put(made, socket)
    index = made
    newcomers = 0
    return made
  }

  return {
    empty: () => known().size === 0,
    at: (channelId, visitor) => known().get(placeOf(channelId, visitor)) ?? [],
    add(socket) {
      newcomers += 1
      return put(known(), socket)
    },
  }
}
