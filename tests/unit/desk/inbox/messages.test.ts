import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, SECOND } from '../../../support/clock.ts'
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

const texts = (): unknown[] => desk.rows<{ text: string }>('SELECT text FROM Message ORDER BY id').map(({ text }) => text)
const view = (id: number) => desk.rooms.reading.conversation(id)

describe('the same event again', () => {
  test('changes nothing, also in one delivery and in five at once', async () => {
    const hello = message('hello', { key: 'k' })
    expect(await desk.receive(channel, hello, hello)).toBe('stored')
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => desk.receive(channel, hello)))
    expect(outcomes).toEqual(Array.from({ length: 5 }, () => 'duplicate'))
    expect(texts()).toEqual(['hello'])
    expect(view(1)).toMatchObject({ unread: 1, lastSeq: 1 })
  })

  test('is another event on another channel', async () => {
    const other = await desk.channel()
    await desk.receive(channel, message('hello', { key: 'k', id: 'm1' }))
    expect(await desk.receive(other, message('hello', { key: 'k', id: 'm1' }))).toBe('stored')
    expect(desk.row('SELECT count(*) AS people FROM Contact')).toEqual({ people: 2 })
  })

  test('what is new in a batch is stored beside what was known', async () => {
    await desk.receive(channel, message('one', { key: 'k1' }))
    expect(await desk.receive(channel, message('one', { key: 'k1' }), message('two', { key: 'k2' }))).toBe('stored')
    expect(texts()).toEqual(['one', 'two'])
  })

  test('the same message under another key is the same message', async () => {
    await desk.receive(channel, message('one', { id: 'm1', key: 'webhook:1' }))
    await desk.receive(channel, message('one', { id: 'm1', key: 'poll:1' }))
    expect(texts()).toEqual(['one'])
  })
})

describe('who writes', () => {
  test('is one contact with one identity and one thread', async () => {
    await desk.say(channel, 'one', { from: 'u1', name: 'Ann' })
    await desk.say(channel, 'two', { from: 'u1', name: 'Ann B.' })
    await desk.say(channel, 'three', { from: 'u2' })
    expect(desk.rows('SELECT externalId, name, contactId FROM Identity ORDER BY id')).toEqual([
      { externalId: 'u1', name: 'Ann B.', contactId: 1 },
      { externalId: 'u2', name: null, contactId: 2 },
    ])
    expect(view(1).contact).toMatchObject({ name: 'Ann B.', identities: [{ externalId: 'u1', channelId: channel }] })
    expect(desk.row('SELECT count(*) AS n FROM Thread')).toEqual({ n: 2 })
  })

  test('keeps the name that an agent gave', async () => {
    const owner = await desk.owner()
    await desk.say(channel, 'one', { from: 'u1', name: 'xX_ann_Xx' })
    await desk.rooms.contacts.change(owner, 1, { name: 'Ann Lee' })
    await desk.say(channel, 'two', { from: 'u1', name: 'ann2' })
    expect(desk.rooms.contacts.get(1)).toMatchObject({ name: 'Ann Lee', identities: [{ name: 'ann2' }] })
  })

  test('a later route replaces the earlier one, none keeps it', async () => {
    const from = (route?: { [key: string]: string }) => ({
      ...message('x', { from: 'u1' }),
      thread: { externalId: 'u1', ...(route && { route }) },
    })
    await desk.receive(channel, from({ a: '1' }), from({ b: '2' }), from())
    expect(desk.row('SELECT route FROM Thread')).toEqual({ route: '{"b":"2"}' })
  })

  test('in a group everyone is somebody, and the thread is one', async () => {
    const inGroup = { surface: 'group', thread: 'g1' } as const
    const first = await desk.say(channel, 'one', { ...inGroup, from: 'u1', name: 'Ann' })
    const second = await desk.say(channel, 'two', { ...inGroup, from: 'u2', name: 'Bob' })
    expect(second).toBe(first)
    const { items } = desk.rooms.reading.timeline(first, { limit: 10 })
    expect(items.map(({ author, text }) => [author.name, text])).toEqual([
      ['Ann', 'one'],
      ['Bob', 'two'],
    ])
    expect(view(first).surface).toBe('group')
    expect(await desk.say(channel, 'in private', { from: 'u1' })).not.toBe(first)
  })

  test('nobody is named: the thread itself is the contact', async () => {
    await desk.receive(channel, { ...message('x', { thread: 't9' }), sender: null, thread: { externalId: 't9', title: 'Shop' } })
    expect(desk.rows('SELECT externalId, name FROM Identity')).toEqual([{ externalId: 't9', name: 'Shop' }])
  })
})

