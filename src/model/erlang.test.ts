import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { erlang } from './erlang.ts'

/** As printed, to its last digit. */
const printed = (value: number, digits: number): number => Number(value.toFixed(digits))

describe('Erlang A', () => {
  // Mean wait in minutes; that of the first is printed in seconds.
  test.each([
    [48, 50, 0.5, 0.030912, 0.467774, 3.7095, 4, 60],
    [100, 100, 1, 0.039861, 0.513299, 0.039861, 6, 1],
    [110, 100, 1, 0.099192, 0.841721, 0.099192, 6, 1],
    [12, 10, 0.5, 0.195656, 0.850385, 0.391312, 6, 1],
    [5, 7, 1 / 3, 0.028653, 0.275737, 0.08596, 5, 1],
  ])('%d a minute for %d servers, %d leaving', (arrivals, servers, leaving, leaves, waits, meanWait, digits, unit) => {
    const found = erlang({ arrivals, service: 1, servers, leaving })
    expect(printed(found.leaves, 6)).toBe(leaves)
    expect(printed(found.waits, 6)).toBe(waits)
    expect(printed(found.meanWait * unit, digits)).toBe(meanWait)
  })

  test('where nobody leaves it is Erlang C', () => {
    // One server: it is busy for the share of the load. Two at half load: a third.
    const one = erlang({ arrivals: 3, service: 4, servers: 1, leaving: 0 })
    expect(one.waits).toBeCloseTo(0.75, 12)
    expect(one.meanWait).toBeCloseTo(0.75, 12)
    expect(one.leaves).toBe(0)
    expect(erlang({ arrivals: 1, service: 1, servers: 2, leaving: 0 }).waits).toBeCloseTo(1 / 3, 12)
    expect(erlang({ arrivals: 2, service: 1, servers: 2, leaving: 0 })).toEqual({ waits: 1, leaves: 0, meanWait: Infinity })
  })

  test('whoever is as patient as service is long waits as if there were a server for each', () => {
    // Then the number present is Poisson, whatever the servers.
    const { waits } = erlang({ arrivals: 3, service: 1, servers: 2, leaving: 1 })
    expect(waits).toBeCloseTo(1 - Math.exp(-3) * (1 + 3), 12)
  })

  test('a thousand servers and more, idle or run over, keep to what must hold', () => {
    const load = fc.record({
      arrivals: fc.double({ min: 0.001, max: 20_000, noNaN: true }),
      service: fc.double({ min: 0.01, max: 10, noNaN: true }),
      servers: fc.integer({ min: 1, max: 3000 }),
      leaving: fc.double({ min: 0.01, max: 10, noNaN: true }),
    })
    fc.assert(
      fc.property(load, (of) => {
        const { waits, leaves, meanWait } = erlang(of)
        expect(waits).toBeGreaterThanOrEqual(0)
        expect(waits).toBeLessThanOrEqual(1)
        expect(leaves).toBeLessThanOrEqual(waits + 1e-12)
        // Who is not served has left, and no more can be served than the servers can.
        expect(of.arrivals * (1 - leaves)).toBeLessThanOrEqual(of.servers * of.service + of.arrivals * 1e-9)
        expect(leaves).toBeCloseTo(of.leaving * meanWait, 9)
        const more = erlang({ ...of, servers: of.servers + 1 })
        expect(more.meanWait).toBeLessThanOrEqual(meanWait * (1 + 1e-9))
      }),
    )
  })

  test('twice the load of a thousand servers: the half leaves', () => {
    const { waits, leaves } = erlang({ arrivals: 2000, service: 1, servers: 1000, leaving: 0.01 })
    expect(waits).toBeCloseTo(1, 12)
    expect(leaves).toBeCloseTo(0.5, 9)
  })
})
