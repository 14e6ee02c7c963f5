/**
 * The channels that may have something to do for whoever holds their connection elsewhere. In memory, so that nobody looks
 * in vain: who asks looks first and waits for this afterwards.
 */
export interface Work {
  /** There is something to send or to fetch now, or the time of what waits has changed. Too often is harmless. */
  on(channelId: string): void
  /** Those it was said of since this was asked last. */
  take(): ReadonlySet<string>
}

export function createWork(): Work {
  let channels = new Set<string>()
  return {
    on: (channelId) => void channels.add(channelId),
    take() {
      const taken = channels
      if (taken.size > 0) channels = new Set()
      return taken
    },
  }
}
