import type { Adapter } from '../../../../src/contract/adapter.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../../support/clock.ts'
import { message } from '../../../support/events.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
afterEach(() => desk.close())

async function open(file = false): Promise<void> {
  desk = await openTestDesk({ adapters: { test: createTestAdapter({ pollEvery: 5 * MINUTE }) as Adapter }, file })
  channel = await desk.channel()
  await desk.idle()
}
const happens = (...texts: string[]) => desk.platform.news.push(...texts.map((text) => message(text, { at: desk.clock.now(), key: text })))
const texts = () => desk.rows<{ text: string }>('SELECT text FROM Message ORDER BY id').map(({ text }) => text)
const cursor = () => desk.row<{ cursor: string | null }>('SELECT cursor FROM Channel').cursor
const ring = (hint = { token: 't' }) => desk.desk.receive({ channelId: channel, events: [], ring: hint })

describe('a platform that is asked', () => {
  test('is asked regularly, page by page, from where it was', async () => {
    await open()
    happens('one', 'two', 'three')
    await desk.advance(5 * MINUTE)
    expect(texts()).toEqual(['one', 'two', 'three'])
    expect(desk.platform.polls.map((poll) => poll.cursor)).toEqual([null, '0', '2'])
    happens('four')
    await desk.advance(5 * MINUTE)
    expect(texts()).toEqual(['one', 'two', 'three', 'four'])
    expect(cursor()).toBe('4')
  })

  test('is asked at once when it rings, with what it said; the ring is stored before it is answered', async () => {
    await open()
    happens('one')
    expect(await ring({ token: 'abc' })).toBe('stored')
    await desk.idle()
    expect(texts()).toEqual(['one'])
    expect(desk.platform.polls.at(-1)).toEqual({ cursor: '0', hint: { token: 'abc' } })
    // What comes by the clock has no hint.
    await desk.advance(5 * MINUTE)
    expect(desk.platform.polls.at(-1)).toEqual({ cursor: '1' })
  })

  test('that rings while it is being asked is asked once more, never twice at once', async () => {
    await open()
    happens('one', 'two', 'three', 'four', 'five')
    await Promise.all([ring(), ring(), ring()])
    await desk.idle()
    expect(texts()).toEqual(['one', 'two', 'three', 'four', 'five'])
    const cursors = desk.platform.polls.map((poll) => Number(poll.cursor ?? 0))
    expect(cursors).toEqual(cursors.toSorted((a, b) => a - b))
  })

  test('loses nothing when the hub dies between a ring and the asking', async () => {
    await open(true)
    happens('one', 'two')
    await desk.platform.down()
    await ring()
    await desk.restart()
    await desk.platform.up()
    await desk.advance(MINUTE)
    expect(texts()).toEqual(['one', 'two'])
  })

  test('that was away for a day is asked as often as before', async () => {
    await open()
    await desk.platform.down()
    await desk.advance(24 * 60 * MINUTE)
    await desk.platform.up()
    happens('one')
    await desk.advance(5 * MINUTE)
    expect(texts()).toEqual(['one'])
  })

  test('may ring for another account, where one address serves several: that one is asked, if it has a channel', async () => {
    await open()
    const asked = desk.platform.polls.length
    const { externalId } = desk.rooms.channels.get(channel).account!
    const other = await desk.channel()
    await desk.idle()
    desk.sql.exec(`UPDATE Channel SET account = json_set(account, '$.externalId', 'another') WHERE id = '${other}'`)
    happens('one')
    await desk.desk.receive({ channelId: other, events: [], ring: {}, account: externalId })
    await desk.idle()
    expect(desk.rows('SELECT c.channelId FROM Conversation c')).toEqual([{ channelId: channel }])
    const before = desk.platform.polls.length
    expect(before).toBeGreaterThan(asked)
    await desk.desk.receive({ channelId: channel, events: [], ring: {}, account: 'nobody' })
    await desk.idle()
    expect(desk.platform.polls).toHaveLength(before)
  })

  test('tells the same twice without a second message', async () => {
    await open()
    happens('one')
    await ring()
    await desk.idle()
    desk.sql.exec("UPDATE Channel SET cursor = '0'")
    await ring()
    await desk.idle()
    expect(texts()).toEqual(['one'])
  })

  test('that has had enough is left alone for as long as it says', async () => {
    await open()
    happens('one')
    desk.platform.pollFaults.push(429)
    await ring()
    await desk.idle()
    const asked = desk.platform.polls.length
    await desk.advance(4 * SECOND)
    expect(desk.platform.polls).toHaveLength(asked)
    await desk.advance(2 * SECOND)
    expect(texts()).toEqual(['one'])
  })

  test('that refuses the credentials turns the channel red, and nothing is lost by it', async () => {
    await open()
    happens('one')
    desk.platform.pollFaults.push(401)
    await ring()
    await desk.idle()
    expect(desk.rooms.channels.get(channel).state).toBe('broken')
    await desk.advance(6 * MINUTE)
    expect(desk.rooms.channels.get(channel).state).toBe('live')
    expect(texts()).toEqual(['one'])
  })

  test('is not asked while the channel is paused, and from where it was afterwards', async () => {
    await open()
    const admin = await desk.owner()
    await desk.rooms.channelCommands.pause(admin, channel)
    happens('one')
    const asked = desk.platform.polls.length
    await desk.advance(20 * MINUTE)
    expect(desk.platform.polls).toHaveLength(asked)
    await desk.rooms.channelCommands.enable(admin, channel)
    await desk.idle()
    expect(texts()).toEqual(['one'])
  })
})
