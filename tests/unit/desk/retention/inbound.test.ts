import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY } from '../../../support/clock.ts'
import { message } from '../../../support/events.ts'
import { recordSql } from '../../../support/record-sql.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
})
afterEach(() => desk.close())

/** Nobody looks after the channel meanwhile, which would take most of the time. */
async function pass(ms: number): Promise<void> {
  const owner = await desk.owner()
  await desk.rooms.channelCommands.pause(owner, channel)
  await desk.advance(ms)
  await desk.rooms.channelCommands.enable(owner, channel)
}

/** Of which more was received than can be shown. */
const dice = [
  { type: 'text' as const, text: 'hello' },
  { type: 'unsupported' as const, kind: 'dice', summary: '' },
]
const hello = { ...message('', { key: 'k', content: dice }), raw: '{"as":"received"}' }
const inbound = () => desk.rows('SELECT dedupeKey, raw FROM Inbound ORDER BY rowid')

test('what was received is kept as it came for two weeks, its key for a quarter of a year, and what was said for good', async () => {
  await desk.receive(channel, hello)
  await pass(13 * DAY)
  expect(inbound()).toEqual([{ dedupeKey: 'k', raw: '{"as":"received"}' }])
  await pass(3 * DAY)
  expect(inbound()).toEqual([{ dedupeKey: 'k', raw: null }])
  expect(await desk.receive(channel, hello)).toBe('duplicate')
  await pass(73 * DAY)
  expect(await desk.receive(channel, hello)).toBe('duplicate')
  await pass(3 * DAY)
  expect(inbound()).toEqual([])
  expect(desk.rows('SELECT text FROM Message')).toEqual([{ text: 'hello' }])
})

test('of many, all that is due and nothing that is not', async () => {
  const some = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...message('', { key: `k${from + index}`, from: 'u1', content: dice }), raw: 'raw' }))
  await desk.receive(channel, ...some(0, 1200))
  await pass(10 * DAY)
  await desk.receive(channel, ...some(1200, 50))
  await pass(6 * DAY)
  expect(desk.row('SELECT count(*) AS all_, count(raw) AS raw FROM Inbound')).toEqual({ all_: 1250, raw: 50 })
  await pass(77 * DAY)
  expect(desk.row('SELECT count(*) AS all_ FROM Inbound')).toEqual({ all_: 50 })
})

test('tokens that have expired are forgotten', async () => {
  const { cache } = await desk.rooms.channels.ctx(desk.rooms.channels.get(channel))
  await cache.get('short', async () => ({ value: 'x', ttlMs: 1000 }))
  await cache.get('long', async () => ({ value: 'x', ttlMs: 30 * DAY }))
  await pass(2 * DAY)
  expect(desk.rows('SELECT key FROM Secret')).toEqual([{ key: `${channel}:long` }])
})

test('day by day only what is new to forget is looked at', async () => {
  await desk.close()
  const recorder = recordSql()
  desk = await openTestDesk({ wrap: recorder.wrap })
  channel = await desk.channel()
  await desk.receive(
    channel,
    ...Array.from({ length: 1700 }, (_, index) => ({ ...message('x', { key: `k${index}`, from: 'u1' }), raw: 'raw' })),
  )
  await pass(16 * DAY)
  expect(desk.row('SELECT count(*) AS all_, count(raw) AS raw FROM Inbound')).toEqual({ all_: 1700, raw: 0 })
  const before = recorder.runs('Inbound')
  await pass(10 * DAY)
  const asked = recorder.runs('Inbound') - before
  expect(asked).toBeGreaterThan(0)
  expect(asked).toBeLessThanOrEqual(10 * 3)
})
