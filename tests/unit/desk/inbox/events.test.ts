import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR } from '../../../support/clock.ts'
import { event, message } from '../../../support/events.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
})
afterEach(() => desk.close())

const items = (conversation = 1) => desk.rooms.reading.timeline(conversation, { limit: 50 }).items
const said = (text: string) => [{ type: 'text' as const, text }]

describe('edits', () => {
  test('the new words, with the old ones kept', async () => {
    await desk.receive(channel, message('helo', { id: 'm1' }))
    desk.clock.forward(HOUR)
    await desk.receive(channel, event('edited', {}, { externalId: 'm1', content: said('hello') }))
    expect(items()).toMatchObject([{ text: 'hello', edited: new Date(desk.clock.now()).toISOString() }])
    expect(desk.rows('SELECT content FROM Revision')).toEqual([{ content: JSON.stringify(said('helo')) }])
    expect(desk.rooms.reading.conversation(1)).toMatchObject({ unread: 1 })
  })

  test('of what we never saw is a message, and its original that comes late adds nothing', async () => {
    await desk.receive(channel, event('edited', { from: 'u1' }, { externalId: 'm1', content: said('final') }))
    expect(items()).toMatchObject([{ text: 'final', direction: 'in' }])
    await desk.receive(channel, message('draft', { from: 'u1', id: 'm1' }))
    expect(items()).toHaveLength(1)
    expect(items()[0]).toMatchObject({ text: 'final' })
  })
})

describe('recalls and reactions', () => {
  test('a recalled message stays, marked', async () => {
    await desk.receive(channel, message('oops', { id: 'm1' }), event('recalled', {}, { externalIds: ['m1', 'never-seen'] }))
    expect(items()).toMatchObject([{ text: 'oops', recalled: new Date(desk.clock.now()).toISOString() }])
  })

  test('a reaction replaces that of the same person only', async () => {
    const react = (from: string, emoji: string[]) =>
      event('reaction', { from, name: from, surface: 'group', thread: 'g' }, { externalId: 'm1', emoji })
    await desk.receive(channel, message('hi', { from: 'ann', surface: 'group', thread: 'g', id: 'm1' }))
    await desk.receive(channel, react('bob', ['👍']), react('cy', ['👍']), react('bob', ['❤️', '🎉']))
    expect(items()[0]?.reactions).toEqual([
      { emoji: '👍', by: 'cy' },
      { emoji: '❤️', by: 'bob' },
      { emoji: '🎉', by: 'bob' },
    ])
    await desk.receive(channel, react('bob', []))
    expect(items()[0]?.reactions).toEqual([{ emoji: '👍', by: 'cy' }])
  })

  test('two people of the same name react each for themselves', async () => {
    const react = (from: string, emoji: string) =>
      event('reaction', { from, name: 'Li', surface: 'group', thread: 'g' }, { externalId: 'm1', emoji: [emoji] })
    await desk.receive(channel, message('hi', { from: 'ann', surface: 'group', thread: 'g', id: 'm1' }))
    await desk.receive(channel, react('li-1', '👍'), react('li-2', '👎'))
    expect(items()[0]?.reactions.map(({ emoji }) => emoji)).toEqual(['👍', '👎'])
  })

  test('what concerns messages we do not know makes nothing', async () => {
    await desk.receive(channel, event('recalled', {}, { externalIds: ['x'] }), event('reaction', {}, { externalId: 'x', emoji: ['👍'] }))
    expect(desk.row('SELECT count(*) AS n FROM Conversation')).toEqual({ n: 0 })
  })
})

describe('presses', () => {
  test('are messages, and the platform is told that they were seen', async () => {
    const press = event('press', { from: 'u1' }, { data: 'refund', label: 'Refund', answer: 'query-7' })
    expect(await desk.receive(channel, press)).toBe('stored')
    expect(await desk.receive(channel, press)).toBe('duplicate')
    await desk.idle()
    expect(items()).toMatchObject([{ text: 'Refund', content: [{ type: 'press', id: 'refund', label: 'Refund' }] }])
    expect(desk.platform.presses).toEqual(['query-7'])
  })

  test('an answer that cannot be given is soon given up', async () => {
    await desk.platform.down()
    await desk.receive(channel, event('press', { from: 'u1' }, { data: 'a', answer: 'query-8' }))
    await desk.advance(HOUR)
    expect(desk.rows("SELECT * FROM Job WHERE kind = 'answer-press'")).toEqual([])
    await desk.platform.up()
  })
})