describe('the conversation', () => {
  test('is new with the first message, waiting in the default queue', async () => {
    const id = await desk.say(channel, 'help me', { from: 'u1' })
    const now = new Date(desk.clock.now()).toISOString()
    expect(view(id)).toMatchObject({
      status: 'waiting',
      owner: { kind: 'queue' },
      preview: 'help me',
      unread: 1,
      waitingSince: now,
      startedAt: now,
    })
  })

  test('goes on while it is open', async () => {
    const id = await desk.say(channel, 'one')
    desk.clock.forward(30 * DAY)
    expect(await desk.say(channel, 'two')).toBe(id)
    expect(desk.rooms.reading.timeline(id, { limit: 10 }).items.map(({ seq }) => seq)).toEqual([1, 2])
  })

  test.each([
    [0, true],
    [24 * HOUR - 1, true],
    [24 * HOUR, false],
  ])('%d ms after it was resolved, reopened: %s', async (later, reopened) => {
    const owner = await desk.owner()
    const id = await desk.say(channel, 'one')
    await desk.rooms.handling.claim(owner, id)
    await desk.rooms.handling.resolve(owner, id)
    desk.clock.forward(later)
    const next = await desk.say(channel, 'two')
    expect(next === id).toBe(reopened)
    expect(view(next)).toMatchObject({ status: 'waiting', resolvedAt: null })
    expect(desk.row('SELECT count(*) AS n FROM Conversation WHERE openThreadId IS NOT NULL')).toEqual({ n: 1 })
  })

  test('reopened, it has waited since the new message, not since the old one', async () => {
    const owner = await desk.owner()
    const id = await desk.say(channel, 'nobody answered this')
    await desk.rooms.handling.claim(owner, id)
    await desk.rooms.handling.resolve(owner, id)
    expect(view(id)).toMatchObject({ waitingSince: null })
    desk.clock.forward(10 * HOUR)
    await desk.say(channel, 'again')
    expect(view(id)).toMatchObject({ waitingSince: new Date(desk.clock.now()).toISOString() })
    expect(desk.row('SELECT queuedAt FROM Conversation')).toEqual({ queuedAt: desk.clock.now() })
  })

  test('a late delivery of an old message does not turn the clock back', async () => {
    const id = await desk.say(channel, 'new')
    const now = desk.clock.now()
    await desk.say(channel, 'old', { at: now - HOUR })
    expect(view(id)).toMatchObject({ lastAt: new Date(now).toISOString() })
  })

  test("a platform's clock that is wrong cannot harm", async () => {
    for (const [index, at] of [Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1, -1e300, 1.5, 1e15].entries()) {
      expect(await desk.receive(channel, { ...message('x', { from: `u${index}` }), at })).toBe('stored')
    }
    const now = new Date(desk.clock.now()).toISOString()
    for (const { id } of desk.rooms.reading.list({ view: 'open', agentId: '', limit: 50 }).items) {
      expect(view(Number(id)).waitingSince! <= now).toBe(true)
      expect(desk.rooms.reading.timeline(Number(id), { limit: 1 }).items).toHaveLength(1)
    }
  })
})

describe('an answer', () => {
  const items = () => desk.rooms.reading.timeline(1, { limit: 10 }).items

  test('names the message that it answers, and quotes one that is not known here', async () => {
    await desk.receive(channel, message('number 4711', { id: 'm1' }))
    await desk.receive(channel, message('this one', { replyTo: 'm1', quoted: 'number 4711' }))
    await desk.receive(channel, message('that one', { replyTo: 'long-ago', quoted: 'number 12' }))
    expect(items()[1]).toMatchObject({ replyTo: items()[0]?.id, content: [{ type: 'text', text: 'this one' }] })
    expect(items()[2]?.content).toEqual([
      { type: 'quote', text: 'number 12' },
      { type: 'text', text: 'that one' },
    ])
    expect(items()[2]).not.toHaveProperty('replyTo')
  })
})

describe('albums', () => {
  const photo = (ref: string, caption?: string) => ({ type: 'image' as const, ref, mime: 'image/png', ...(caption && { caption }) })

  test('parts of a group are one message, edits and replies find it by any of its ids', async () => {
    await desk.receive(channel, message('', { group: 'g', id: 'p1', content: [photo('a', 'look')] }))
    desk.clock.forward(SECOND)
    await desk.receive(
      channel,
      message('', { group: 'g', id: 'p2', content: [photo('b')] }),
      message('', { group: 'g', id: 'p3', content: [photo('c')] }),
    )
    const [album, ...others] = desk.rooms.reading.timeline(1, { limit: 10 }).items
    expect(others).toEqual([])
    expect(album?.content.map(({ type }) => type)).toEqual(['image', 'image', 'image'])
    expect(view(1)).toMatchObject({ unread: 1 })
    await desk.receive(channel, message('this one', { replyTo: 'p2' }), event('recalled', {}, { externalIds: ['p3'] }))
    const items = desk.rooms.reading.timeline(1, { limit: 10 }).items
    expect(items[1]).toMatchObject({ replyTo: album?.id })
    expect(items[0]).toHaveProperty('recalled')
    await desk.idle()
    expect(
      desk.rows("SELECT state FROM File WHERE state <> 'failed'").length + desk.rows("SELECT id FROM File WHERE state = 'failed'").length,
    ).toBe(3)
  })

  test('the same group in another thread is another album', async () => {
    await desk.receive(channel, message('', { from: 'u1', group: 'g', content: [photo('a')] }))
    await desk.receive(channel, message('', { from: 'u2', group: 'g', content: [photo('b')] }))
    expect(desk.row('SELECT count(*) AS n FROM Message')).toEqual({ n: 2 })
  })
})
