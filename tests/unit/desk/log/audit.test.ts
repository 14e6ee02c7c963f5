import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { HOUR } from '../../../support/clock.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
let boss: Acting
let id: number
beforeAll(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  ann = await desk.agent('Ann')
  boss = await desk.agent('Boss', { role: 'admin' })
  id = await desk.say(channel, 'hi', { from: 'u1', name: 'Kim' })
  await desk.say(channel, 'hi', { from: 'u2' })
  await desk.queue('Billing')
})
afterAll(() => desk.close())

type Command = [what: string, run: () => Promise<unknown>, entry: object]
const updated = (action: string, by: string, more: object = {}): object => ({
  type: 'conversation.updated',
  actor: `agent:${by}`,
  conversationId: 1,
  data: { action, ...more },
})

/** In the order in which they can be done. */
const COMMANDS: Command[] = [
  ['claim', () => desk.rooms.handling.claim(ann, id), updated('claim', 'ann', { from: 'waiting', to: 'active', agent: 'ann', after: 1 })],
  ['reply', () => desk.reply(ann, id, 'hello'), { type: 'message.created', actor: 'agent:ann', conversationId: 1 }],
  [
    'note',
    () => desk.rooms.replies.note(ann, id, { content: [{ type: 'text', text: 'x' }], key: 'note' }),
    { type: 'message.created', actor: 'agent:ann', conversationId: 1 },
  ],
  [
    'priority',
    () => desk.rooms.handling.prioritise(boss, id, 'high'),
    updated('priority', 'boss', { from: 'normal', to: 'high', after: 3 }),
  ],
  [
    'transfer',
    () => desk.rooms.routing.transfer(boss, id, 2),
    updated('transfer', 'boss', { from: 'active', to: 'waiting', lost: 'ann', queue: 2, after: 3 }),
  ],
  [
    'assign',
    () => desk.rooms.handling.assign(boss, id, ann.id),
    updated('assign', 'boss', { from: 'waiting', to: 'active', agent: 'ann', after: 3 }),
  ],
  ['snooze', () => desk.rooms.handling.snooze(ann, id, desk.clock.now() + HOUR), updated('snooze', 'ann')],
  [
    'release',
    () => desk.rooms.handling.release(ann, id),
    updated('release', 'ann', { from: 'snoozed', to: 'waiting', lost: 'ann', after: 3 }),
  ],
  ['resolve', () => desk.rooms.handling.resolve(boss, id), updated('resolve', 'boss')],
  [
    'a customer coming back',
    () => desk.say(channel, 'again', { from: 'u1' }),
    { type: 'message.created', actor: 'contact:1', conversationId: 1 },
  ],
  [
    'presence',
    () => desk.rooms.agents.presence(ann, 'busy'),
    { type: 'agent.presence', actor: 'agent:ann', data: { agentId: 'ann', presence: 'busy' } },
  ],
  [
    'a change of an agent',
    () => desk.rooms.agents.change(boss, ann.id, { capacity: 7 }),
    { type: 'agent.updated', actor: 'agent:boss', data: { agentId: 'ann', changed: ['capacity'] } },
  ],
  [
    'a change of a contact',
    () => desk.rooms.contacts.change(ann, 1, { vip: true }),
    { type: 'contact.updated', actor: 'agent:ann', data: { contactId: '1', action: 'changed' } },
  ],
  [
    'merge',
    () => desk.rooms.people.merge(ann, 2, 1),
    { type: 'contact.updated', actor: 'agent:ann', data: { contactId: '1', action: 'merged' } },
  ],
  [
    'split',
    () => desk.rooms.people.split(ann, 1, 1),
    { type: 'contact.updated', actor: 'agent:ann', data: { contactId: '2', action: 'split' } },
  ],
  [
    'a change of a channel',
    () => desk.rooms.channelCommands.change(boss, channel, { name: 'x' }),
    { type: 'channel.updated', actor: 'agent:boss', data: { channelId: expect.any(String), changed: ['name'] } },
  ],
  [
    'pause',
    () => desk.rooms.channelCommands.pause(boss, channel),
    { type: 'channel.updated', actor: 'agent:boss', data: { state: 'paused' } },
  ],
  ['delete', () => desk.rooms.channelCommands.remove(boss, channel), { type: 'channel.deleted', actor: 'agent:boss' }],
]

test.each(COMMANDS)('%s: the log says who did what', async (_what, run, entry) => {
  const before = desk.rooms.log.last()
  await run()
  const last = desk.rooms.log.after(before, 9).at(-1)
  expect(last && { ...last, data: last.data === null ? null : JSON.parse(last.data) }).toMatchObject(entry)
  await desk.idle()
})
