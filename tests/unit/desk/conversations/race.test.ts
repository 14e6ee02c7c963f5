import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { MINUTE } from '../../../support/clock.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let agents: Acting[]
beforeAll(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  agents = [
    await desk.agent('Ann', { capacity: 1 }),
    await desk.agent('Ben', { capacity: 2 }),
    await desk.agent('Cy', { capacity: 3 }),
    await desk.agent('Boss', { role: 'supervisor', capacity: 2 }),
  ]
  await desk.queue('Billing')
})
afterAll(() => desk.close())

interface Step {
  what:
    | 'say'
    | 'claim'
    | 'next'
    | 'release'
    | 'assign'
    | 'transfer'
    | 'snooze'
    | 'resolve'
    | 'reopen'
    | 'reply'
    | 'presence'
    | 'priority'
    | 'weight'
  by: number
  on: number
  to: number
}

const CUSTOMERS = 4
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    'say',
    'say',
    'claim',
    'claim',
    'next',
    'next',
    'release',
    'assign',
    'transfer',
    'snooze',
    'resolve',
    'reopen',
    'reply',
    'presence',
    'priority',
    'weight',
  ),
  by: fc.nat(3),
  on: fc.nat(CUSTOMERS - 1),
  to: fc.nat(3),
})

/** One command; what it answers is judged by what stands afterwards. */
async function run({ what, by, on, to }: Step, run: number): Promise<unknown> {
  const { handling, routing } = desk.rooms
  const [agent, other] = [agents[by]!, agents[to]!]
  const from = `run-${run}-customer-${on}`
  if (what === 'say') return desk.say(channel, 'hello', { from })
  if (what === 'next') return routing.next(agent, to === 0 ? 2 : undefined)
  if (what === 'presence') return desk.rooms.agents.presence(agent, to === 0 ? 'away' : 'available')
  const id = desk.rows<{ id: number }>(
    'SELECT c.id FROM Conversation c JOIN Thread t ON t.id = c.threadId WHERE t.externalId = ? ORDER BY c.id DESC',
    from,
  )[0]?.id
  if (id === undefined) return undefined
  switch (what) {
    case 'assign':
      return handling.assign(agent, id, other.id)
    case 'transfer':
      return routing.transfer(agent, id, (to % 2) + 1)
    case 'snooze':
      return handling.snooze(agent, id, desk.clock.now() + (to + 1) * MINUTE)
    case 'priority':
      return handling.prioritise(agent, id, (['low', 'normal', 'high', 'urgent'] as const)[to]!)
    case 'reply':
      return desk.reply(agent, id, 'hi')
    case 'weight':
      // Only while nobody holds it: a load is made of the weights that were taken.
      return desk.desk.kit.commit(() => {
        const { conversations } = desk.rooms
        if (conversations.get(id).status !== 'waiting') return
        desk.sql.exec(`UPDATE Conversation SET weight = ${(to % 2) + 1} WHERE id = ${id}`)
        desk.desk.kit.remembered.forget()
        conversations.place(conversations.get(id))
      })
    default:
      return handling[what](agent, id)
  }
}

const broken = (text: string): unknown[] => desk.rows(text)

function invariants(): void {
  expect(
    broken(`SELECT a.name, a.load, a.capacity, coalesce(sum(c.weight), 0) AS held FROM Agent a LEFT JOIN Conversation c
        ON c.status = 'active' AND c.agentId = a.id OR c.status = 'offered' AND c.offerId IN (SELECT o.id FROM Offer o WHERE o.agentId = a.id AND o.state = 'open')
      GROUP BY a.id HAVING a.load <> held OR a.load > a.capacity`),
  ).toEqual([])
  expect(broken("SELECT id, status, rank FROM Conversation WHERE (rank IS NOT NULL) <> (status = 'waiting')")).toEqual([])
  expect(
    broken("SELECT id, status, agentId FROM Conversation WHERE (agentId IS NOT NULL) <> (status = 'active') AND status <> 'snoozed'"),
  ).toEqual([])
  expect(broken("SELECT id FROM Conversation WHERE (openThreadId IS NULL) <> (status = 'resolved') OR openThreadId <> threadId")).toEqual(
    [],
  )
  expect(
    broken(
      "SELECT id FROM Conversation WHERE (resolvedAt IS NULL) = (status = 'resolved') OR (snoozedUntil IS NULL) = (status = 'snoozed')",
    ),
  ).toEqual([])
  expect(
    broken(`SELECT c.id, c.snoozedUntil, j.dueAt FROM Conversation c LEFT JOIN Job j ON j.kind = 'unsnooze' AND j.key = CAST(c.id AS TEXT)
      WHERE c.status = 'snoozed' AND j.dueAt IS NOT c.snoozedUntil`),
  ).toEqual([])
  expect(broken('SELECT openThreadId FROM Conversation WHERE openThreadId IS NOT NULL GROUP BY openThreadId HAVING count(*) > 1')).toEqual(
    [],
  )
  expect(broken('SELECT count(*) AS n, max(seq) AS last FROM LogEntry GROUP BY 1 = 1 HAVING n <> last')).toEqual([])
}

describe('one owner under any concurrency', () => {
  test('whatever agents and customers do at once', async () => {
    let runs = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 }), async (rounds) => {
        const number = (runs += 1)
        for (const round of rounds) {
          const results = await Promise.allSettled(round.map((one) => run(one, number)))
          for (const result of results) if (result.status === 'rejected') expect(result.reason).toHaveProperty('name', 'DeskError')
          invariants()
          await desk.advance(MINUTE / 2)
          invariants()
        }
        for (const { id } of desk.rows<{ id: number }>("SELECT id FROM Conversation WHERE status <> 'resolved'"))
          await desk.rooms.handling.resolve(agents[3]!, id)
      }),
      { numRuns: 60 },
    )
  })

  test('of many who claim one, exactly one has it', async () => {
    const id = await desk.say(channel, 'hello', { from: 'wanted' })
    for (const agent of agents) await desk.rooms.agents.presence(agent, 'available')
    const claims = await Promise.allSettled([...agents, ...agents, ...agents].map((agent) => desk.rooms.handling.claim(agent, id)))
    const winner = desk.rooms.reading.conversation(id).owner.id
    for (const [index, { status }] of claims.entries()) expect(status === 'fulfilled').toBe(agents[index % 4]!.id === winner)
    await desk.rooms.handling.resolve(agents[3]!, id)
  })

  test('of many who take the next, each has another, and no one more than fits', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => desk.say(channel, 'hello', { from: `crowd-${index}` })))
    const taken = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => desk.rooms.routing.next(agents[index % 4]!, undefined)))
    const got = taken.filter((one) => one.status === 'fulfilled').map(({ value }) => value)
    expect(got.length).toBe(1 + 2 + 3 + 2)
    expect(new Set(got).size).toBe(got.length)
    // First come, first served: those who were taken are those who came first.
    expect(got.toSorted((a, b) => a! - b!)).toEqual(ids.toSorted((a, b) => a - b).slice(0, got.length))
    invariants()
  })
})
