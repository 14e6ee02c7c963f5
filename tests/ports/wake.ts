import { expect, test } from 'vitest'
import type { Wake } from '../../src/ports/wake.ts'

/** Runs `body` with a `Wake` on the real clock that was never used and tries again 20 ms after a failure. */
export type WithWake = (body: (wake: Wake) => Promise<void>) => Promise<void>

/** What every `Wake` must keep. */
export function wakeSuite(withWake: WithWake): void {
  /** Counts the calls; `answers` are what they return, one after the other, a function what they do. */
  function listen(wake: Wake, answers: (number | null | (() => Promise<number | null>))[] = []) {
    let calls: number[] = []
    let waiting: { count: number; resolve: () => void }[] = []
    wake.onWake(() => {
      calls = [...calls, Date.now()]
      waiting = waiting.filter(({ count, resolve }) => calls.length < count || (resolve(), false))
      const answer = answers[calls.length - 1] ?? null
      return typeof answer === 'function' ? answer() : Promise.resolve(answer)
    })
    return {
      get calls() {
        return calls
      },
      reached: (count: number) => new Promise<void>((resolve) => (calls.length >= count ? resolve() : waiting.push({ count, resolve }))),
    }
  }

  test('wakes at the earliest time asked for, not before', () =>
    withWake(async (wake) => {
      const listener = listen(wake)
      const at = Date.now() + 40
      wake.by(at + 3_600_000)
      wake.by(at)
      wake.by(at + 1000)
      await listener.reached(1)
      expect(listener.calls[0]).toBeGreaterThanOrEqual(at)
      expect(listener.calls[0]).toBeLessThan(at + 1000)
    }))

  test('a time that has passed is now', () =>
    withWake(async (wake) => {
      const listener = listen(wake)
      wake.by(0)
      await listener.reached(1)
      wake.by(Date.now() - 10)
      await listener.reached(2)
    }))

  test('comes back when it was told to', () =>
    withWake(async (wake) => {
      const at = Date.now() + 60
      const listener = listen(wake, [at, null])
      wake.by(Date.now())
      await listener.reached(2)
      expect(listener.calls[1]).toBeGreaterThanOrEqual(at)
    }))

  test('never twice at the same time; what was asked for meanwhile comes after', () =>
    withWake(async (wake) => {
      let release: () => void = () => {}
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      let running = 0
      let most = 0
      const slow = async (wait: Promise<void>): Promise<null> => {
        most = Math.max(most, ++running)
        await wait
        running -= 1
        return null
      }
      const listener = listen(wake, [() => slow(held), () => slow(Promise.resolve())])
      wake.by(Date.now())
      await listener.reached(1)
      wake.by(Date.now())
      setTimeout(release, 30)
      await listener.reached(2)
      expect(most).toBe(1)
    }))

  test('a run that fails is tried again', () =>
    withWake(async (wake) => {
      const listener = listen(wake, [() => Promise.reject(new Error('no')), null])
      wake.by(Date.now())
      await listener.reached(2)
    }))
}
