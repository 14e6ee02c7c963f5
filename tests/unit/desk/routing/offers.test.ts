import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { QueueChange } from '../../../../src/desk/routing/queue-commands.ts'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { SECOND } from '../../../support/clock.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let boss: Acting
let ann: Acting
let ben: Acting
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  boss = await desk.owner()
  await desk.rooms.agents.presence(boss, 'away')
  ann = await desk.agent('Ann', { presence: 'away' })
  ben = await desk.agent('Ben', { presence: 'away' })
})
afterEach(() => desk.close())

const mode = (change: QueueChange): Promise<void> => desk.rooms.queueCommands.change(boss, 1, change)
const here = (...agents: Acting[]) => Promise.all(agents.map((agent) => desk.rooms.agents.presence(agent, 'available')))
const say = (from: string): Promise<number> => desk.say(channel, 'hello', { from })
const offers = (agent: Acting): number[] => desk.rooms.offers.of(agent.id).map(({ conversationId }) => conversationId)
const offer = (agent: Acting): number => desk.rooms.offers.of(agent.id)[0]?.id ?? 0
const owner = (id: number) => desk.rooms.reading.conversation(id).owner
const presence = async (agent: Acting) => (await desk.rooms.agents.get(agent.id)).presence

describe('a queue that offers', () => {
  beforeEach(() => mode({ mode: 'offer', offerSeconds: 20 }))

  test('keeps it for one agent, who takes it', async () => {
    await here(ann)
    const id = await say('u1')
    expect(offers(ann)).toEqual([id])
    expect(owner(id)).toMatchObject({ kind: 'offer', id: 'ann' })
    await desk.rooms.offers.accept(ann, offer(ann))
    expect(owner(id)).toMatchObject({ kind: 'agent', id: 'ann' })
    expect(await desk.rooms.agents.get('ann')).toMatchObject({ load: 1 })
  })

  test('goes on when it is declined, and does not come back', async () => {
    await here(ann, ben)
    const id = await say('u1')
    const [first, second] = offers(ann).length > 0 ? [ann, ben] : [ben, ann]
    await desk.rooms.offers.decline(first, offer(first))
    expect(offers(second)).toEqual([id])
    await desk.rooms.offers.decline(second, offer(second))
    expect(owner(id)).toMatchObject({ kind: 'queue' })
    await desk.rooms.agents.presence(first, 'busy')
    await here(first)
    expect(owner(id)).toMatchObject({ kind: 'queue' })
  })

  test('goes on when nobody answers within the time; two in a row, and they are set away and told', async () => {
    await here(ann)
    const [one, two] = [await say('u1'), await say('u2')]
    expect(offers(ann)).toEqual([one, two])
    await desk.advance(19 * SECOND)
    expect(offers(ann)).toEqual([one, two])
    await here(ben)
    await desk.advance(SECOND)
    expect(await presence(ann)).toBe('away')
    expect(offers(ann)).toEqual([])
    expect(offers(ben).toSorted()).toEqual([one, two])
    expect(desk.rows("SELECT data FROM LogEntry WHERE type = 'agent.presence' ORDER BY seq DESC LIMIT 1")).toEqual([
      { data: JSON.stringify({ agentId: 'ann', presence: 'away', reason: 'missed' }) },
    ])
  })

  test('one that was let pass and one that was answered are not two in a row', async () => {
    await here(ann)
    await say('u1')
    await desk.advance(20 * SECOND)
    await desk.rooms.offers.accept(ann, offer(ann))
    await say('u2')
    await desk.advance(20 * SECOND)
    expect(await presence(ann)).toBe('available')
  })

  test('an offer does not outlive its agent: away, disabled, signed out of the queue', async () => {
    await here(ann)
    const id = await say('u1')
    await desk.rooms.agents.presence(ann, 'away')
    expect(offers(ann)).toEqual([])
    expect(owner(id)).toMatchObject({ kind: 'queue' })
    await here(ann)
    expect(offers(ann)).toEqual([id])
    await desk.rooms.agents.change(boss, 'ann', { disabled: true })
    expect(owner(id)).toMatchObject({ kind: 'queue' })
    expect(desk.rows("SELECT state FROM Offer WHERE state = 'open'")).toEqual([])
  })

  test.each(['resolve', 'assign', 'transfer'] as const)('ends with: %s', async (how) => {
    await here(ann)
    const id = await say('u1')
    const other = await desk.queue('Other')
    if (how === 'resolve') await desk.rooms.handling.resolve(boss, id)
    if (how === 'transfer') await desk.rooms.routing.transfer(boss, id, other)
    if (how === 'assign') {
      await here(ben)
      await desk.rooms.handling.assign(boss, id, 'ben')
    }
    expect(offers(ann)).toEqual([])
    await desk.advance(60 * SECOND)
    expect(await desk.rooms.agents.get('ann')).toMatchObject({ load: 0, presence: 'available' })
    await expect(desk.rooms.offers.accept(ann, 1)).rejects.toMatchObject({ status: 409, code: 'offer-over' })
  })

  test('is not for another to answer', async () => {
    await here(ann)
    await say('u1')
    await expect(desk.rooms.offers.accept(ben, offer(ann))).rejects.toMatchObject({ code: 'offer-over' })
    await expect(desk.rooms.offers.decline(ben, offer(ann))).rejects.toMatchObject({ code: 'offer-over' })
    await expect(desk.rooms.offers.accept(ben, 77)).rejects.toMatchObject({ status: 404 })
    expect(offers(ann)).toHaveLength(1)
  })

  test('never more than there is room for, and a freed slot is used at once', async () => {
    await desk.rooms.agents.change(boss, 'ann', { capacity: 2 })
    await here(ann)
    const [one, two, three] = [await say('u1'), await say('u2'), await say('u3')]
    expect(offers(ann)).toEqual([one, two])
    await desk.rooms.offers.accept(ann, offer(ann))
    await desk.rooms.handling.resolve(ann, one)
    expect(offers(ann)).toEqual([two, three])
  })

  test('room that an admin gives is used at once', async () => {
    await desk.rooms.agents.change(boss, 'ann', { capacity: 0 })
    await here(ann)
    const id = await say('u1')
    await desk.rooms.agents.change(boss, 'ann', { capacity: 1 })
    expect(offers(ann)).toEqual([id])
  })

  test('survives a restart, and ends at its time', async () => {
    await desk.close()
    desk = await openTestDesk({ file: true })
    channel = await desk.channel()
    boss = await desk.owner()
    await desk.rooms.agents.presence(boss, 'away')
    ann = await desk.agent('Ann')
    await mode({ mode: 'offer', offerSeconds: 20 })
    const id = await say('u1')
    await desk.restart()
    expect(offers(ann)).toEqual([id])
    await desk.advance(20 * SECOND)
    expect(desk.rows('SELECT state FROM Offer ORDER BY id')).toEqual([{ state: 'missed' }, { state: 'open' }])
  })
})

