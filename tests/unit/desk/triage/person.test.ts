import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Status } from '../../../../src/model/states.ts'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import type { Adapter } from '../../../../src/contract/adapter.ts'
import { DAY, HOUR, SECOND } from '../../../support/clock.ts'
import { event } from '../../../support/events.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import { type TestDesk, openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
beforeEach(async () => {
  desk = await openTestDesk({
    adapters: { test: createTestAdapter({ surface: { buttons: { rows: 3, perRow: 2, label: 20, data: 64 } } }) as Adapter },
  })
  channel = await desk.channel({ settings: { greeting: '您好' } })
  ann = await desk.agent('Ann')
})
afterEach(() => desk.close())

const from = { from: 'u1' }
const of = (id: number) => desk.rooms.conversations.get(id)
const view = (id: number) => desk.rooms.reading.conversation(id)
const only = () => desk.row<{ id: number }>('SELECT max(id) AS id FROM Conversation').id

/** How a customer gets into each state. */
const BEGIN: Record<Status, () => Promise<void>> = {
  bot: () => desk.receive(channel, event('entered', from, {})).then(() => {}),
  waiting: () => desk.say(channel, 'What are your opening hours?', from).then(() => {}),
  async offered() {
    await desk.rooms.queueCommands.change(await desk.owner(), desk.rooms.queues.defaultQueue(), { mode: 'offer' })
    await desk.say(channel, 'What are your opening hours?', from)
  },
  async active() {
    await desk.rooms.handling.claim(ann, await desk.say(channel, 'What are your opening hours?', from))
  },
  async snoozed() {
    await BEGIN.active()
    await desk.rooms.handling.snooze(ann, only(), desk.clock.now() + DAY)
    await desk.rooms.agents.presence(ann, 'away')
  },
  async resolved() {
    await BEGIN.active()
    await desk.reply(ann, only(), 'Done.')
    await desk.rooms.handling.resolve(ann, only())
  },
}
const STATES = Object.keys(BEGIN) as Status[]
/** The ways to ask. */
const ASKS = {
  转人工: () => desk.say(channel, '转人工', from),
  'talk to a person': () => desk.say(channel, 'Talk to a person, please!', from),
  'a press': () => desk.receive(channel, event('press', from, { data: 'person' })),
  "a press of the platform's own menu": () => desk.receive(channel, event('press', from, { data: 'HUMAN' })),
}

describe.each(STATES)('from %s', (state) => {
  test.each(Object.entries(ASKS))('one step leads to a person: %s', async (_, ask) => {
    await BEGIN[state]()
    expect(of(only()).status).toBe(state)
    const before = desk.row<{ n: number }>("SELECT count(*) AS n FROM Message WHERE direction = 'in'").n
    await ask()
    // In its queue, or already on its way to somebody; who has an agent keeps them.
    expect(state === 'active' ? ['active'] : ['waiting', 'offered']).toContain(of(only()).status)
    const steps = state === 'resolved' ? 1 : before + 1
    expect(view(only()).person).toMatchObject({ steps, answeredAt: null, seconds: null })
  })
})

test('what a bot keeps to itself leaves it all the same: no way of answering goes past the words', async () => {
  await BEGIN.bot()
  const bot = of(only())
  const content = [{ type: 'text' as const, text: '人工' }]
  await desk.sql.commit(() => desk.rooms.triage.hear(bot, 'contact', { author: { kind: 'contact' }, content }))
  expect(of(bot.id).status).toBe('waiting')
})

test('a day after the end another case begins, and waits for a person', async () => {
  await BEGIN.resolved()
  desk.clock.forward(25 * HOUR)
  const before = only()
  await ASKS.转人工()
  expect(only()).not.toBe(before)
  expect(of(only())).toMatchObject({ status: 'waiting' })
  expect(view(only()).person).toMatchObject({ steps: 1, how: 'word' })
})

test('steps and seconds are kept: until it was asked, and until a person answered', async () => {
  const id = await desk.say(channel, '请问怎么开发票？', from)
  await desk.say(channel, '请问怎么开发票？', from)
  await desk.say(channel, '转人工', from)
  desk.clock.forward(30 * SECOND)
  await desk.say(channel, '人工！', from)
  await desk.rooms.handling.claim(ann, id)
  desk.clock.forward(12 * SECOND)
  await desk.reply(ann, id, '您好，我来处理')
  expect(view(id).person).toMatchObject({ steps: 3, how: 'word', seconds: 42 })
  // Somebody is there: the word asks for nobody any more.
  await desk.say(channel, '转人工', from)
  expect(desk.rows('SELECT steps FROM PersonAsk')).toEqual([{ steps: 3 }])
})

test('what the hub says by itself is no person', async () => {
  await BEGIN.bot()
  await ASKS.转人工()
  await desk.sql.commit(() => desk.rooms.notify(of(only()), 'away', [{ type: 'text', text: 'We are back at nine.' }]))
  expect(view(only()).person).toMatchObject({ steps: 1, answeredAt: null })
})

test('a greeting offers the button, and its press leads to a person', async () => {
  await BEGIN.bot()
  await desk.idle()
  expect(desk.platform.delivered[0]?.body).toMatchObject({ text: '您好', buttons: [[{ id: 'person', label: '转人工' }]] })
  await desk.receive(channel, event('press', from, { data: 'person' }))
  expect(view(only())).toMatchObject({ status: 'waiting', person: { steps: 1, how: 'press' }, preview: '转人工' })
})

test('who did not ask has nothing to show', async () => {
  const id = await desk.say(channel, '人工智能怎么收费？', from)
  expect(view(id).person).toBeNull()
})
