/** Work under way in the background: a bounded number at once, each key once. */
export interface Pool {
  readonly free: number
  readonly busy: boolean
  has(key: string): boolean
  /** Starts `work` unless the key runs already or the pool is full. `work` must handle its own errors. */
  start(key: string, work: () => Promise<void>): boolean
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>
}

/** `onDone` is called after each piece of work: there may be more to start. */
export function createPool(size: number, onDone: () => void): Pool {
  const running = new Map<string, Promise<void>>()
  return {
    get free() {
      return size - running.size
    },
    get busy() {
      return running.size > 0
    },
    has: (key) => running.has(key),
    start(key, work) {
      if (running.has(key) || running.size >= size) return false
      const task = work().finally(() => {
        running.delete(key)
        onDone()
      })
      running.set(key, task)
      return true
    },
    async idle() {
      while (running.size > 0) await Promise.allSettled(running.values())
    },
  }
}