describe('what is told of the person', () => {
  test('blocked and left are shown until they come back', async () => {
    const id = await desk.say(channel, 'hi', { from: 'u1' })
    const blocked = () => desk.rooms.reading.conversation(id).contact.blocked
    await desk.receive(channel, event('blocked', { from: 'u1' }, {}))
    expect(blocked()).toBe(true)
    await desk.receive(channel, event('unblocked', { from: 'u1' }, {}))
    expect(blocked()).toBe(false)
    await desk.receive(channel, event('left', { from: 'u1' }, {}))
    expect(blocked()).toBe(true)
    await desk.say(channel, 'back again', { from: 'u1' })
    expect(blocked()).toBe(false)
  })

  test('who leaves a group has not left us', async () => {
    const id = await desk.say(channel, 'hi', { from: 'u1' })
    await desk.say(channel, 'hi all', { from: 'u1', surface: 'group', thread: 'g' })
    await desk.receive(channel, event('left', { from: 'u1', surface: 'group', thread: 'g' }, {}))
    expect(desk.rooms.reading.conversation(id).contact.blocked).toBe(false)
  })

  test('followed makes them known and no conversation', async () => {
    await desk.receive(channel, event('followed', { from: 'u1', name: 'Ann' }, { payload: 'ad-7' }), event('followed', { from: 'u1' }, {}))
    expect(desk.rows('SELECT name FROM Contact')).toEqual([{ name: 'Ann' }])
    expect(desk.row('SELECT count(*) AS n FROM Conversation')).toEqual({ n: 0 })
  })

  test('typing is stored nowhere', async () => {
    await desk.say(channel, 'hi', { from: 'u1' })
    const before = desk.row('SELECT (SELECT count(*) FROM Inbound) AS inbound, (SELECT max(seq) FROM LogEntry) AS log')
    expect(await desk.receive(channel, event('typing', { from: 'u1' }, {}))).toBe('ignored')
    expect(desk.row('SELECT (SELECT count(*) FROM Inbound) AS inbound, (SELECT max(seq) FROM LogEntry) AS log')).toEqual(before)
  })

  test('blocked is told of the open case; of who has none there is nothing to tell', async () => {
    const id = await desk.say(channel, 'hi', { from: 'u1' })
    const seq = desk.rooms.log.last()
    await desk.receive(channel, event('blocked', { from: 'u1' }, {}), event('blocked', { from: 'stranger' }, {}))
    expect(desk.rooms.log.after(seq, 9)).toMatchObject([
      { type: 'conversation.updated', actor: 'contact:1', conversationId: id, data: '{"action":"blocked"}' },
    ])
    expect((await desk.rooms.setAside.page(null)).items).toEqual([])
  })

  test('a thread that moved is the same thread', async () => {
    const id = await desk.say(channel, 'hi', { surface: 'group', thread: 'old' })
    await desk.receive(channel, event('moved', { surface: 'group', thread: 'old' }, { to: 'new' }))
    expect(await desk.say(channel, 'still here', { surface: 'group', thread: 'new' })).toBe(id)
  })

  test('that is known by its new name already, the case goes on there, with whoever has it and as urgent as it was', async () => {
    const ann = await desk.agent('Ann')
    const id = await desk.say(channel, 'hi', { surface: 'group', thread: 'old' })
    await desk.rooms.handling.claim(ann, id)
    await desk.rooms.handling.prioritise(await desk.owner(), id, 'urgent')
    const next = await desk.say(channel, 'faster than the news', { surface: 'group', thread: 'new' })
    await desk.receive(channel, event('moved', { surface: 'group', thread: 'old' }, { to: 'new' }))
    expect(desk.rooms.reading.conversation(id).status).toBe('resolved')
    expect(desk.rooms.reading.conversation(next)).toMatchObject({ status: 'active', priority: 'urgent', owner: { id: ann.id } })
    // A group weighs two.
    expect((await desk.rooms.agents.get(ann.id)).load).toBe(2)
    await desk.idle()
    expect(desk.platform.calls).toEqual([])
  })

  test('where nothing is open there, it waits for as long as it did, in the same place', async () => {
    const first = await desk.say(channel, 'before', { surface: 'group', thread: 'new' })
    await desk.rooms.handling.resolve(await desk.owner(), first)
    await desk.rooms.contacts.change(await desk.owner(), 1, { vip: true })
    const id = await desk.say(channel, 'hi', { surface: 'group', thread: 'old' })
    const place = desk.row('SELECT queuedAt, rank FROM Conversation WHERE id = ?', id)
    desk.clock.forward(1000)
    await desk.receive(channel, event('moved', { surface: 'group', thread: 'old' }, { to: 'new' }))
    const next = desk.row<{ id: number }>("SELECT id, queuedAt, rank FROM Conversation WHERE status = 'waiting'")
    expect(next).toEqual({ id: expect.any(Number), ...place })
    expect(await desk.say(channel, 'still here', { surface: 'group', thread: 'new' })).toBe(next.id)
  })
})

