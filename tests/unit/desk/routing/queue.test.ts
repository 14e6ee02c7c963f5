import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { HOUR, MINUTE, SECOND } from '../../../support/clock.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  ann = await desk.agent('Ann', { capacity: 1000 })
})
afterEach(() => desk.close())

const next = (queue?: number): Promise<number | null> => desk.rooms.routing.next(ann, queue)

async function drain(): Promise<number[]> {
  const order: number[] = []
  for (let id = await next(); id !== null; id = await next()) order.push(id)
  return order
}

async function comes(from: string, after = SECOND): Promise<number> {
  desk.clock.forward(after)
  return desk.say(channel, 'hello', { from })
}

describe('who is next', () => {
  test('first come, first served; writing again keeps the place', async () => {
    const [a, b, c] = [await comes('a'), await comes('b'), await comes('c')]
    await desk.say(channel, 'hello?', { from: 'a' })
    expect(await drain()).toEqual([a, b, c])
    expect(await next()).toBeNull()
  })

  test('urgent goes before any age, high half an hour, low half an hour back', async () => {
    const [old, high, low, urgent] = [
      await comes('old'),
      await comes('high', 29 * MINUTE),
      await comes('low'),
      await comes('urgent', 100 * HOUR),
    ]
    const late = await comes('late', 20 * MINUTE)
    for (const [id, priority] of [
      [high, 'high'],
      [low, 'low'],
      [urgent, 'urgent'],
    ] as const)
      await desk.rooms.handling.prioritise(ann, id, priority)
    expect(await drain()).toEqual([urgent, high, old, low, late])
  })

  test('a VIP counts as having come a quarter of an hour before', async () => {
    const owner = await desk.owner()
    await comes('vip')
    await desk.rooms.contacts.change(owner, 1, { vip: true })
    await desk.rooms.handling.resolve(owner, 1)
    desk.clock.forward(48 * HOUR)
    const first = await comes('ordinary')
    const vip = await comes('vip', 14 * MINUTE)
    expect(await drain()).toEqual([vip, first])
  })

  test('a customer who comes back after it was called resolved counts as having come a quarter of an hour before', async () => {
    const resolved = async (from: string): Promise<number> => {
      const id = await comes(from)
      await desk.rooms.handling.claim(ann, id)
      await desk.rooms.handling.resolve(ann, id)
      return id
    }
    const [soon, late] = [await resolved('soon'), await resolved('late')]
    const first = await comes('ordinary', HOUR)
    expect(await comes('soon', 14 * MINUTE)).toBe(soon)
    expect(await comes('late', 2 * MINUTE)).toBe(late)
    expect(await drain()).toEqual([soon, first, late])
  })

  test('handed back, it has its old place, not the last', async () => {
    const [a, b] = [await comes('a'), await comes('b')]
    expect(await next()).toBe(a)
    desk.clock.forward(HOUR)
    await desk.rooms.handling.release(ann, a)
    expect(await drain()).toEqual([a, b])
  })

  test('answered and handed back, it waits from then on, and a change of priority and back loses nothing', async () => {
    const a = await comes('a')
    await next()
    await desk.reply(ann, a, 'a moment please')
    await desk.rooms.handling.release(ann, a)
    const b = await comes('b', 10 * MINUTE)
    desk.clock.forward(MINUTE)
    await desk.rooms.handling.prioritise(ann, a, 'high')
    await desk.rooms.handling.prioritise(ann, a, 'normal')
    expect(await drain()).toEqual([a, b])
  })

  test('moved to another queue, it takes its age along', async () => {
    await desk.queue('Billing')
    const boss = await desk.agent('Boss', { role: 'supervisor' })
    const [a, b] = [await comes('a'), await comes('b')]
    await desk.rooms.routing.transfer(boss, b, 2)
    await desk.rooms.routing.transfer(boss, a, 2)
    expect(await next(1)).toBeNull()
    expect([await next(2), await next(2)]).toEqual([a, b])
  })

  test('only from queues that the agent serves', async () => {
    const boss = await desk.agent('Boss', { role: 'supervisor' })
    await desk.queue('Billing', {}, [boss])
    await desk.rooms.queueCommands.archive(boss, await desk.queue('Closed'))
    const a = await comes('a')
    await desk.rooms.routing.transfer(boss, a, 2)
    expect(await next()).toBeNull()
    await expect(next(2)).rejects.toMatchObject({ status: 403 })
    await expect(desk.rooms.routing.transfer(boss, a, 3)).rejects.toMatchObject({ status: 404 })
    expect(await desk.rooms.routing.next(boss, undefined)).toBe(a)
  })

  test('the list of those who wait is in the order in which they are taken, page by page', async () => {
    let crowds = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ wait: fc.nat(40), priority: fc.constantFrom('low', 'normal', 'high') }), { maxLength: 8 }),
        async (crowd) => {
          crowds += 1
          for (const [index, { wait, priority }] of crowd.entries()) {
            const id = await comes(`${crowds}-${index}`, wait * MINUTE)
            await desk.rooms.handling.prioritise(ann, id, priority)
          }
          const listed: number[] = []
          for (let cursor: string | undefined; ;) {
            const page = desk.rooms.reading.list({ view: 'waiting', agentId: ann.id, limit: 3, cursor })
            listed.push(...page.items.map(({ number }) => number))
            cursor = page.next
            if (cursor === undefined) break
          }
          expect(listed).toHaveLength(crowd.length)
          expect(await drain()).toEqual(listed)
        },
      ),
      { numRuns: 25 },
    )
  })
})
