import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Adapter } from '../../../../src/contract/adapter.ts'
import type { EventOf } from '../../../../src/model/events.ts'
import { DAY, MINUTE } from '../../../support/clock.ts'
import { message } from '../../../support/events.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import { openTestDesk, type TestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
beforeEach(() => open())
async function open(file = false): Promise<void> {
  const asked = createTestAdapter({ kind: 'asked', pollEvery: 5 * MINUTE }) as Adapter
  desk = await openTestDesk({ adapters: { test: createTestAdapter() as Adapter, asked }, file })
  channel = await desk.channel()
}
afterEach(() => desk.close())

/** Until it is lifted, the database refuses messages that say so: a fault of ours that a later version mends. */
function poison(): () => void {
  desk.sql.exec(
    "CREATE TRIGGER poison BEFORE INSERT ON Message WHEN NEW.text LIKE '%poison%' BEGIN SELECT RAISE(ABORT, 'cannot be taken'); END",
  )
  return () => desk.sql.exec('DROP TRIGGER poison')
}
const texts = () => desk.rows<{ text: string }>('SELECT text FROM Message ORDER BY id').map(({ text }) => text)
const aside = async () => (await desk.rooms.setAside.page(null)).items
const unreadable = (key: string): EventOf<'message'> => ({ ...message('', { key }), content: null as never })

describe('one event that cannot be taken in', () => {
  test('is set aside as it came; what stands before and behind it goes on, and the platform has its answer', async () => {
    poison()
    const bad = { ...message('poison', { from: 'u1', key: 'bad', at: desk.clock.now() }), raw: '{"as":"received"}' }
    expect(await desk.receive(channel, message('before', { from: 'u1' }), bad, message('behind', { from: 'u1' }))).toBe('stored')
    expect(texts()).toEqual(['before', 'behind'])
    expect(await aside()).toMatchObject([{ channel, state: 'waiting', error: expect.stringContaining('cannot be taken'), event: bad }])
    expect(desk.trace).toContainEqual({ level: 'error', event: 'inbox.set-aside', data: expect.objectContaining({ channel }) })
    // Numbers in the conversation and in the log have no gap where it was.
    expect(desk.rows('SELECT seq FROM Message ORDER BY id')).toEqual([{ seq: 1 }, { seq: 2 }])
    const { n, last } = desk.row<{ n: number; last: number }>('SELECT count(*) AS n, max(seq) AS last FROM LogEntry')
    expect(n).toBe(last)
  })

  test('leaves nothing half-done: neither who sent it nor where is kept', async () => {
    poison()
    await desk.receive(channel, message('poison', { from: 'stranger' }))
    expect(desk.rows('SELECT (SELECT count(*) FROM Contact) AS contacts, (SELECT count(*) FROM Thread) AS threads')).toEqual([
      { contacts: 0, threads: 0 },
    ])
    // And what is said there later finds its own way.
    await desk.receive(channel, message('hello', { from: 'stranger' }))
    expect(desk.rooms.reading.conversation(1)).toMatchObject({ preview: 'hello', unread: 1 })
  })

  test('takes none of those with it that arrive in the same moment', async () => {
    const many = Array.from({ length: 20 }, (_, index) => (index % 5 === 3 ? unreadable(`bad ${index}`) : message(`good ${index}`)))
    const outcomes = await Promise.all(many.map((one) => desk.receive(channel, one)))
    expect(new Set(outcomes)).toEqual(new Set(['stored']))
    expect(texts()).toHaveLength(16)
    expect(await aside()).toHaveLength(4)
  })

  test('does not hold up a platform that is asked: the place moves on', async () => {
    const asked = await desk.channel({ kind: 'asked' })
    desk.platform.news.push(message('one', { at: 1 }), unreadable('bad'), message('three', { at: 1 }))
    await desk.advance(5 * MINUTE)
    expect(texts()).toEqual(['one', 'three'])
    expect(desk.row('SELECT cursor FROM Channel WHERE id = ?', asked)).toEqual({ cursor: '3' })
    expect(await aside()).toHaveLength(1)
  })

  test('is set aside once, however often it comes', async () => {
    await desk.receive(channel, unreadable('bad'))
    await desk.receive(channel, unreadable('bad'), unreadable('worse'))
    expect(await aside()).toHaveLength(2)
  })

  test('without a key of its own stands for itself', async () => {
    await desk.receive(channel, { ...unreadable(''), dedupeKey: null as never }, { ...message('x'), dedupeKey: null as never })
    expect(await aside()).toHaveLength(2)
  })

  test('is there after a crash', async () => {
    await desk.close()
    await open(true)
    await desk.receive(channel, unreadable('bad'))
    await desk.restart()
    expect(await aside()).toHaveLength(1)
  })
})

