/** Waits, unless it is stopped before. */
export const rest = (ms: number, stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (stop.aborted) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      stop.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    stop.addEventListener('abort', done)
  })

const LONGEST_MS = 30_000

/** How long to wait after so many failures in a row. */
export const backoff = (failures: number): number => Math.min(500 * 2 ** Math.min(failures, 10), LONGEST_MS)
