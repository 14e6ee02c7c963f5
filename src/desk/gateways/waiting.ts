/** Those who wait for something to happen on a channel. */
export interface Waiting {
  /** Hears of it from now on: to be called before one looks, so that nothing is missed in between. */
  attend(channelId: string, gone: AbortSignal): Attention
  /** Something has happened there. */
  signal(channelId: string): void
  /** To all of them, of every channel. */
  signalAll(): void
}

export interface Attention {
  /** Until something has happened, `ms` are over, or who attends has gone. */
  within(ms: number): Promise<void>
  end(): void
}

export function createWaiting(): Waiting {
  const channels = new Map<string, Set<() => void>>()
  const signal = (channelId: string): void => channels.get(channelId)?.forEach((heard) => heard())
  return {
    signal,
    signalAll: () => [...channels.keys()].forEach(signal),
    attend(channelId, gone) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const heard = (): void => resolve()
      const here = channels.get(channelId) ?? new Set()
      channels.set(channelId, here.add(heard))
      gone.addEventListener('abort', heard)
      return {
        async within(ms) {
          const timer = setTimeout(heard, ms)
          await promise
          clearTimeout(timer)
        },
        end() {
          here.delete(heard)
          if (here.size === 0) channels.delete(channelId)
          gone.removeEventListener('abort', heard)
        },
      }
    },
  }
}
