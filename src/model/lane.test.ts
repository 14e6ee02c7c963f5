import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EVERYBODY, readLane, relaxed, writeLane } from './lane.ts'

const demand = fc.record({ skill: fc.integer({ min: 1, max: 50 }), level: fc.integer({ min: 1, max: 5 }) })
const demands = fc.uniqueArray(demand, { selector: ({ skill }) => skill, maxLength: 4 })

test('what is written is read', () => {
  const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/)
  const lane = fc.record({
    reach: fc.constantFrom(0, 1, 2, EVERYBODY),
    weight: fc.nat(100),
    channelId: id,
    demands,
    heldFor: fc.option(id),
  })
  fc.assert(
    fc.property(lane, (one) => {
      expect(readLane(writeLane(one))).toEqual({ ...one, demands: one.demands.toSorted((a, b) => a.skill - b.skill) })
      // Alike is one lane, in whatever order it is asked.
      expect(writeLane({ ...one, demands: one.demands.toReversed() })).toBe(writeLane(one))
    }),
  )
})

test('what is asked for falls at its time, of one skill or of all, and is never more than it was', () => {
  const asked = [
    { skill: 1, level: 4 },
    { skill: 2, level: 2 },
  ]
  const steps = [
    { afterSeconds: 30, skill: 1, level: 3 },
    { afterSeconds: 60, level: 2 },
    { afterSeconds: 90, skill: 2 },
    { afterSeconds: 120 },
  ]
  const at = (seconds: number) => relaxed(asked, steps, seconds * 1000).map(({ skill, level }) => [skill, level])
  expect(at(29.999)).toEqual([
    [1, 4],
    [2, 2],
  ])
  expect(at(30)).toEqual([
    [1, 3],
    [2, 2],
  ])
  expect(at(60)).toEqual([
    [1, 2],
    [2, 2],
  ])
  expect(at(90)).toEqual([[1, 2]])
  expect(at(120)).toEqual([])
  const step = fc.record(
    { afterSeconds: fc.nat(100), skill: fc.integer({ min: 1, max: 50 }), level: fc.integer({ min: 1, max: 5 }) },
    { requiredKeys: ['afterSeconds'] },
  )
  fc.assert(
    fc.property(demands, fc.array(step, { maxLength: 5 }), fc.nat(100), fc.nat(100), (some, all, one, two) => {
      const [early, late] = [Math.min(one, two), Math.max(one, two)].map((seconds) => relaxed(some, all, seconds * 1000)) as [
        typeof some,
        typeof some,
      ]
      for (const { skill, level } of late) expect(early.find((before) => before.skill === skill)?.level).toBeGreaterThanOrEqual(level)
    }),
  )
})
