import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Effect, Match } from '../../../../src/model/triage/rules.ts'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { event } from '../../../support/events.ts'
import { type TestDesk, openTestDesk } from '../../../support/test-desk.ts'

const HOW = 'Where can I find the invoice?'
let desk: TestDesk
let channel: string
let boss: Acting
let billing: number
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  boss = await desk.owner()
  billing = await desk.queue('Billing')
})
afterEach(() => desk.close())

let names = 0
const rule = (match: Match, effect: Effect, name = `rule ${(names += 1)}`) =>
  desk.rooms.rules.create(boss, { name, enabled: true, match, effect })
const invoices: Match = { words: { any: ['invoice', '发票'] } }
const view = (id: number) => desk.rooms.reading.conversation(id)
const raises = (id: number) => desk.rooms.triage.of(id)
const skilled = (name: string, level: number) => desk.rooms.agents.change(boss, 'owner', { skills: [{ name, level }] })

test('what a rule says is done when the message comes in, and it is kept which rule said it', async () => {
  await skilled('French', 4)
  await rule(invoices, { queue: String(billing), priority: 'high', skills: [{ skill: 'French', level: 3 }], tags: ['invoice'] }, 'Invoices')
  const id = await desk.say(channel, '請問怎麼開發票？', { from: 'u1' })
  expect(view(id)).toMatchObject({
    status: 'waiting',
    queue: { name: 'Billing' },
    priority: 'high',
    tags: ['invoice'],
    demands: [{ skill: 'French', level: 3 }],
  })
  expect(raises(id)).toMatchObject([{ before: 'normal', priority: 'high', reasons: [{}, {}, {}, {}] }])
  expect(raises(id)[0]?.reasons.map(({ rule: by, code }) => [by, code])).toEqual([
    ['Invoices', 'priority'],
    ['Invoices', 'queue'],
    ['Invoices', 'skills'],
    ['Invoices', 'tags'],
  ])
  // The lane says what is asked for, so that nobody without it is given the conversation.
  expect(desk.row<{ lane: string }>('SELECT lane FROM Conversation WHERE id = ?', id).lane).toMatch(/\|\d+:3\|/)
})

test('no rule, and one that is switched off, change nothing', async () => {
  const off = await rule(invoices, { tags: ['x'], priority: 'high' })
  await desk.rooms.rules.change(boss, off.id, { enabled: false })
  const id = await desk.say(channel, HOW, { from: 'u1' })
  expect(view(id)).toMatchObject({ queue: { name: 'Support' }, priority: 'normal', tags: [], demands: [] })
  expect(raises(id)).toEqual([])
})

test('a later message is sorted as well, as long as nobody had or moved the conversation', async () => {
  await rule(invoices, { queue: String(billing) })
  const [later, moved, had] = await Promise.all(
    ['u1', 'u2', 'u3'].map((from) => desk.say(channel, 'What are your opening hours?', { from })),
  )
  const other = await desk.queue('Other')
  await desk.rooms.routing.transfer(boss, moved!, other)
  await desk.rooms.handling.claim(boss, had!)
  await desk.rooms.handling.release(boss, had!)
  for (const from of ['u1', 'u2', 'u3']) await desk.say(channel, HOW, { from })
  expect([later, moved, had].map((id) => view(id!).queue.name)).toEqual(['Billing', 'Other', 'Support'])
})

test('rules without words have their say once, when the case begins: what an agent lowers stays lowered', async () => {
  await rule({ channels: [channel] }, { priority: 'high' })
  const id = await desk.say(channel, 'What are your opening hours?', { from: 'u1' })
  expect(view(id).priority).toBe('high')
  await desk.rooms.handling.prioritise(boss, id, 'normal')
  await desk.say(channel, 'And on Sundays?', { from: 'u1' })
  expect(view(id).priority).toBe('normal')
})

test('what a rule puts last begins last; nothing later lowers what waits', async () => {
  await rule({ words: { any: ['newsletter'] } }, { priority: 'low' })
  const [low, kept] = [await desk.say(channel, 'About the newsletter', { from: 'u1' }), await desk.say(channel, HOW, { from: 'u2' })]
  await desk.say(channel, 'About the newsletter', { from: 'u2' })
  expect([low, kept].map((id) => view(id).priority)).toEqual(['low', 'normal'])
})

