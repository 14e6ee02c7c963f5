import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { SECOND } from '../../../support/clock.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'
import { forgotten } from './forgotten.ts'

/** Whatever agents, customers and the clock do at once, on queues of each kind. */

let desk: TestDesk
let channel: string
let boss: Acting
let agents: Acting[]
let queues: number[]
const skills = ['French', 'Tax']
beforeAll(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  boss = await desk.owner()
  await desk.rooms.agents.presence(boss, 'away')
  agents = [1, 2, 3].map((capacity) => ({ id: '', name: `A${capacity}`, role: 'agent' }))
  for (const [index, { name }] of agents.entries()) agents[index] = await desk.agent(name, { capacity: index + 1 })
  queues = [
    1,
    await desk.queue('Offers', { mode: 'offer', offerSeconds: 10, reserve: 34, overflow: [{ queue: null, afterSeconds: 20 }] }, [
      agents[0]!,
      agents[1]!,
    ]),
    await desk.queue('Gives', { mode: 'push', stickySeconds: 5, relax: [{ afterSeconds: 10, level: 1 }, { afterSeconds: 15 }] }),
  ]
})
afterAll(() => desk.close())

const CUSTOMERS = 5
const step = fc.record({
  what: fc.constantFrom(
    'say',
    'say',
    'say',
    'claim',
    'next',
    'accept',
    'accept',
    'decline',
    'release',
    'assign',
    'transfer',
    'transfer',
    'snooze',
    'resolve',
    'resolve',
    'reply',
    'presence',
    'presence',
    'priority',
    'capacity',
    'skills',
    'members',
    'mode',
    'demand',
  ),
  by: fc.nat(2),
  on: fc.nat(CUSTOMERS - 1),
  to: fc.nat(3),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

async function run({ what, by, on, to }: Step, round: number): Promise<unknown> {
  const { handling, routing, offers, queueCommands } = desk.rooms
  const agent = agents[by]!
  const from = `r${round}-${on}`
  const level = (to % 3) + 1
  if (what === 'say') return desk.say(channel, 'hello', { from })
  if (what === 'next') return routing.next(agent, undefined)
  if (what === 'presence') return desk.rooms.agents.presence(agent, to === 0 ? 'away' : 'available', to === 0 && on === 0)
  if (what === 'capacity') return desk.rooms.agents.change(boss, agent.id, { capacity: to })
  if (what === 'skills') return desk.rooms.agents.change(boss, agent.id, { skills: to === 0 ? [] : [{ name: skills[to % 2]!, level }] })
  if (what === 'members')
    return queueCommands.members(
      boss,
      queues[1]!,
      agents.slice(0, to).map(({ id }) => ({ agent: id, level: 1 })),
    )
  if (what === 'mode') return queueCommands.change(boss, queues[by]!, { mode: (['offer', 'push', 'pull', 'offer'] as const)[to]! })
  if (what === 'accept' || what === 'decline') {
    const offer = offers.of(agent.id)[0]
    return offer && offers[what](agent, offer.id)
  }
  const id = desk.rows<{ id: number }>(
    'SELECT c.id FROM Conversation c JOIN Thread t ON t.id = c.threadId WHERE t.externalId = ? ORDER BY c.id DESC',
    from,
  )[0]?.id
  if (id === undefined) return undefined
  switch (what) {
    case 'assign':
      return handling.assign(boss, id, agent.id)
    case 'transfer':
      return routing.transfer(boss, id, queues[to % 3]!)
    case 'snooze':
      return handling.snooze(boss, id, desk.clock.now() + (to + 1) * 5 * SECOND)
    case 'demand':
      return desk.desk.kit.commit(() => {
        const { conversations } = desk.rooms
        if (conversations.get(id).status !== 'waiting') return
        desk.sql.exec(`INSERT INTO ConversationSkill (conversationId, skillId, level) SELECT ${id}, id, ${level} FROM Skill
          WHERE true ON CONFLICT DO UPDATE SET level = excluded.level`)
        conversations.place(conversations.get(id))
      })
    case 'priority':
      return handling.prioritise(boss, id, (['low', 'normal', 'high', 'urgent'] as const)[to]!)
    case 'reply':
      return desk.reply(agent, id, 'hi')
    case 'claim':
    case 'release':
    case 'resolve':
      return handling[what](what === 'resolve' ? boss : agent, id)
  }
}

function invariants(): void {
  expect(
    desk.rows(`SELECT a.name, a.load, coalesce(sum(c.weight), 0) AS held FROM Agent a LEFT JOIN Conversation c
        ON c.status = 'active' AND c.dormant = 0 AND c.agentId = a.id
        OR c.status = 'offered' AND c.offerId IN (SELECT o.id FROM Offer o WHERE o.agentId = a.id AND o.state = 'open')
      GROUP BY a.id HAVING a.load <> held`),
  ).toEqual([])
  // Only what an admin takes away from somebody who is full leads over it.
  expect(
    desk.rows("SELECT id FROM Conversation WHERE (rank IS NOT NULL) <> (status = 'waiting') OR (lane IS NOT NULL) <> (status = 'waiting')"),
  ).toEqual([])
  expect(
    desk.rows(
      `SELECT o.id FROM Offer o LEFT JOIN Conversation c ON c.offerId = o.id AND c.status = 'offered' WHERE (o.state = 'open') <> (c.id IS NOT NULL)`,
    ),
  ).toEqual([])
  expect(
    desk.rows(
      `SELECT o.id FROM Offer o JOIN Agent a ON a.id = o.agentId WHERE o.state = 'open' AND (a.presence <> 'available' OR a.disabled = 1)`,
    ),
  ).toEqual([])
  expect(
    desk.rows(
      `SELECT o.id FROM Offer o WHERE o.state = 'open' AND NOT EXISTS (SELECT 1 FROM Job j WHERE j.kind = 'offer' AND j.key = CAST(o.id AS TEXT))`,
    ),
  ).toEqual([])
  expect(desk.trace.filter(({ event }) => event === 'routing.failed')).toEqual([])
}

test('no double owner, no offer without its agent, nobody forgotten', async () => {
  let rounds = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 14 }), async (script) => {
      const round = (rounds += 1)
      for (const some of script) {
        for (const result of await Promise.allSettled(some.map((one) => run(one, round))))
          if (result.status === 'rejected') expect(result.reason).toHaveProperty('name', 'DeskError')
        await desk.idle()
        invariants()
        expect(forgotten(desk)).toEqual([])
        await desk.advance(4 * SECOND)
        invariants()
        expect(forgotten(desk)).toEqual([])
      }
      for (const { id } of desk.rows<{ id: number }>("SELECT id FROM Conversation WHERE status <> 'resolved'"))
        await desk.rooms.handling.resolve(boss, id)
    }),
    { numRuns: 80 },
  )
})
