/** Waits, unless it is stopped before. */
export type Pause = (ms: number, stop: AbortSignal) => Promise<void>

export const pause: Pause = (ms, stop) =>
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

const LONGEST_MS = 60_000

/** How long to wait after so many failures in a row. */
export const backoff = (failures: number): number => Math.min(1000 * 2 ** Math.min(failures, 10), LONGEST_MS)

/** What `work` comes to; rejects when that takes longer than `ms`. A puppet may wait for an answer for ever. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('The puppet did not answer in time.')), ms)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