test('the words that a rule has sorted by are still read with those that follow', async () => {
  await rule({ words: { any: ['账号'] } }, { tags: ['account'] })
  const id = await desk.say(channel, '我的账号', { from: 'u1' })
  await desk.say(channel, '被盗了，密码被改了，钱被转走了', { from: 'u1' })
  expect(view(id)).toMatchObject({ priority: 'urgent', tags: ['account'] })
})

test('by entry point, language, business hours and what is known of the contact', async () => {
  const { id: hours } = await desk.rooms.calendars.create(boss, {
    name: 'Never',
    timeZone: 'Asia/Shanghai',
    week: [[], [], [], [], [], [], []],
    knownUntil: null,
    days: [],
  })
  await rule({ entries: ['order42'] }, { tags: ['entry'] })
  await rule({ languages: ['zh'] }, { tags: ['zh'] })
  await rule({ hours: 'closed' }, { tags: ['closed'] })
  await rule({ vip: true }, { tags: ['vip'] })
  await desk.receive(channel, event('entered', { from: 'u1' }, { payload: 'order42' }))
  expect(view(await desk.say(channel, '你们几点开门？', { from: 'u1' })).tags).toEqual(['entry', 'zh'])
  await desk.rooms.queueCommands.change(boss, desk.rooms.queues.defaultQueue(), { calendar: hours })
  const id = await desk.say(channel, 'When do you open?', { from: 'u2' })
  expect(view(id).tags).toEqual(['closed'])
})

test('"bot or not" never stands between a customer and a person', async () => {
  await rule({}, { bot: true }, 'Bots first')
  const attempt = (text: string) => desk.rooms.triage.try({ text, before: [] }).bot
  expect([attempt(HOW), attempt('转人工'), attempt('I want to talk to a person')]).toEqual([true, false, false])
  await desk.receive(channel, event('entered', { from: 'u1' }, {}))
  expect(view(await desk.say(channel, '转人工', { from: 'u1' }))).toMatchObject({ status: 'waiting', person: { steps: 1 } })
})

test('a queue that is closed and a skill that is gone are passed over', async () => {
  await rule(invoices, { queue: String(billing), tags: ['invoice'] })
  await desk.rooms.queueCommands.archive(boss, billing)
  expect(view(await desk.say(channel, HOW, { from: 'u1' }))).toMatchObject({ queue: { name: 'Support' }, tags: ['invoice'] })
})

describe('rules are kept', () => {
  test('in the order that admins give them, and the first that says something of a field decides', async () => {
    const one = await rule(invoices, { priority: 'high' })
    const two = await rule(invoices, { priority: 'low' })
    const said = () => desk.rooms.triage.try({ text: HOW, before: [] }).priority
    expect(said()).toBe('high')
    await desk.rooms.rules.order(boss, [two.id, one.id])
    expect(said()).toBe('low')
    await expect(desk.rooms.rules.order(boss, [two.id])).rejects.toMatchObject({ code: 'other-rules' })
    await desk.rooms.rules.remove(boss, two.id)
    expect(said()).toBe('high')
  })

  test('with what they name', async () => {
    await expect(rule({}, { queue: '99' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(rule({}, { skills: [{ skill: 'Elvish', level: 1 }] })).rejects.toMatchObject({ code: 'not-found' })
    await expect(rule({ channels: ['nowhere'] }, {})).rejects.toMatchObject({ code: 'not-found' })
    await rule({}, {}, 'Twice')
    await expect(rule({}, {}, 'Twice')).rejects.toMatchObject({ code: 'rule-name-taken' })
  })

  test('and no more of them than a message has time for: all of them, full, take no customer longer than a moment', async () => {
    const phrases = Array.from({ length: 40 }, () => `a*${'aa*'.repeat(20)}c`)
    for (let n = 0; n < 25; n += 1) await rule({ words: { any: phrases } }, { tags: ['never'] })
    await expect(rule({ words: { none: ['one more'] } }, {})).rejects.toMatchObject({ code: 'too-many-phrases' })
    for (let n = 25; n < 100; n += 1) await rule({}, { tags: ['any'] })
    await expect(rule({}, {})).rejects.toMatchObject({ code: 'too-many-rules' })
    const hostile = `${'aa '.repeat(600)}c`
    desk.rooms.triage.try({ text: hostile, before: [] })
    const began = performance.now()
    desk.rooms.triage.try({ text: hostile, before: Array.from({ length: 7 }, () => hostile) })
    expect(performance.now() - began).toBeLessThan(500)
  })
})
