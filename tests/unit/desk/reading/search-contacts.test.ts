import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { DAY } from '../../../support/clock.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  ann = await desk.agent('Ann', { capacity: 1000 })
})
afterEach(() => desk.close())

const found = (q: string, more: object = {}): number[] => desk.rooms.search.contacts({ q, limit: 50, ...more }).items.map(({ id }) => id)
const listed = (q: string, more: object = {}): number[] =>
  desk.rooms.reading.list({ view: 'open', agentId: ann.id, limit: 50, q, ...more }).items.map(({ number }) => number)

describe('a search for people', () => {
  test('by name, its beginning, mail and phone, as they are now', async () => {
    await desk.say(channel, 'hi', { from: 'u1', name: '欧阳小明' })
    await desk.say(channel, 'hi', { from: 'u2', name: 'Zoë Miller' })
    expect(found('小明')).toEqual([1])
    expect(found('欧')).toEqual([1])
    expect(found('zoe m')).toEqual([2])
    expect(found('hi')).toEqual([])
    await desk.rooms.contacts.change(ann, 2, { name: 'Jo Miller', phone: '+86 138-0013-8000', email: 'jo@shop.example' })
    // The platform's name for her stays one that she is found by.
    for (const q of ['jo', 'zoe', '13800138000', '8613', 'shop.example', 'jo@shop.example'])
      expect([q, found(q)]).toEqual([q, q === '13800138000' ? [] : [2]])
    expect(found('8613800138000')).toEqual([2])
    await desk.say(channel, 'hi', { from: 'u2', name: 'Zoey Miller' })
    expect(found('zoey')).toEqual([2])
    const [hit] = desk.rooms.search.contacts({ q: 'jo', limit: 1 }).items
    expect(hit!.snippet.marks.map(({ start, end }) => hit!.snippet.text.slice(start, end))).toEqual(['Jo', 'jo'])
  })

  test('on a channel', async () => {
    const other = await desk.channel()
    await desk.say(channel, 'hi', { from: 'u1', name: 'Kim' })
    await desk.say(other, 'hi', { from: 'u2', name: 'Kim' })
    expect(found('kim')).toEqual([2, 1])
    expect(found('kim', { channel: other })).toEqual([2])
  })

  test('who is part of another is found as that one, until they are parted', async () => {
    await desk.say(channel, 'hi', { from: 'u1', name: 'Kim' })
    await desk.say(channel, 'hi', { from: 'u2', name: 'Lee' })
    expect(found('kim')).toEqual([1])
    await desk.rooms.people.merge(ann, 1, 2)
    expect([found('kim'), found('lee')]).toEqual([[2], [2]])
    await desk.rooms.people.split(ann, 2, 1)
    expect([found('kim'), found('lee')]).toEqual([[1], [2]])
  })
})

describe('a search in a list', () => {
  test('looks at all that was said, not only the last of it, at names, and at numbers', async () => {
    const [one, two] = [
      await desk.say(channel, '我要退款', { from: 'u1', name: 'Kim' }),
      await desk.say(channel, 'hello', { from: 'u2', name: 'Lee' }),
    ]
    await desk.say(channel, 'thanks', { from: 'u1' })
    expect(listed('退款')).toEqual([one])
    expect(listed('lee')).toEqual([two])
    expect(listed(`#${two}`)).toEqual([two])
    expect(listed(String(two))).toEqual([two])
    expect(listed('#99999')).toEqual([])
    expect(listed('退款 lee')).toEqual([])
    expect(listed('😀')).toEqual([])
  })

  test('goes with every view, filter and page', async () => {
    const other = await desk.channel()
    const ids: number[] = []
    for (let index = 0; index < 12; index += 1) {
      const id = await desk.say(index % 3 === 0 ? other : channel, `refund ${index}`, { from: `u${index}` })
      await desk.say(index % 3 === 0 ? other : channel, 'never mind', { from: `u${index}` })
      ids.push(id)
      desk.clock.forward(1000)
      if (index % 2 === 0) {
        await desk.rooms.handling.claim(ann, id)
        await desk.rooms.handling.resolve(ann, id)
      }
    }
    await desk.say(channel, 'something else', { from: 'x' })
    const [even, odd] = [ids.filter((_, index) => index % 2 === 0), ids.filter((_, index) => index % 2 === 1)]
    expect(listed('refund', { view: 'resolved' })).toEqual(even.toReversed())
    expect(listed('refund', { view: 'waiting' })).toEqual(odd)
    expect(listed('refund', { view: 'open' })).toEqual(odd.toReversed())
    expect(listed('refund', { view: 'mine' })).toEqual([])
    expect(listed('refund', { view: 'resolved', channel: [other] })).toEqual([ids[6], ids[0]])
    expect(listed('refund', { view: 'resolved', queue: 2 })).toEqual([])
    expect(listed('refund', { view: 'open', contact: 2 })).toEqual([ids[1]])
    const pages: number[] = []
    for (let cursor: string | undefined; ;) {
      const page = desk.rooms.reading.list({ view: 'resolved', agentId: ann.id, limit: 2, q: 'refund', cursor })
      pages.push(...page.items.map(({ number }) => number))
      cursor = page.next
      if (cursor === undefined) break
    }
    expect(pages).toEqual(even.toReversed())
    await desk.advance(2 * DAY)
  })

  test('of very many only the newest are looked at, which is said', async () => {
    const id = await desk.say(channel, 'an old word', { from: 'old' })
    for (let index = 0; index < 40; index += 1) await desk.say(channel, 'word', { from: `u${index}` })
    expect(listed('word', { limit: 100 })).toHaveLength(41)
    const rows = `INSERT INTO Message (conversationId, threadId, seq, direction, authorKind, content, text, at, storedAt, state)
      SELECT c.id, c.threadId, 100 + s.value, 'in', 'contact', '[]', 'word', 0, 0, 'received' FROM Conversation c, generate_series(1, 60) s`
    const logged = `INSERT INTO LogEntry (at, type, conversationId, messageId) SELECT 0, 'message.created', conversationId, id FROM Message WHERE seq > 100`
    await desk.desk.kit.commit(() =>
      desk.sql.exec(
        `${rows.replace('generate_series(1, 60) s', '(WITH RECURSIVE s(value) AS (VALUES (1) UNION ALL SELECT value + 1 FROM s WHERE value < 60) SELECT value FROM s) s')}; ${logged}`,
      ),
    )
    desk.desk.sweep()
    await desk.idle()
    const page = desk.rooms.reading.list({ view: 'open', agentId: ann.id, limit: 100, q: 'word' })
    expect(page).toMatchObject({ incomplete: 'many' })
    expect(page.items.map(({ number }) => number)).not.toContain(id)
    expect(listed('old word')).toEqual([id])
  })
})
