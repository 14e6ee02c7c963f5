import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { MINUTE } from '../../../support/clock.ts'
import { event } from '../../../support/events.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
beforeEach(async () => {
  desk = await openTestDesk({ file: true })
  channel = await desk.channel()
  ann = await desk.agent('Ann', { capacity: 1000 })
})
afterEach(() => desk.close())

const text = (id: number): string => desk.row<{ text: string }>('SELECT text FROM Message WHERE id = ?', id).text
const found = (q: string, more: object = {}): string[] =>
  desk.rooms.search.messages({ q, limit: 50, ...more }).items.map(({ id }) => text(id))
const say = (said: string, from = 'u', more: object = {}): Promise<number> => desk.say(channel, said, { from, ...more })

describe('a search of what was said', () => {
  test.each([
    ['退款', ['我想申请退款，可以吗', '退款']],
    ['申请退款', ['我想申请退款，可以吗']],
    ['退', ['我想申请退款，可以吗', '退款', '退货要收款吗']],
    ['款', ['我想申请退款，可以吗', '退款', '退货要收款吗']],
    ['退款 可以', ['我想申请退款，可以吗']],
    ['款退', []],
    ['refu', ['Refund for order SN-99213, please', 'REFUNDED café']],
    ['REFUND', ['Refund for order SN-99213, please', 'REFUNDED café']],
    ['fund', []],
    ['please refund', ['Refund for order SN-99213, please']],
    ['"please refund"', []],
    ['"order SN"', ['Refund for order SN-99213, please']],
    ['“Refund for”', ['Refund for order SN-99213, please']],
    ['"refu"', []],
    ['99213', ['Refund for order SN-99213, please']],
    ['ｏｒｄｅｒ', ['Refund for order SN-99213, please']],
    ['cafe', ['REFUNDED café']],
    ['or', ['Two or three']],
    ['th', []],
    ['thr', ['Two or three']],
    ['%', []],
    ['😀', []],
  ])('%s', async (q, expected) => {
    for (const one of [
      '我想申请退款，可以吗',
      '退款',
      '退货要收款吗',
      'Refund for order SN-99213, please',
      'REFUNDED café',
      'Two or three',
    ])
      await say(one)
    expect(found(q).toSorted()).toEqual(expected.toSorted())
  })

  test('takes nothing for an operator and fails for nothing', async () => {
    await say('one AND two OR three NOT four NEAR five')
    for (const q of [
      'one AND two',
      'one OR three',
      'four NOT',
      'NEAR(one five)',
      'one : two',
      '-one',
      '^one',
      'one*',
      '"one',
      'one"',
      '{one two}',
      'one + two',
      '(one',
    ])
      expect([q, found(q).length]).toEqual([q, 1])
    for (const q of ['', '"', '""', '*', '()', 'missing OR one', 'a '.repeat(100), '退'.repeat(200)]) expect([q, found(q)]).toEqual([q, []])
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (q) => {
        found(q)
        desk.rooms.search.contacts({ q, limit: 1 })
        desk.rooms.search.conversations(q)
      }),
    )
  })

  test('follows edits, and forgets what was taken back or erased', async () => {
    await say('first words', 'u', { id: 'm1' })
    await say('other words', 'u', { id: 'm2' })
    const id = await say('third words', 'u', { id: 'm3' })
    expect(found('words')).toHaveLength(3)
    const from = { from: 'u' }
    await desk.receive(channel, event('edited', from, { externalId: 'm1', content: [{ type: 'text', text: 'first thoughts' }] }))
    await desk.receive(channel, event('recalled', from, { externalIds: ['m2'] }))
    expect(found('words')).toEqual(['third words'])
    expect(found('thoughts')).toEqual(['first thoughts'])
    expect(found('other')).toEqual([])
    expect(desk.rooms.search.conversations('other').ids).toEqual([])
    const { id: gone } = desk.row<{ id: number }>("SELECT id FROM Message WHERE text = 'third words'")
    await desk.desk.kit.commit(() => {
      for (const table of ['MessageRef', 'Message'])
        desk.sql.exec(`DELETE FROM ${table} WHERE ${table === 'Message' ? 'id' : 'messageId'} = ${gone}`)
      desk.rooms.log.append({ type: 'message.updated', actor: 'system', conversationId: id, messageId: gone })
    })
    expect(found('words')).toEqual([])
    expect(desk.rooms.search.conversations('words').ids).toEqual([])
    expect(found('thoughts')).toEqual(['first thoughts'])
  })

  test('finds what agents wrote, and goes on finding it while it is delivered', async () => {
    const id = await say('hello')
    await desk.rooms.handling.claim(ann, id)
    await desk.reply(ann, id, 'Your parcel is on its way')
    expect(found('parcel')).toHaveLength(1)
    await desk.idle()
    await desk.receive(channel, event('receipt', { thread: 'u' }, { state: 'read', of: { until: desk.clock.now() } }))
    expect(found('parcel')).toHaveLength(1)
    await desk.rooms.replies.note(ann, id, { content: [{ type: 'text', text: 'a note on the parcel' }], key: 'n' })
    expect(found('parcel')).toHaveLength(2)
  })

  test('the better match comes first, the newer one of equals', async () => {
    await say('refunded in the end, after long talks with the warehouse and three letters to the carrier')
    await say('refund, refund, refund', 'x')
    await say('refund', 'v')
    await say('refund', 'w')
    const { items } = desk.rooms.search.messages({ q: 'refund', limit: 50 })
    expect(items.map(({ id }) => id)).toEqual([2, 4, 3, 1])
  })

  test('shows a piece of a long text with what was found in it', async () => {
    await say(`${'很久以前 '.repeat(40)}我要退款 for the Phone, 退款!${' and so on'.repeat(40)}`)
    const [hit] = desk.rooms.search.messages({ q: '退款 pho', limit: 1 }).items
    const { text: piece, marks } = hit!.snippet
    expect(piece.length).toBeLessThan(170)
    expect(piece).toMatch(/^….*我要退款 for the Phone.*…$/)
    expect(marks.map(({ start, end }) => piece.slice(start, end))).toEqual(['退款', 'Phone', '退款'])
  })

  test('only of one channel, also where few of very many are', async () => {
    const quiet = await desk.channel()
    await desk.say(quiet, 'refund of the quiet', { from: 'q' })
    for (let index = 0; index < 210; index += 1) await say('refund', `u${index % 7}`)
    expect(found('refund', { channel: quiet })).toEqual(['refund of the quiet'])
    expect(found('refund', { channel: 'another' })).toEqual([])
    expect(desk.rooms.search.conversations('refund', quiet).ids).toHaveLength(1)
  })

  test('page by page, each once, however many there are', async () => {
    for (let index = 0; index < 450; index += 1) await say(`word ${index}`, `u${index % 9}`)
    const ids: number[] = []
    let cursor: string | undefined
    do {
      const page = desk.rooms.search.messages({ q: 'word', limit: 35, cursor })
      expect(page.items.length).toBeGreaterThan(0)
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.next
      await say('word of the hour', 'late')
    } while (cursor !== undefined)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => id <= 450)).toHaveLength(450)
    for (const wrong of ['x', '1', '1.x', '-1.0'])
      expect(() => desk.rooms.search.messages({ q: 'word', limit: 1, cursor: wrong })).toThrow('cursor')
  })
})

