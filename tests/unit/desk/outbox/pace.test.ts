import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { Adapter } from '../../../../src/contract/adapter.ts'
import { createPace } from '../../../../src/desk/outbox/pace.ts'
import type { Bucket } from '../../../../src/model/surface.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import { recordSql } from '../../../support/record-sql.ts'
import { type TestDesk, openTestDesk } from '../../../support/test-desk.ts'

const account = (per: number, count: number): Bucket => ({ scope: 'account', per, count })
const thread = (id: number) => ({ id, surface: 'dm' as const })

let desk: TestDesk | undefined
afterEach(() => desk?.close())

/** The most calls that fall into any `per` milliseconds. */
const most = (times: number[], per: number): number =>
  Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + per).length))

test('no bucket overflows, whoever asks and whenever, and nobody is put off longer than needed', () => {
  const step = fc.record({ wait: fc.nat(300), who: fc.nat(3) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), (steps, all, each) => {
      const pace = createPace()
      const buckets: Bucket[] = [account(1000, all), { scope: 'thread', per: 400, count: each }]
      const times: { who: number; at: number }[] = []
      let now = 5_000_000
      for (const [holder, { wait, who }] of steps.entries()) {
        now += wait
        const at = pace.slot(holder, 'c', thread(who), buckets, now)
        expect(at).toBeGreaterThanOrEqual(now)
        times.push({ who, at })
      }
      expect(
        most(
          times.map(({ at }) => at),
          1000,
        ),
      ).toBeLessThanOrEqual(Math.max(all, 0))
      for (const who of [0, 1, 2, 3]) {
        const own = times.filter((time) => time.who === who).map(({ at }) => at)
        if (own.length > 0) expect(most(own, 400)).toBeLessThanOrEqual(each)
      }
    }),
  )
})

test('each is given an instant of its own, keeps it, and gives it back when the call does not count', () => {
  const pace = createPace()
  const ask = (holder: number, now: number) => pace.slot(holder, 'c', thread(holder), [account(100, 1)], now)
  expect([1, 2, 3].map((holder) => ask(holder, 1000))).toEqual([1000, 1100, 1200])
  expect(ask(2, 1050)).toBe(1100)
  pace.back(3)
  expect(ask(4, 1050)).toBe(1200)
})

test('whoever missed its instant takes another, so that what was parked does not go out at once', () => {
  const pace = createPace()
  const ask = (holder: number, now: number) => pace.slot(holder, 'c', thread(holder), [account(100, 1)], now)
  for (const holder of [1, 2, 3]) ask(holder, 1000)
  expect([1, 2, 3].map((holder) => ask(holder, 3_000_000))).toEqual([3_000_000, 3_000_100, 3_000_200])
})

test('an account that rests gives nobody an earlier instant, also not one that was given', () => {
  const pace = createPace()
  const ask = (holder: number, now: number) => pace.slot(holder, 'c', thread(holder), [account(100, 1)], now)
  ask(1, 1000)
  expect(ask(2, 1000)).toBe(1100)
  pace.rest('c', 'dm', 9000)
  expect(ask(2, 1100)).toBe(9000)
  expect(ask(3, 1100)).toBe(9100)
})

test('an instant that was given and is not used counts for nobody', () => {
  const pace = createPace()
  const ask = (holder: number, now: number) => pace.slot(holder, 'c', thread(holder), [account(10_000, 2)], now)
  expect([1, 2, 3].map((holder) => ask(holder, 1000))).toEqual([1000, 1000, 11_000])
  pace.rest('c', 'dm', 12_000)
  expect([3, 4].map((holder) => ask(holder, 11_000))).toEqual([12_000, 12_000])
})

test('of many that wait each is put off once, and all are sent in their time', async () => {
  const recorder = recordSql()
  const adapter = createTestAdapter({ surface: { rate: [account(1000, 5)] } }) as Adapter
  desk = await openTestDesk({ adapters: { test: adapter }, wrap: recorder.wrap })
  const channel = await desk.channel()
  const ann = await desk.agent('Ann', { capacity: 100 })
  const people = Array.from({ length: 40 }, (_, index) => index)
  for (const person of people) {
    const id = await desk.say(channel, 'hi', { from: `u${person}` })
    await desk.rooms.handling.claim(ann, id)
    await desk.reply(ann, id, `answer ${person}`)
  }
  await desk.idle()
  expect(desk.platform.delivered).toHaveLength(5)
  const before = recorder.runs('UPDATE Segment SET dueAt = ? WHERE id = ? AND dueAt IS NOT NULL')
  expect(before).toBeLessThanOrEqual(40)
  await desk.advance(7000)
  expect(desk.platform.delivered).toHaveLength(40)
  expect(recorder.runs('UPDATE Segment SET dueAt = ? WHERE id = ? AND dueAt IS NOT NULL')).toBeLessThanOrEqual(40)
})
