import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Adapter } from '../../../../src/contract/adapter.ts'
import { RULES } from '../../../../src/desk/retention/rules.ts'
import type { Window } from '../../../../src/model/surface.ts'
import { DAY, HOUR } from '../../../support/clock.ts'
import { event, message } from '../../../support/events.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
const window: Window = { lane: 'service', opens: ['message'], ttlMs: 2 * DAY, count: 'unlimited', anchor: 'thread' }

/** Of each table with a time what was there in the beginning. */
const counts = new Map<string, number>()
const count = (table: string): number =>
  desk.row<{ n: number }>(`SELECT count(*) AS n FROM "${table}" WHERE rowid <= ${counts.get(table) ?? '9e15'}`).n

beforeAll(async () => {
  desk = await openTestDesk({ adapters: { test: createTestAdapter({ surface: { windows: [window] } }) as Adapter } })
  channel = await desk.channel()
  await fill()
  await desk.rooms.channelCommands.pause(await desk.owner(), channel)
})
afterAll(() => desk.close())

/** A row in each table that has a time. */
async function fill(): Promise<void> {
  const ann = await desk.agent('Ann')
  await desk.receive(
    channel,
    message('hi', { from: 'u', id: 'm', key: 'k' }),
    event('edited', { from: 'u' }, { externalId: 'm', content: [{ type: 'text', text: 'hello' }] }),
  )
  await desk.rooms.handling.claim(ann, 1)
  await desk.reply(ann, 1, 'hello')
  await desk.idle()
  const { cache } = await desk.rooms.channels.ctx(desk.rooms.channels.get(channel))
  await cache.get('token', async () => ({ value: 'x', ttlMs: HOUR }))
  const soon = desk.clock.now() + HOUR
  desk.sql.exec(`
    INSERT INTO AgentSession (id, token, agentId, expiresAt, createdAt, updatedAt) VALUES ('-', 't', 'ann', ${soon}, 0, 0);
    INSERT INTO AuthVerification (id, identifier, value, expiresAt, createdAt, updatedAt) VALUES ('-', 'i', 'v', ${soon}, 0, 0);
    INSERT INTO SetAside (channelId, dedupeKey, event, error, state, at) VALUES ('c', 'k', '{}', 'x', 'replayed', ${desk.clock.now()});
    INSERT INTO Decision (conversationId, at, data) VALUES (1, ${desk.clock.now() + 2 * DAY}, '{}');
    INSERT INTO WaitEstimate (conversationId, queueId, at, position, lowSeconds, highSeconds) VALUES (1, 1, ${desk.clock.now()}, 1, 1, 1)`)
  for (const { table } of RULES) {
    const { last } = desk.row<{ last: number }>(`SELECT max(rowid) AS last FROM "${table}"`)
    counts.set(table, last)
  }
}

describe('what has a time', () => {
  test('is there in the beginning', () => {
    for (const { table } of RULES) expect([table, count(table)]).not.toEqual([table, 0])
  })

  const days = [...new Set(RULES.map((rule) => rule.days))].sort((a, b) => a - b)
  test.each(days)('of %i days stays that long, and goes then', async (of) => {
    const tables = RULES.filter((rule) => rule.days === of).map(({ table }) => table)
    // What opened for two days may be used until then.
    const start = of === 30 ? 2 * DAY : of === 0 ? HOUR : 0
    const begun = Date.UTC(2026, 2, 3, 9, 0, 0)
    await desk.advance(begun + start + of * DAY - HOUR - desk.clock.now())
    for (const table of tables) expect([table, count(table)]).not.toEqual([table, 0])
    await desk.advance(DAY + 2 * HOUR)
    for (const table of tables) expect([table, count(table)]).toEqual([table, table === 'LogEntry' ? expect.any(Number) : 0])
  })

  test('and all else is there for good', () => {
    expect(desk.rows('SELECT text FROM Message ORDER BY id')).toEqual([{ text: 'hello' }, { text: 'hello' }])
    expect(desk.row('SELECT count(*) AS n FROM Message WHERE externalId IS NOT NULL')).toEqual({ n: 2 })
  })
})

test('a permission that something waiting may still need the word of stays', async () => {
  await desk.rooms.channelCommands.enable(await desk.owner(), channel)
  await desk.say(channel, 'again', { from: 'w' })
  const ann = { id: 'ann', name: 'Ann', role: 'agent' } as const
  const { id } = desk.row<{ id: number }>('SELECT max(id) AS id FROM Conversation')
  await desk.rooms.handling.claim(ann, id)
  await desk.rooms.channelCommands.pause(await desk.owner(), channel)
  await desk.reply(ann, id, 'parked')
  await desk.advance(100 * DAY)
  expect(desk.rows('SELECT g.lane FROM Segment s JOIN "Grant" g ON g.id = s.grantId WHERE s.open > 0')).toEqual([{ lane: 'service' }])
})
