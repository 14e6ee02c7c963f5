/**
 * The channels that may have something to do for whoever holds their connection elsewhere. In memory, so that nobody looks
 * in vain: who asks looks first and waits for this afterwards.
 */
export interface Work {
  /** There is something to send or to fetch now, or the time of what waits has changed. Too often is harmless. */
  on(channelId: string): void
  /** Those it was said of since this was asked last. */
  collect(): ReadonlySet<string>
}

export function createWork(): Work {
  let channels = new Set<string>()
  return {
    on: (channelId) => void channels.add(channelId),
    collect() {
      const collected = channels
      if (collected.size > 0) channels = new Set()
      return collected
    },
  }
}
