import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { HOUR } from '../../../support/clock.ts'
import { openTestDesk, type TestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let conversation: number
let [ann, sue, owner]: Acting[] = []
beforeEach(async () => {
  desk = await openTestDesk()
  const channel = await desk.channel()
  ann = await desk.agent('Ann')
  sue = await desk.agent('Sue', { role: 'supervisor' })
  owner = await desk.owner()
  await desk.say(channel, 'one', { from: 'u1' })
  conversation = await desk.say(channel, 'two', { from: 'u1' })
})
afterEach(() => desk.close())

const state = () => desk.row<{ unread: number; readSeq: number }>('SELECT unread, readSeq FROM Conversation')
const told = () => desk.rows<{ actor: string }>("SELECT actor FROM LogEntry WHERE data ->> 'action' = 'read'")
async function look(...agents: (Acting | undefined)[]): Promise<void> {
  for (const agent of agents) await desk.rooms.handling.read(agent!, conversation)
}

test('who has the conversation reads it; whoever else looks changes nothing and tells the customer nothing', async () => {
  const { handling } = desk.rooms
  await handling.claim(ann!, conversation)
  await look(sue, owner)
  expect([state(), told()]).toEqual([{ unread: 2, readSeq: 0 }, []])
  await look(ann, ann)
  expect([state(), told()]).toEqual([{ unread: 0, readSeq: 2 }, [{ actor: `agent:${ann!.id}` }]])
})

test('one that nobody has is read by nobody; one that was put off by whom it comes back to', async () => {
  await look(ann, sue, owner)
  expect([state(), told()]).toEqual([{ unread: 2, readSeq: 0 }, []])
  await desk.rooms.handling.claim(ann!, conversation)
  await desk.rooms.handling.snooze(ann!, conversation, desk.clock.now() + HOUR)
  await look(sue)
  expect(state().unread).toBe(2)
  await look(ann)
  expect(state().unread).toBe(0)
})
