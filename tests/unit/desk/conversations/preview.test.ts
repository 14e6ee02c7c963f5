import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Adapter } from '../../../../src/contract/adapter.ts'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { DAY } from '../../../support/clock.ts'
import { event } from '../../../support/events.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
let id: number
beforeEach(async () => {
  desk = await openTestDesk({ adapters: { test: createTestAdapter({ surface: { recall: { withinMs: DAY } } }) as Adapter } })
  channel = await desk.channel()
  ann = await desk.agent('Ann')
  id = await desk.say(channel, 'first', { from: 'u1', id: 'm1' })
  await desk.say(channel, 'my card is 4711', { from: 'u1', id: 'm2' })
})
afterEach(() => desk.close())

const shown = () => desk.rooms.reading.conversation(id).preview
const recall = (...externalIds: string[]) => desk.receive(channel, event('recalled', { from: 'u1' }, { externalIds }))

test('what the customer took back is shown in no list: what stands before it is', async () => {
  await recall('m2')
  expect(shown()).toBe('first')
  await recall('m1')
  expect(shown()).toBeNull()
})

test('what the customer changed is shown as it is now, unless something newer is', async () => {
  await desk.receive(channel, event('edited', { from: 'u1' }, { externalId: 'm2', content: [{ type: 'text', text: 'x'.repeat(500) }] }))
  expect(shown()).toBe(`${'x'.repeat(160)}…`)
  await desk.receive(channel, event('edited', { from: 'u1' }, { externalId: 'm1', content: [{ type: 'text', text: 'older' }] }))
  expect(shown()).toBe(`${'x'.repeat(160)}…`)
})

test('what we took back is shown no more either, and a note or a word of the hub by itself never is', async () => {
  await desk.rooms.handling.claim(ann, id)
  const reply = await desk.reply(ann, id, 'the wrong price')
  await desk.idle()
  await desk.rooms.replies.note(ann, id, { content: [{ type: 'text', text: 'internal' }], key: 'note' })
  expect(shown()).toBe('the wrong price')
  await desk.rooms.recalls.recall(ann, reply)
  expect(shown()).toBe('my card is 4711')
})
