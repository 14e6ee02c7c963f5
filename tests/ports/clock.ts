import { expect, test } from 'vitest'
import { systemClock } from '../../src/ports/clock.ts'

export function clockSuite(): void {
  test('milliseconds since 1970', async () => {
    const before = systemClock.now()
    expect(Math.abs(before - new Date().getTime())).toBeLessThan(1000)
    expect(Number.isInteger(before)).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(systemClock.now()).toBeGreaterThan(before)
  })
}
