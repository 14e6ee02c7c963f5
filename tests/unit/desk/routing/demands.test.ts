import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { QueueChange } from '../../../../src/desk/routing/queue-commands.ts'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { MINUTE, SECOND } from '../../../support/clock.ts'
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
  ann = await desk.agent('Ann', { capacity: 1 })
  ben = await desk.agent('Ben', { capacity: 1 })
})
afterEach(() => desk.close())

const set = (change: QueueChange): Promise<void> => desk.rooms.queueCommands.change(boss, 1, change)
const say = (from: string): Promise<number> => desk.say(channel, 'hello', { from })
const owner = (id: number) => desk.rooms.reading.conversation(id).owner
const of = (id: number): string | undefined => (owner(id).kind === 'queue' ? 'nobody' : owner(id).id)
const skilled = (agent: Acting, level: number) => desk.rooms.agents.change(boss, agent.id, { skills: [{ name: 'French', level }] })
/** It asks for French of that level. */
const demand = (id: number, level: number): Promise<void> =>
  desk.desk.kit.commit(() => {
    desk.sql.exec(`INSERT INTO Skill (name) VALUES ('French') ON CONFLICT DO NOTHING;
      INSERT INTO ConversationSkill (conversationId, skillId, level) SELECT ${id}, id, ${level} FROM Skill WHERE name = 'French'`)
    desk.rooms.conversations.place(desk.rooms.conversations.get(id))
  })

describe('skills', () => {
  test('it goes to whoever knows enough, the best first, and waits while nobody does', async () => {
    await set({ mode: 'pull' })
    await skilled(ann, 2)
    const [one, two] = [await say('u1'), await say('u2')]
    await demand(one, 3)
    await set({ mode: 'offer' })
    await desk.idle()
    expect([of(one), of(two) === 'nobody']).toEqual(['nobody', false])
    await skilled(ben, 5)
    await skilled(ann, 3)
    expect(['ann', 'ben']).toContain(of(one))
  })

  test('what is asked for is asked less of in steps, each at its time', async () => {
    await set({ mode: 'pull', relax: [{ afterSeconds: 30, level: 2 }, { afterSeconds: 60 }] })
    await skilled(ann, 2)
    const one = await say('u1')
    await demand(one, 4)
    await desk.rooms.agents.presence(ben, 'away')
    await set({ mode: 'offer', offerSeconds: 600 })
    await desk.advance(30 * SECOND - 1)
    expect(of(one)).toBe('nobody')
    await desk.advance(1)
    expect(of(one)).toBe('ann')
  })

  test('in the end anybody has it', async () => {
    await set({ mode: 'pull', relax: [{ afterSeconds: 30, level: 2 }, { afterSeconds: 60 }] })
    const one = await say('u1')
    await demand(one, 4)
    await set({ mode: 'offer', offerSeconds: 600 })
    await desk.advance(60 * SECOND - 1)
    expect(of(one)).toBe('nobody')
    await desk.advance(1)
    expect(of(one)).not.toBe('nobody')
  })

  test('nobody takes by hand what they do not know enough for, but what comes after it', async () => {
    const [one, two] = [await say('u1'), await say('u2')]
    await demand(one, 3)
    await skilled(ben, 3)
    expect(await desk.rooms.routing.next(ann, undefined)).toBe(two)
    expect(await desk.rooms.routing.next(ben, undefined)).toBe(one)
  })
})

describe('overflow', () => {
  test('after its time it goes to the next queue’s members too, then to everybody', async () => {
    const second = await desk.queue('Second', {}, [ben])
    const first = await desk.queue(
      'First',
      {
        mode: 'offer',
        offerSeconds: 600,
        overflow: [
          { queue: second, afterSeconds: 20 },
          { queue: null, afterSeconds: 40 },
        ],
      },
      [boss],
    )
    const one = await say('u1')
    await desk.rooms.routing.transfer(boss, one, first)
    await desk.advance(20 * SECOND - 1)
    expect(of(one)).toBe('nobody')
    await desk.advance(1)
    expect(of(one)).toBe('ben')
    const two = await say('u2')
    await desk.rooms.routing.transfer(boss, two, first)
    await desk.advance(40 * SECOND)
    expect(of(two)).toBe('ann')
  })
})

