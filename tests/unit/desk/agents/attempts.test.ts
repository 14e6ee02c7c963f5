import { expect, test } from 'vitest'
import { createAttempts } from '../../../../src/desk/agents/attempts.ts'
import { createTestClock } from '../../../support/clock.ts'

const RULE = { window: 60, max: 3 }
const IN = { allowed: true, retryAfter: null }

test('so many in a window, by whom and what: then it says for how long to wait', async () => {
  const clock = createTestClock()
  const attempts = createAttempts(clock)
  for (let n = 0; n < 3; n++) expect(await attempts.consume('a|/sign-in', RULE)).toEqual(IN)
  clock.forward(20_500)
  expect(await attempts.consume('a|/sign-in', RULE)).toEqual({ allowed: false, retryAfter: 40 })
  expect(await attempts.consume('b|/sign-in', RULE)).toEqual(IN)
  clock.forward(39_500)
  for (let n = 0; n < 3; n++) expect(await attempts.consume('a|/sign-in', RULE)).toEqual(IN)
  expect(await attempts.consume('a|/sign-in', RULE)).toEqual({ allowed: false, retryAfter: 60 })
})

test('the agents of one desk do not lock those of another out', async () => {
  const clock = createTestClock()
  const [one, other] = [createAttempts(clock), createAttempts(clock)]
  for (let n = 0; n < 4; n++) await one.consume('a|/sign-in', RULE)
  expect(await other.consume('a|/sign-in', RULE)).toEqual(IN)
})

test('a flood of strangers pushes out who came first, not who is being counted', async () => {
  const attempts = createAttempts(createTestClock())
  for (let n = 0; n < 3; n++) await attempts.consume('first', RULE)
  for (let n = 0; n < 20_000; n++) {
    if (n % 5000 === 0) expect((await attempts.consume('busy', { window: 60, max: 4 })).allowed).toBe(true)
    await attempts.consume(`stranger ${n}`, RULE)
  }
  expect(await attempts.consume('busy', { window: 60, max: 4 })).toMatchObject({ allowed: false })
  expect(await attempts.consume('first', RULE)).toEqual(IN)
})
