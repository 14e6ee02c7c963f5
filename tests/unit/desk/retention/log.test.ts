import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY } from '../../../support/clock.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
})
afterEach(() => desk.close())

/** Nobody looks after the channel meanwhile. */
async function pass(ms: number): Promise<void> {
  const owner = await desk.owner()
  await desk.rooms.channelCommands.pause(owner, channel)
  desk.desk.sweep()
  await desk.advance(ms)
  await desk.rooms.channelCommands.enable(owner, channel)
}
const seqs = (): number[] => desk.rows<{ seq: number }>('SELECT seq FROM LogEntry ORDER BY seq').map(({ seq }) => seq)
const said = (event: string) => desk.trace.filter((line) => line.event === event)

describe('the log', () => {
  test('forgets what is old, of very many all, and keeps its last number', async () => {
    const more = `INSERT INTO LogEntry (at, type) WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 1700) SELECT ${desk.clock.now()}, 'agent.presence' FROM n`
    await desk.desk.kit.commit(() => desk.sql.exec(more))
    const last = desk.rooms.log.last()
    await desk.rooms.channelCommands.pause(await desk.owner(), channel)
    desk.desk.sweep()
    const paused = desk.rooms.log.last()
    await desk.advance(89 * DAY)
    expect(seqs()[0]).toBe(1)
    await desk.advance(3 * DAY)
    expect(seqs()).toEqual([paused])
    await desk.advance(300 * DAY)
    await desk.agent('Ann')
    expect(seqs()).toEqual([paused, paused + 1])
    expect(paused).toBeGreaterThan(last)
  })

  test('waits for a reader that stands still, but not without end, and says so', async () => {
    let broken = true
    const read: number[] = []
    desk.rooms.readers.add({
      name: 'slow',
      read(entries) {
        if (broken) throw new Error('not now')
        read.push(...entries.map(({ seq }) => seq))
      },
    })
    await desk.say(channel, 'hi')
    await pass(100 * DAY)
    expect(seqs()[0]).toBe(1)
    expect(said('reader.given-up')).toEqual([])
    await pass(25 * DAY)
    expect(seqs()[0]).toBeGreaterThan(1)
    expect(said('reader.given-up')[0]).toMatchObject({ level: 'error', data: { reader: 'slow', after: 0 } })
    broken = false
    await desk.advance(DAY)
    expect(said('reader.lost')).toMatchObject([{ level: 'error', data: { reader: 'slow', from: 1, to: read[0]! - 1 } }])
    expect(read.at(-1)).toBe(desk.rooms.log.last())
    expect(read).toEqual(seqs().slice(-read.length))
  })

  test('one that can be made again is, when its entries are gone', async () => {
    let broken = true
    const made: number[] = []
    const rebuild = (from: number): null => {
      made.push(from)
      return null
    }
    const read = (): void => {
      if (broken) throw new Error('not now')
    }
    desk.rooms.readers.add({ name: 'made', read, rebuild })
    await desk.idle()
    expect(made).toEqual([0])
    await desk.say(channel, 'hi')
    await pass(130 * DAY)
    broken = false
    await desk.advance(DAY)
    expect(made).toEqual([0, 0])
    expect(desk.rooms.readers.states().find(({ name }) => name === 'made')).toMatchObject({ behind: 0, rebuilding: false })
  })

  test('does not wait for readers that are no more', async () => {
    await desk.desk.kit.commit(() => desk.sql.exec("INSERT INTO LogReader (name, position) VALUES ('of an older version', 0)"))
    await pass(100 * DAY)
    expect(seqs()[0]).toBeGreaterThan(1)
    expect(desk.rows("SELECT name FROM LogReader WHERE name = 'of an older version'")).toEqual([])
  })
})