describe('who had it before', () => {
  test('goes first, and is waited for so long as the queue says', async () => {
    await set({ mode: 'push', stickySeconds: 30 })
    await desk.rooms.agents.presence(ben, 'away')
    const one = await say('u1')
    await desk.reply(ann, one, 'Done.')
    await desk.rooms.handling.resolve(ann, one)
    await desk.advance(MINUTE)
    const two = await say('u2')
    expect(of(two)).toBe('ann')
    await desk.rooms.agents.presence(ben, 'available')
    // Back within the day, while Ann is full and Ben is free.
    await say('u1')
    expect(of(one)).toBe('nobody')
    await desk.advance(30 * SECOND)
    expect(of(one)).toBe('ben')
  })

  test('does not count for longer than the queue says', async () => {
    await set({ mode: 'push', stickySeconds: 30, stickyMinutes: 1 })
    await desk.rooms.agents.presence(ben, 'away')
    const one = await say('u1')
    await desk.reply(ann, one, 'Done.')
    await desk.rooms.handling.resolve(ann, one)
    await say('u2')
    await desk.advance(2 * MINUTE)
    await desk.rooms.agents.presence(ben, 'available')
    await say('u1')
    expect(of(one)).toBe('ben')
  })

  test('gets it as soon as there is room', async () => {
    await set({ mode: 'push', stickySeconds: 30 })
    await desk.rooms.agents.presence(ben, 'away')
    const one = await say('u1')
    await desk.reply(ann, one, 'Done.')
    await desk.rooms.handling.resolve(ann, one)
    await desk.advance(MINUTE)
    const two = await say('u2')
    await desk.rooms.agents.presence(ben, 'available')
    await say('u1')
    await desk.advance(5 * SECOND)
    await desk.rooms.handling.resolve(ann, two)
    expect(of(one)).toBe('ann')
  })
})

describe('what is kept for urgent ones', () => {
  test('is given to nothing else', async () => {
    await set({ mode: 'push', reserve: 50 })
    await desk.rooms.agents.change(boss, 'ann', { capacity: 2 })
    await desk.rooms.agents.presence(ben, 'away')
    const [one, two] = [await say('u1'), await say('u2')]
    await desk.advance(10 * SECOND)
    expect([of(one), of(two)]).toEqual(['ann', 'nobody'])
    await desk.rooms.handling.prioritise(boss, two, 'urgent')
    expect(of(two)).toBe('ann')
  })
})

test('why it still waits, and why it went to whom it went', async () => {
  await set({ mode: 'offer' })
  await desk.rooms.agents.presence(ben, 'busy')
  const [one, two] = [await say('u1'), await say('u2')]
  expect(desk.rooms.why(one)).toMatchObject({ state: 'offered', decisions: [{ chosen: 'ann', considered: 1 }] })
  expect(desk.rooms.why(two)).toMatchObject({ state: 'waiting', waitsFor: 'agent', obstacles: { full: 1, busy: 1, away: 1 } })
  await set({ mode: 'pull' })
  expect(desk.rooms.why(two)).toMatchObject({ waitsFor: 'taker', obstacles: {} })
})

test('how the queues do', async () => {
  const one = await say('u1')
  await desk.rooms.handling.prioritise(boss, one, 'high')
  expect(desk.rooms.wall()).toMatchObject([
    { name: 'Support', waiting: { high: 1, normal: 0 }, oldest: desk.clock.now(), agents: [{ id: 'ann', load: 0 }, { id: 'ben' }, {}] },
  ])
})