test('the sweep finds whom nobody gave anything, and says that there was somebody', async () => {
  await mode({ mode: 'offer' })
  await here(ann)
  await desk.rooms.agents.change(boss, 'ann', { capacity: 0 })
  const id = await say('u1')
  const missed = () => desk.trace.filter(({ event }) => event === 'routing.missed').map(({ data }) => data)
  await desk.rooms.sweepQueues()
  expect([owner(id).kind, missed()]).toEqual(['queue', []])
  // As no command does it.
  await desk.sql.commit(() => desk.sql.exec("UPDATE Agent SET capacity = 1 WHERE id = 'ann'"))
  desk.desk.sweep()
  await expect.poll(() => offers(ann)).toEqual([id])
  expect(missed()).toEqual([{ agents: ['ann'] }])
})

describe('a queue that gives', () => {
  beforeEach(() => mode({ mode: 'push' }))

  test('gives at once; what is handed back does not come back', async () => {
    await here(ann)
    const id = await say('u1')
    expect(owner(id)).toMatchObject({ kind: 'agent', id: 'ann' })
    await desk.rooms.handling.release(ann, id)
    expect(owner(id)).toMatchObject({ kind: 'queue' })
    await desk.advance(10 * SECOND)
    expect(owner(id)).toMatchObject({ kind: 'queue' })
  })

  test('who comes first to a full queue gets one each three seconds', async () => {
    for (const from of ['u1', 'u2', 'u3']) await say(from)
    await here(ann)
    const load = async () => (await desk.rooms.agents.get('ann')).load
    expect(await load()).toBe(1)
    await desk.advance(3 * SECOND - 1)
    expect(await load()).toBe(1)
    await desk.advance(1)
    expect(await load()).toBe(2)
    await desk.advance(3 * SECOND)
    expect(await load()).toBe(3)
  })
})

describe('a queue to take from', () => {
  test('waits for whoever takes it, but urgent ones are offered', async () => {
    await here(ann)
    const id = await say('u1')
    expect(owner(id)).toMatchObject({ kind: 'queue' })
    await desk.rooms.handling.prioritise(boss, id, 'urgent')
    expect(offers(ann)).toEqual([id])
    expect(await desk.rooms.routing.next(ann, undefined)).toBe(id)
    expect(owner(id)).toMatchObject({ kind: 'agent', id: 'ann' })
  })

  test('what becomes of it when the queue begins to offer', async () => {
    await here(ann)
    const id = await say('u1')
    await mode({ mode: 'offer' })
    await desk.idle()
    expect(offers(ann)).toEqual([id])
  })
})