describe('the index', () => {
  test('is made anew when it is not there, and says so until it is whole', async () => {
    await say('word', 'u', { name: 'Kim' })
    const more = `INSERT INTO Message (conversationId, threadId, seq, direction, authorKind, content, text, at, storedAt, state)
      WITH RECURSIVE n(n) AS (VALUES (2) UNION ALL SELECT n + 1 FROM n WHERE n < 800)
      SELECT 1, 1, n, 'in', 'contact', '[]', 'word ' || n, 0, 0, 'received' FROM n`
    await desk.desk.kit.commit(() => desk.sql.exec(more))
    for (const table of ['MessageWords1', 'ContactWords1']) desk.sql.exec(`DROP TABLE ${table}`)
    await desk.restart()
    expect(desk.rooms.search.messages({ q: 'word', limit: 1 })).toMatchObject({ incomplete: 'index' })
    await desk.idle()
    expect(desk.rooms.search.messages({ q: 'word', limit: 1 })).not.toHaveProperty('incomplete')
    for (const number of ['2', '800']) expect(found(`"word ${number}"`)).toEqual([`word ${number}`])
    expect(desk.rooms.search.contacts({ q: 'Kim', limit: 50 }).items).toHaveLength(1)
    expect(desk.rooms.readers.states()).toMatchObject([
      { rebuilding: false, behind: 0 },
      { rebuilding: false, behind: 0 },
    ])
  })

  test('of an older make is thrown away', async () => {
    await say('word')
    expect(found('word')).toHaveLength(1)
    desk.sql.exec('ALTER TABLE MessageWords1 RENAME TO MessageWords0')
    await desk.restart()
    await desk.idle()
    expect(found('word')).toHaveLength(1)
    expect(desk.rows("SELECT name FROM sqlite_master WHERE name GLOB 'MessageWords0*'")).toEqual([])
  })

  test('one that is far behind says so, and the list too', async () => {
    await say('a word')
    expect(desk.rooms.search.messages({ q: 'word', limit: 1 })).not.toHaveProperty('incomplete')
    await desk.desk.kit.commit(() => desk.sql.exec("UPDATE Message SET text = replace(hex(zeroblob(600)), '00', 'word ')"))
    const rows = Array.from({ length: 1200 }, () => "INSERT INTO LogEntry (at, type) VALUES (1, 'x');").join('')
    await desk.desk.kit.commit(() => desk.sql.exec(rows))
    expect(desk.rooms.search.messages({ q: 'word', limit: 1 })).toMatchObject({ incomplete: 'index' })
    expect(desk.rooms.reading.list({ view: 'open', agentId: ann.id, limit: 1, q: 'word' })).toMatchObject({ incomplete: 'index' })
    desk.desk.sweep()
    await desk.idle()
    expect(desk.rooms.search.messages({ q: 'word', limit: 1 })).not.toHaveProperty('incomplete')
  })

  test('shows nothing of what was taken back or changed, however far behind it is', async () => {
    await say('a secret', 'u', { id: 'm1' })
    await say('a secret too', 'u', { id: 'm2' })
    expect(found('secret')).toHaveLength(2)
    const rows = Array.from({ length: 1200 }, () => "INSERT INTO LogEntry (at, type) VALUES (1, 'x');").join('')
    await desk.sql.commit(() => {
      desk.sql.exec(rows)
      desk.sql.exec("UPDATE Message SET recalledAt = 1 WHERE id = 1; UPDATE Message SET text = 'nothing' WHERE id = 2")
    })
    expect(desk.rooms.search.messages({ q: 'secret', limit: 9 })).toEqual({ items: [], incomplete: 'index' })
  })

  test('made anew holds nothing of before', async () => {
    const id = await say('nothing')
    await say('a secret')
    expect(desk.rooms.search.conversations('secret').ids).toEqual([id])
    await desk.idle()
    desk.sql.exec("DELETE FROM Message WHERE text = 'a secret'; DELETE FROM LogReader")
    await desk.restart()
    await desk.idle()
    expect(desk.rooms.search.conversations('secret').ids).toEqual([])
    expect(desk.rooms.search.conversations('nothing').ids).toEqual([id])
  })

  test('is brought up by itself, without anybody asking', async () => {
    for (let index = 0; index < 40; index += 1) await say(`word ${index}`)
    await desk.idle()
    expect(desk.rooms.readers.states()[0]!.behind).toBeLessThan(50)
    desk.desk.sweep()
    await desk.idle()
    expect(desk.rooms.readers.states()).toMatchObject([{ behind: 0 }, { behind: 0 }])
    await desk.advance(MINUTE)
  })
})
