import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { MINUTE, SECOND } from '../../../support/clock.ts'
import { type TestDesk, openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
let id: number
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  ann = await desk.agent('Ann', { role: 'supervisor' })
  id = await desk.say(channel, 'hi', { from: 'u1' })
})
afterEach(() => desk.close())

const told = () => desk.rows<{ to: string }>("SELECT data ->> 'to' AS 'to' FROM LogEntry WHERE data ->> 'action' = 'priority' ORDER BY seq")

test('how urgent it is is told when it changes, and cannot change once it is resolved', async () => {
  const { handling } = desk.rooms
  await handling.prioritise(ann, id, 'normal')
  expect(told()).toEqual([])
  for (const priority of ['high', 'high', 'urgent'] as const) await handling.prioritise(ann, id, priority)
  expect(told()).toEqual([{ to: 'high' }, { to: 'urgent' }])
  await handling.claim(ann, id)
  await handling.prioritise(ann, id, 'low')
  await handling.resolve(ann, id)
  await expect(handling.prioritise(ann, id, 'high')).rejects.toMatchObject({ status: 409, data: { state: 'resolved' } })
  expect(desk.row('SELECT priority FROM Conversation')).toEqual({ priority: 'low' })
})

test('answered and handed back, it takes the age that it has since then along to another queue', async () => {
  await desk.queue('Billing')
  const { handling, routing } = desk.rooms
  await handling.claim(ann, id)
  await desk.reply(ann, id, 'a moment please')
  await handling.release(ann, id)
  desk.clock.forward(MINUTE)
  const later = await desk.say(channel, 'hi', { from: 'u2' })
  await routing.transfer(ann, later, 2)
  desk.clock.forward(SECOND)
  await routing.transfer(ann, id, 2)
  expect([await routing.next(ann, 2), await routing.next(ann, 2)]).toEqual([id, later])
})

test('what the lists show of a long message is its beginning, which every database can hold', async () => {
  const shown = () => desk.row<{ preview: string }>('SELECT preview FROM Conversation').preview
  await desk.say(channel, 'a'.repeat(160), { from: 'u1' })
  expect(shown()).toBe('a'.repeat(160))
  await desk.say(channel, `${'a'.repeat(159)}🙂 and more`, { from: 'u1' })
  expect(shown()).toBe(`${'a'.repeat(159)}\u{fffd}…`)
})
