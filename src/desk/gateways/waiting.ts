/** Those who wait for something to happen on a channel. */
export interface Waiting {
  /** Hears of it from now on: to be called before one looks, so that nothing is missed in between. */
  attend(channelId: string, gone: AbortSignal): Attention
  wake(channelId: string): void
  wakeAll(): void
}

export interface Attention {
  /** Until something has happened, `ms` are over, or who attends has gone. */
  within(ms: number): Promise<void>
  end(): void
}

export function createWaiting(): Waiting {
  const channels = new Map<string, Set<() => void>>()
  const wake = (channelId: string): void => channels.get(channelId)?.forEach((ring) => ring())
  return {
    wake,
    wakeAll: () => [...channels.keys()].forEach(wake),
    attend(channelId, gone) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const ring = (): void => resolve()
      const here = channels.get(channelId) ?? new Set()
      channels.set(channelId, here.add(ring))
      gone.addEventListener('abort', ring)
      return {
        async within(ms) {
          const timer = setTimeout(ring, ms)
          await promise
          clearTimeout(timer)
        },
        end() {
          here.delete(ring)
          if (here.size === 0) channels.delete(channelId)
          gone.removeEventListener('abort', ring)
        },
      }
    },
  }
}