describe('a database that cannot take anything', () => {
  test('is no reason to set aside: the platform has to come again', async () => {
    await desk.say(channel, 'first', { from: 'u1' })
    const { page_count: now } = desk.row<{ page_count: number }>('PRAGMA page_count')
    desk.sql.exec(`PRAGMA max_page_count = ${now}`)
    const large = message('x'.repeat(50_000), { from: 'u1', key: 'large' })
    await expect(desk.receive(channel, large)).rejects.toMatchObject({ code: 'full' })
    desk.sql.exec('PRAGMA max_page_count = 1000000')
    expect(await aside()).toEqual([])
    expect(await desk.receive(channel, large)).toBe('stored')
  })
})

describe('what was set aside', () => {
  test('is played again when what was wrong is mended, in its place by time, and twice is once', async () => {
    const mend = poison()
    const bad = message('poison', { from: 'u1', key: 'bad' })
    await desk.receive(channel, bad)
    const [{ id } = { id: 0 }] = await aside()
    await expect(desk.rooms.replay(id)).rejects.toMatchObject({ code: 'set-aside', status: 422 })
    expect(await aside()).toMatchObject([{ id, state: 'waiting' }])
    mend()
    await desk.rooms.replay(id)
    expect(texts()).toEqual(['poison'])
    expect(await aside()).toMatchObject([{ id, state: 'replayed' }])
    await desk.rooms.replay(id)
    expect(await desk.receive(channel, bad)).toBe('duplicate')
    expect(texts()).toEqual(['poison'])
  })

  test('by others than the inbox is there too, and plays', async () => {
    const lost = message('from a dead letter', { from: 'u1', at: desk.clock.now() })
    await desk.desk.kit.commit(() => desk.rooms.setAside.put(channel, [lost], 'The queue gave it up.'))
    await desk.rooms.replay((await aside())[0]?.id ?? 0)
    expect(texts()).toEqual(['from a dead letter'])
  })

  test('comes in pages, newest first, and can be thrown away', async () => {
    for (let n = 0; n < 60; n++) await desk.receive(channel, unreadable(`bad ${n}`))
    const first = await desk.rooms.setAside.page(null)
    const second = await desk.rooms.setAside.page(first.next ?? null)
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 10, undefined])
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(60)
    expect(first.items[0]?.id).toBeGreaterThan(second.items[0]?.id ?? 0)
    expect(await desk.rooms.setAside.page('9'.repeat(30))).toEqual(first)
    await desk.rooms.setAside.drop(first.items[0]?.id ?? 0)
    expect(desk.row('SELECT count(*) AS n FROM SetAside')).toEqual({ n: 59 })
    for (const { id } of second.items.slice(1)) await desk.rooms.setAside.drop(id)
    expect(await desk.rooms.setAside.page(null)).toMatchObject({ items: { length: 50 } })
    expect(await desk.rooms.setAside.page(null)).not.toHaveProperty('next')
  })

  test('is kept until somebody decides; what was played again goes after a quarter of a year', async () => {
    await desk.receive(channel, unreadable('bad'))
    await desk.desk.kit.commit(() => desk.rooms.setAside.put(channel, [message('x', { at: desk.clock.now() })], 'lost'))
    await desk.rooms.replay((await aside())[0]?.id ?? 0)
    // A channel that is on is looked after often, which takes its time.
    await desk.rooms.channelCommands.pause(await desk.owner(), channel)
    await desk.advance(92 * DAY)
    expect(await aside()).toMatchObject([{ state: 'waiting' }])
  })
})
