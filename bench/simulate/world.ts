import type { Acting } from '../../src/desk/web/roles.ts'
import { MINUTE, createTestClock } from '../../tests/support/clock.ts'
import { message } from '../../tests/support/events.ts'
import { createRandom } from '../../tests/support/random.ts'
import { openTestDesk } from '../../tests/support/test-desk.ts'
import { createAgenda } from './events.ts'

/** Customers of one kind. */
export interface Stream {
  /** How many come a minute, by chance, `minute` minutes from the beginning. */
  perMinute(minute: number): number
  /** The most of it. */
  atMost: number
  /** How many of those who wait give up in a minute, for each; 0: nobody. */
  leaving: number
  urgent?: boolean
}

export interface Scenario {
  seed: number
  agents: number
  /** How many conversations an agent has at once; each takes a minute on the average. */
  capacity: number
  /** Percent of each agent's capacity that is kept for urgent ones. */
  reserve?: number
  streams: readonly Stream[]
  /** So many come. */
  customers: number
}

/** What became of somebody. Times in minutes from the beginning. */
export interface Customer {
  came: number
  urgent: boolean
  /** Until an agent had them, or until they gave up. */
  waited: number
  served: boolean
}

/** Tells what happens as it does. */
export interface Watcher {
  /** Somebody waits: `ahead` waited before them, the first of them for that long (minutes). */
  waits?(customer: number, ahead: number, first: number): void
  /** Somebody waits no more. */
  done?(customer: number, result: Customer): void
  /** A conversation has ended after so many minutes with an agent. */
  ended?(minutes: number): void
}

type Event = { what: 'come'; stream: Stream } | { what: 'give up'; of: Someone } | { what: 'end'; of: Someone; agent: Acting }

interface Someone {
  number: number
  conversation: number
  came: number
  urgent: boolean
  state: 'waiting' | 'served' | 'done'
  since: number
}

/**
 * The desk itself, through its rooms, on a database in memory and a clock that goes from one event to the next. Agents take what they are offered at once;
 * who gives up is resolved by a supervisor.
 */
export async function simulate(scenario: Scenario, watcher: Watcher = {}): Promise<Customer[]> {
  const { seed, agents, capacity, reserve = 0, streams, customers } = scenario
  const random = createRandom(seed)
  const clock = createTestClock()
  const desk = await openTestDesk({ clock })
  const channel = await desk.channel()
  const boss = await desk.owner()
  const { handling, offers, queueCommands, queues } = desk.rooms
  await desk.rooms.agents.presence(boss, 'away')
  await queueCommands.change(boss, queues.defaultQueue(), { mode: 'offer', reserve })
  const staff = new Map<string, Acting>()
  for (let n = 1; n <= agents; n++) {
    const agent = await desk.agent(`Agent${n}`, { capacity })
    staff.set(agent.id, agent)
  }
  const newest = desk.sql.prepare<{ id: number }>('SELECT id FROM Conversation ORDER BY id DESC LIMIT 1')
  const offered = desk.sql.prepare<{ id: number; agentId: string; conversationId: number }>(
    'SELECT id, agentId, conversationId FROM Offer WHERE id > ? ORDER BY id',
  )

  const start = clock.now()
  const agenda = createAgenda<Event>()
  const results: Customer[] = []
  const waiting = new Map<number, Someone>()
  let now = 0
  let seen = 0
  let number = 0

  function plan(stream: Stream): void {
    agenda.add(now + random.exponential(stream.atMost), { what: 'come', stream })
  }

  function settle(someone: Someone, served: boolean): void {
    const { number, came, urgent, conversation } = someone
    waiting.delete(conversation)
    const result = { came, urgent, waited: now - came, served }
    results[number] = result
    watcher.done?.(number, result)
  }

  /** Whatever was offered is taken. */
  async function take(): Promise<void> {
    for (const { id, agentId, conversationId } of offered.all(seen)) {
      seen = id
      const someone = waiting.get(conversationId)
      const agent = staff.get(agentId)
      if (!someone || !agent) throw new Error(`an offer to nobody: ${id}`)
      await offers.accept(agent, id)
      settle(someone, true)
      Object.assign(someone, { state: 'served', since: now })
      agenda.add(now + random.exponential(1), { what: 'end', of: someone, agent })
    }
  }

  async function come({ perMinute, atMost, leaving, urgent = false }: Stream): Promise<void> {
    if (random.next() * atMost >= perMinute(now)) return
    const [first] = waiting.values()
    const someone: Someone = { number: number++, conversation: 0, came: now, urgent, state: 'waiting', since: now }
    const ahead = waiting.size
    await desk.receive(channel, message('hello', { from: `customer-${someone.number}`, at: clock.now() }))
    someone.conversation = newest.get()?.id ?? 0
    waiting.set(someone.conversation, someone)
    if (urgent) await handling.prioritise(boss, someone.conversation, 'urgent')
    await take()
    if (someone.state !== 'waiting') return
    watcher.waits?.(someone.number, ahead, first ? now - first.came : 0)
    if (leaving > 0) agenda.add(now + random.exponential(leaving), { what: 'give up', of: someone })
  }

  for (const stream of streams) plan(stream)
  for (let next = agenda.next(); next; next = agenda.next()) {
    const { at, event } = next
    now = at
    await desk.advance(Math.round(start + at * MINUTE) - clock.now())
    if (event.what === 'come') {
      if (number >= customers) continue
      await come(event.stream)
      plan(event.stream)
    } else if (event.what === 'end') {
      event.of.state = 'done'
      watcher.ended?.(now - event.of.since)
      await handling.resolve(event.agent, event.of.conversation)
    } else if (event.of.state === 'waiting') {
      event.of.state = 'done'
      await handling.resolve(boss, event.of.conversation)
      settle(event.of, false)
    }
    await take()
  }
  const failed = desk.trace.filter(({ level }) => level === 'error')
  if (failed.length > 0) throw new Error(JSON.stringify(failed[0]))
  await desk.close()
  return results
}
