import type { Bubble } from './screen.ts'

/** A text that somebody else's bubble contains, or whatever a bubble has to be. */
export type Wanted = string | ((bubble: Bubble) => boolean)

/**
 * The first bubble after `after` that fits: at once, or when the screen has changed. Rejects after `timeoutMs` (real time) with
 * what is on the screen.
 */
export function waitForBubble(
  screen: () => Bubble[],
  onChange: (look: () => void) => () => void,
  wanted: Wanted,
  { timeoutMs = 5000, after = 0 }: { timeoutMs?: number | undefined; after?: Bubble | number | undefined } = {},
): Promise<Bubble> {
  const from = typeof after === 'number' ? after : after.id
  const fits = typeof wanted === 'string' ? (one: Bubble) => !one.mine && one.text?.includes(wanted) === true : wanted
  const { promise, resolve, reject } = Promise.withResolvers<Bubble>()
  const look = (): void => {
    const found = screen().find((one) => one.id > from && fits(one))
    if (found !== undefined) resolve(found)
  }
  const stop = onChange(look)
  const timer = setTimeout(() => {
    const shown = screen().map((one) => `${one.mine ? '>' : '<'} ${one.text ?? one.media?.type ?? ''}`)
    reject(new Error(`Nothing on the phone fits ${String(wanted)} after ${timeoutMs} ms:\n${shown.join('\n')}`))
  }, timeoutMs)
  look()
  return promise.finally(() => {
    stop()
    clearTimeout(timer)
  })
}