describe('echoes: our account speaking', () => {
  test('of what we sent is known by its id', async () => {
    const owner = await desk.owner()
    const id = await desk.say(channel, 'hi', { from: 'u1' })
    await desk.rooms.handling.claim(owner, id)
    await desk.reply(owner, id, 'hello')
    await desk.idle()
    const [sent] = desk.platform.delivered
    await desk.receive(channel, event('echo', { thread: 'u1', from: 'our-account' }, { externalId: sent!.id, content: said('hello') }))
    expect(items().map(({ text }) => text)).toEqual(['hi', 'hello'])
  })

  test('of somebody outside the hub is an outgoing message and wakes nobody', async () => {
    const id = await desk.say(channel, 'hi', { from: 'u1' })
    await desk.receive(
      channel,
      event('echo', { thread: 'u1', from: 'our-account', name: 'The shop' }, { externalId: 'e1', content: said('we are closed') }),
    )
    expect(items()[1]).toMatchObject({ direction: 'out', state: 'sent', author: { kind: 'agent', name: 'The shop' } })
    expect(desk.rooms.reading.conversation(id)).toMatchObject({ status: 'waiting', waitingSince: null, unread: 0 })
  })

  test('is no customer: nobody new is made, nobody is unblocked', async () => {
    await desk.say(channel, 'hi', { from: 'u1', thread: 'dm-1' })
    await desk.receive(channel, event('blocked', { from: 'u1', thread: 'dm-1' }, {}))
    await desk.receive(channel, event('echo', { thread: 'dm-1', from: 'our-account' }, { externalId: 'e1', content: said('bye') }))
    expect(desk.rows('SELECT externalId FROM Identity')).toEqual([{ externalId: 'u1' }])
    expect(desk.rooms.reading.conversation(1).contact.blocked).toBe(true)
  })

  test('in a resolved conversation does not reopen it', async () => {
    const owner = await desk.owner()
    const id = await desk.say(channel, 'hi', { from: 'u1' })
    await desk.rooms.handling.claim(owner, id)
    await desk.rooms.handling.resolve(owner, id)
    await desk.receive(channel, event('echo', { thread: 'u1' }, { externalId: 'e1', content: said('one more thing') }))
    expect(desk.rooms.reading.conversation(id)).toMatchObject({ status: 'resolved', lastSeq: 2 })
  })
})

describe('the text', () => {
  test('half surrogates and NUL are replaced, markup and emoji are kept as text', async () => {
    await desk.receive(channel, message('a\uD800b\u0000c', { name: 'N\u0000\uDC00' }), message('<script>alert(1)</script> **x** 👩‍👩‍👧‍👦 مرحبا'))
    expect(items().map(({ text }) => text)).toEqual(['a\uFFFDb\uFFFDc', '<script>alert(1)</script> **x** 👩‍👩‍👧‍👦 مرحبا'])
    expect(desk.rows('SELECT name FROM Contact')).toEqual([{ name: 'N\uFFFD\uFFFD' }])
  })

  test('100,000 characters are kept whole, the preview is short and well-formed', async () => {
    const long = '😀'.repeat(50_000)
    await desk.receive(channel, message(long))
    expect(items()[0]?.text).toBe(long)
    const { preview } = desk.rooms.reading.conversation(1)
    expect(preview!.length).toBeLessThan(200)
    expect(preview!.isWellFormed()).toBe(true)
  })

  test('what cannot be shown is said, with the raw kept', async () => {
    const strange = { ...message('', { content: [{ type: 'unsupported', kind: 'dice', summary: 'A dice' }] }), raw: '{"dice":6}' }
    await desk.receive(channel, strange)
    expect(items()[0]).toMatchObject({ content: [{ type: 'unsupported', kind: 'dice' }], text: 'A dice' })
    expect(desk.row('SELECT raw FROM Inbound')).toEqual({ raw: '{"dice":6}' })
  })

  test('what is shown whole is not kept twice', async () => {
    await desk.receive(channel, { ...message('hello'), raw: '{"text":"hello"}' }, { ...event('entered', {}, {}), raw: '{"ad":7}' })
    expect(desk.rows('SELECT raw FROM Inbound ORDER BY rowid')).toEqual([{ raw: null }, { raw: '{"ad":7}' }])
  })
})
