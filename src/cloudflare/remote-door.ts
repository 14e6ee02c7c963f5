import { type Clock, systemClock } from '../ports/clock.ts'
import type { Door, HookTarget } from '../ports/door.ts'

/** A target is asked for again after this; so long a channel that was paused still lets webhooks in. */
const FRESH = 10_000
const FRESH_ABSENT = 1000
/** While the desk cannot be reached, what was known is used this long, so that the buffer can take what comes. */
const STALE = 600_000
const MOST = 1000

interface Known {
  target: HookTarget | null
  at: number
}

/** The desk's door from a Worker. Requests are judged here, and the desk is called for those that are genuine. */
export function createRemoteDoor(deskOf: (channelId: string) => Door, clock: Clock = systemClock): Door {
  const known = new Map<string, Known>()

  async function ask(channelId: string): Promise<HookTarget | null> {
    const target = await deskOf(channelId).target(channelId)
    if (known.size >= MOST) known.clear()
    known.set(channelId, { target, at: clock.now() })
    return target
  }

  return {
    async target(channelId) {
      const before = known.get(channelId)
      const age = before ? clock.now() - before.at : Infinity
      if (before && age < (before.target ? FRESH : FRESH_ABSENT)) return before.target
      try {
        return await ask(channelId)
      } catch (error) {
        if (before?.target && age < STALE) return before.target
        throw error
      }
    },
    receive: (delivery) => deskOf(delivery.channelId).receive(delivery),
    heard: (channelId) => deskOf(channelId).heard(channelId),
    setAside: (delivery) => deskOf(delivery.channelId).setAside(delivery),
  }
}
