import { expect, test } from 'vitest'
import { rank } from './rank.ts'

const MINUTE = 60_000
const ordinary = { queuedAt: 100 * MINUTE, priority: 'normal', reopened: false, vip: false } as const

test('an ordinary conversation stands where it came', () => {
  expect(rank(ordinary)).toBe(ordinary.queuedAt)
})

test.each([
  ['high priority', { priority: 'high' }, -30],
  ['low priority', { priority: 'low' }, 30],
  ['having come back', { reopened: true }, -15],
  ['a VIP', { vip: true }, -15],
  ['all of it together', { priority: 'high', reopened: true, vip: true }, -60],
] as const)('%s moves it by minutes', (_, change, minutes) => {
  expect(rank({ ...ordinary, ...change })).toBe(ordinary.queuedAt + minutes * MINUTE)
})

test('nothing that is not urgent goes before what is, however long it waits', () => {
  const oldest = rank({ queuedAt: 0, priority: 'high', reopened: true, vip: true })
  expect(rank({ ...ordinary, queuedAt: Date.UTC(2200, 0), priority: 'urgent' })).toBeLessThan(oldest)
})
