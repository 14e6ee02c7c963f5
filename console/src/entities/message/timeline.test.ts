import { expect, test } from 'vitest'
import { message } from '../testing.ts'
import type { Timeline } from './timeline.ts'
import { timelineOf, withMessage, withNewest, withOlder } from './timeline.ts'

const of = (from: number, to: number, complete = from === 1): Timeline => ({
  items: Array.from({ length: to - from + 1 }, (_, index) => message(from + index)),
  complete,
})
const seqs = (timeline: Timeline | null) => timeline?.items.map(({ seq }) => seq)

test('a page with more before it is not the beginning', () => {
  expect(timelineOf({ items: of(5, 6).items, next: '5' }).complete).toBe(false)
  expect(timelineOf({ items: of(1, 2).items }).complete).toBe(true)
})

test('a new message joins the end, a known one changes in place', () => {
  expect(seqs(withMessage(of(3, 5), message(6)))).toEqual([3, 4, 5, 6])
  const changed = withMessage(of(3, 5), message(4, { state: 'read' }))
  expect(seqs(changed)).toEqual([3, 4, 5])
  expect(changed?.items[1]?.state).toBe('read')
})

test('a gap is seen, and what is older than the loaded part is left alone', () => {
  expect(withMessage(of(3, 5), message(7))).toBeNull()
  expect(withMessage({ items: [], complete: true }, message(2))).toBeNull()
  expect(seqs(withMessage({ items: [], complete: true }, message(1)))).toEqual([1])
  expect(seqs(withMessage(of(3, 5), message(1)))).toEqual([3, 4, 5])
})

test('older pages go before, without doubles', () => {
  expect(seqs(withOlder(of(4, 6), { items: of(2, 4).items, next: '2' }))).toEqual([2, 3, 4, 5, 6])
})

test('a fresh end keeps the older pages only while it touches them', () => {
  expect(seqs(withNewest(of(1, 6), of(5, 8, false)))).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(withNewest(of(1, 6), of(5, 8, false)).complete).toBe(true)
  expect(seqs(withNewest(of(1, 6), of(7, 8, false)))).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(seqs(withNewest(of(1, 6), of(9, 12, false)))).toEqual([9, 10, 11, 12])
  expect(seqs(withNewest(undefined, of(1, 2)))).toEqual([1, 2])
})
