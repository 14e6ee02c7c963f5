import type { Live, LiveSocket } from '../../ports/live.ts'
import type { PublicFrame } from './visitor-wire.ts'

/** Which sockets belong to which visitor. */
export interface VisitorSockets {
  /** Nobody listens. */
  empty(): boolean
  /** Says something to every page that the visitor has open. One that does not read is let go; the widget comes back by itself. */
  tell(channelId: string, visitor: string, frame: PublicFrame): void
  /** Returns the one that has to go when this visitor has too many. */
  add(socket: LiveSocket): LiveSocket | undefined
}

const keyOf = (channelId: string, visitor: string): string => `${channelId} ${visitor}`
const ROOM = 100
const MAX_BACKLOG = 1024 * 1024
/** Pages of one visitor that are open at once. */
const MOST = 10

export function send(socket: LiveSocket, frame: PublicFrame): void {
  if (socket.backlog > MAX_BACKLOG) socket.close(1013, 'too slow')
  else socket.send(JSON.stringify(frame))
}

/**
 * An index over the runtime's sockets, made from them when it is first needed (a desk may have slept while they stayed
 * open) and made afresh after as many newcomers as it holds, which is when those that are gone are forgotten.
 */
export function createVisitorSockets({ live }: { live: Pick<Live, 'sockets'> }): VisitorSockets {
  let index: Map<string, LiveSocket[]> | undefined
  let newcomers = 0

  function put(to: Map<string, LiveSocket[]>, socket: LiveSocket): LiveSocket | undefined {
    if (socket.session.kind !== 'visitor') return undefined
    const key = keyOf(socket.session.channelId, socket.session.externalId)
    const there = to.get(key)
    if (!there) to.set(key, [socket])
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
    tell(channelId, visitor, frame) {
      for (const socket of known().get(keyOf(channelId, visitor)) ?? []) send(socket, frame)
    },
    add(socket) {
      newcomers += 1
      return put(known(), socket)
    },
  }
}
