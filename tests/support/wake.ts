import type { Wake } from '../../src/ports/wake.ts'

export interface TestWake extends Wake {
  /** When the desk wants to be woken, or null. */
  due(): number | null
  /** Wakes it, as a timer would. */
  fire(): Promise<void>
}

/** A wake that only tests fire. */
export function createTestWake(): TestWake {
  let run: (() => Promise<number | null>) | undefined
  let due: number | null = null
  const by = (at: number): void => {
    if (due === null || at < due) due = at
  }
  return {
    by,
    due: () => due,
    onWake(given) {
      run = given
    },
    async fire() {
      due = null
      const next = await run?.()
      if (typeof next === 'number') by(next)
    },
    stop() {
      run = undefined
      due = null
    },
  }
}
