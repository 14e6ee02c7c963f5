import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { MINUTE } from '../../../support/clock.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  const boss = await desk.owner()
  await desk.rooms.agents.presence(boss, 'away')
  await desk.rooms.queueCommands.change(boss, 1, { mode: 'push', idleMinutes: 10 })
  ann = await desk.agent('Ann', { capacity: 1 })
})
afterEach(() => desk.close())

const say = (from: string): Promise<number> => desk.say(channel, 'hello', { from })
const load = async () => (await desk.rooms.agents.get('ann')).load
const owner = (id: number) => desk.rooms.reading.conversation(id).owner

test('a customer who is silent after our answer takes no room, and the next one comes', async () => {
  const [one, two] = [await say('u1'), await say('u2')]
  await desk.advance(9 * MINUTE)
  expect([await load(), owner(one).kind, owner(two).kind]).toEqual([1, 'agent', 'queue'])
  await desk.reply(ann, one, 'Anything else?')
  await desk.advance(10 * MINUTE - 1)
  expect(owner(two).kind).toBe('queue')
  await desk.advance(1)
  expect([await load(), owner(one).id, owner(two).id]).toEqual([1, 'ann', 'ann'])
})

test('another answer begins the time anew, and who waits for an answer is not asleep', async () => {
  const one = await say('u1')
  await desk.reply(ann, one, 'One moment')
  await desk.advance(6 * MINUTE)
  await desk.reply(ann, one, 'Here it is')
  await desk.advance(6 * MINUTE)
  expect(await load()).toBe(1)
  await say('u1')
  await desk.advance(30 * MINUTE)
  expect(await load()).toBe(1)
})

test('back while there is room, it weighs again', async () => {
  const one = await say('u1')
  await desk.reply(ann, one, 'Anything else?')
  await desk.advance(10 * MINUTE)
  expect(await load()).toBe(0)
  await say('u1')
  expect([await load(), owner(one).id]).toEqual([1, 'ann'])
})

test('back without room, it waits at the head of its queue, and its agent has it first: never more than they can', async () => {
  const one = await say('u1')
  await desk.reply(ann, one, 'Anything else?')
  await desk.advance(10 * MINUTE)
  const two = await say('u2')
  await say('u3')
  desk.clock.forward(MINUTE)
  await say('u1')
  expect([await load(), owner(one).kind, owner(two).id]).toEqual([1, 'queue', 'ann'])
  await desk.rooms.handling.resolve(ann, two)
  await desk.advance(3000)
  expect([await load(), owner(one).id]).toEqual([1, 'ann'])
})

test('resolved or handed on while asleep, nobody’s load goes below what they have', async () => {
  const one = await say('u1')
  await desk.reply(ann, one, 'Anything else?')
  await desk.advance(10 * MINUTE)
  await desk.rooms.handling.resolve(ann, one)
  expect(await load()).toBe(0)
})

test('an agent whose console has gone is away after the grace, and unanswered ones go back', async () => {
  await desk.rooms.absence.came('ann')
  const one = await say('u1')
  await desk.rooms.absence.left('ann')
  await desk.idle()
  await desk.advance(MINUTE - 1)
  expect((await desk.rooms.agents.get('ann')).presence).toBe('available')
  await desk.advance(1)
  expect((await desk.rooms.agents.get('ann')).presence).toBe('away')
  expect(owner(one).id).toBe('ann')
  await desk.advance(10 * MINUTE)
  expect(owner(one).kind).toBe('queue')
  expect(await load()).toBe(0)
})

test('urgent ones go back after a minute', async () => {
  await desk.rooms.absence.came('ann')
  const one = await say('u1')
  await desk.rooms.handling.prioritise(ann, one, 'urgent')
  await desk.rooms.absence.left('ann')
  await desk.advance(2 * MINUTE)
  expect(owner(one).kind).toBe('queue')
})

test('whoever works by the API alone is never gone', async () => {
  const one = await say('u1')
  await desk.advance(60 * MINUTE)
  expect([(await desk.rooms.agents.get('ann')).presence, owner(one).id]).toEqual(['available', 'ann'])
})
