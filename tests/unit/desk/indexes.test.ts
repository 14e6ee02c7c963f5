import type { Adapter } from '../../../src/contract/adapter.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Window } from '../../../src/model/surface.ts'
import { VIEWS } from '../../../src/model/view.ts'
import { numbered } from '../../../src/runtime/named.ts'
import { DAY, HOUR, MINUTE } from '../../support/clock.ts'
import { event, message } from '../../support/events.ts'
import { recordSql } from '../../support/record-sql.ts'
import { createTestAdapter } from '../../support/test-adapter.ts'
import type { TestDesk } from '../../support/test-desk.ts'
import { openTestDesk } from '../../support/test-desk.ts'

/** Tables that grow with every customer: a walk through one of them on the way of a message would be felt. */
const LARGE = [
  'Conversation',
  'Message',
  'MessageRef',
  'Segment',
  'Inbound',
  'LogEntry',
  'Thread',
  'Identity',
  'Contact',
  'Grant',
  'File',
  'Revision',
  'Job',
]

/** What may walk, and why. */
const MAY: [RegExp, string][] = [
  [/SELECT (max|min)\(seq\)/, 'one step from the end of the key'],
  [/SELECT DISTINCT kind FROM Job/, 'once, when the desk opens'],
  [
    /^INSERT INTO Thread [\s\S]* RETURNING id$/,
    'children of a foreign key are looked at only when a breach is pending, which a new parent never has',
  ],
]

const recorder = recordSql()
let desk: TestDesk
beforeAll(async () => {
  const window: Window = { lane: 'service', opens: ['message'], ttlMs: DAY, count: 'unlimited', anchor: 'thread' }
  const adapters = { test: createTestAdapter({ surface: { windows: [window] } }) as Adapter }
  desk = await openTestDesk({ adapters, wrap: recorder.wrap, file: true })
  await work()
})
afterAll(() => desk.close())

/** A day at the desk: everything that happens with messages. */
async function work(): Promise<void> {
  const { handling, routing, reading, contacts, people, retry } = desk.rooms
  const owner = await desk.owner()
  const channel = await desk.channel()
  const ann = await desk.agent('Ann', { capacity: 50 })
  const from = { from: 'u1' }
  desk.platform.media.set('p', {})
  const photo = { type: 'image' as const, ref: 'p' }
  await desk.receive(
    channel,
    message('hi', { ...from, id: 'm1' }),
    message('', { ...from, id: 'm2', group: 'g', content: [photo] }),
    message('', { ...from, id: 'm3', group: 'g', content: [photo], replyTo: 'm1' }),
    event('edited', from, { externalId: 'm1', content: [{ type: 'text', text: 'hello' }] }),
    event('reaction', from, { externalId: 'm1', emoji: ['👍'] }),
    event('recalled', from, { externalIds: ['m1'] }),
    event('press', from, { data: 'x', answer: 'y' }),
    event('echo', { thread: 'u1' }, { externalId: 'e', content: [{ type: 'text', text: 'x' }] }),
    event('blocked', from, {}),
    event('entered', from, {}),
    event('moved', { thread: 'u1' }, { to: 'u1b' }),
    event('typing', from, {}),
  )
  const id = await desk.say(channel, 'again', { from: 'u1', thread: 'u1b' })
  await routing.next(ann, undefined)
  for (const behaviour of ['ok', { status: 503 }, { status: 422 }, 'drop'] as const) {
    desk.platform.next(behaviour)
    await desk.reply(ann, id, `${'a'.repeat(80)} ${'b'.repeat(80)}`)
    await desk.advance(MINUTE)
  }
  await desk.receive(channel, event('receipt', { thread: 'u1b' }, { state: 'read', of: { until: desk.clock.now() } }))
  await desk.receive(channel, event('receipt', { thread: 'u1b' }, { state: 'delivered', of: { externalIds: ['out-1', 'x'] } }))
  await desk.receive(channel, event('receipt', {}, { state: 'delivered', of: { externalIds: ['out-1'], anywhere: true } }))
  for (const { id: failed } of desk.rows<{ id: number }>("SELECT id FROM Message WHERE state IN ('failed', 'unknown')"))
    await desk.desk.kit.commit(() => retry(failed))
  await desk.idle()
  await handling.snooze(ann, id, desk.clock.now() + HOUR)
  await desk.advance(HOUR)
  await handling.prioritise(ann, id, 'urgent')
  await handling.release(ann, id)
  await handling.claim(ann, id)
  await handling.read(ann, id)
  await handling.resolve(ann, id)
  await handling.reopen(ann, id)
  desk.desk.sweep()
  for (const view of VIEWS) {
    if (view !== 'resolved') reading.count({ view }, ann.id)
    for (const filter of [
      {},
      { queue: [1] },
      { channel: [channel] },
      { contact: 1 },
      { queue: [1], channel: [channel] },
      { contact: 1, channel: [channel], queue: [1] },
      { q: 'hi' },
    ]) {
      const { next } = reading.list({ view, agentId: ann.id, limit: 1, ...filter })
      reading.list({ view, agentId: ann.id, limit: 1, ...filter, cursor: next ?? '1.1' })
    }
  }
  reading.activity(1, { limit: 50 })
  reading.timeline(id, { limit: 1 })
  reading.timeline(id, { limit: 1, after: 0 })
  reading.conversation(id)
  desk.rooms.search.messages({ q: 'hi', limit: 1 })
  desk.rooms.search.contacts({ q: 'hi', limit: 1 })
  await desk.say(channel, 'someone else', { from: 'u2' })
  await people.merge(owner, 2, 1)
  await people.split(owner, 1, Number(contacts.get(1).merges[0]!.id))
  await desk.restart()
  await desk.advance(2 * DAY)
  await desk.rooms.channelCommands.remove(owner, channel)
}

test('no statement walks through a table that grows', () => {
  const texts = recorder.prepared().filter((text) => !/^\s*(PRAGMA|EXPLAIN)/.test(text))
  expect(texts.length).toBeGreaterThan(100)
  const walks = texts.flatMap((text) => {
    if (MAY.some(([pattern]) => pattern.test(text))) return []
    const names = new Map(LARGE.map((table) => [table, table]))
    // A step names the alias where there is one.
    for (const [, table = '', alias = ''] of text.matchAll(/(?:FROM|JOIN)\s+"?(\w+)"?\s+(?:AS\s+)?(\w+)/g))
      if (LARGE.includes(table)) names.set(alias, table)
    const steps = recorder.plan(text).filter((step) => names.has(/^SCAN (\w+)/.exec(step)?.[1] ?? ''))
    return steps.map((step) => `${step}: ${text.replaceAll(/\s+/g, ' ').slice(0, 300)}`)
  })
  expect(walks).toEqual([])
})

test.each([
  ['what is unread, for a report of reading', "state IN ('sent', 'delivered')", ['Message_unread_idx']],
  [
    'the thread of what is reported without one',
    'externalId IN (SELECT value FROM json_each',
    ['Message_externalId_threadId_key (externalId=?)', 'sqlite_autoindex_MessageRef_1 (externalId=?)'],
  ],
])('%s is found by an index of its own', (_what, part, indexes) => {
  const texts = recorder.texts().filter((text) => text.includes(part) && /FROM Message\b/.test(text))
  expect(texts).toHaveLength(1)
  for (const index of indexes) expect(recorder.plan(texts[0] ?? '').join('\n')).toContain(`INDEX ${index}`)
})

test.each([
  ['mine', 'c.agentId =', 'agentId_status', 'agentId_status', 'agentId_status'],
  ['waiting', 'c.rank IS NOT NULL', 'rank', 'queueId_rank', 'rank'],
  ['urgent', "c.priority = 'urgent'", 'priority_resolvedAt', 'priority_resolvedAt', 'priority_resolvedAt'],
  ['open', 'WHERE c.resolvedAt IS NULL', 'resolvedAt_id', 'queueId_resolvedAt_id', 'channelId_resolvedAt_id'],
  ['snoozed', 'c.snoozedUntil IS NOT NULL', 'snoozedUntil', 'snoozedUntil', 'snoozedUntil'],
  ['resolved', 'c.resolvedAt IS NOT NULL', 'resolvedAt_id', 'queueId_resolvedAt_id', 'channelId_resolvedAt_id'],
])('the list %s walks its own index, that of a queue or channel where there is a history, or that of the contact', (...given) => {
  const [_view, condition, all, ofQueue, ofChannel] = given
  // Each list says of its rows where they stand in the others, too.
  const lists = recorder.texts().filter((text) => text.includes('AS places') && text.split('JOIN Agent oa').at(-1)?.includes(condition))
  const texts = lists.filter((text) => !text.includes('c.id IN'))
  expect(texts).toHaveLength(12)
  for (const text of texts) {
    const own =
      text.includes('c.channelId = :channel') && ofChannel !== all ? ofChannel : text.includes('c.queueId = :queue') ? ofQueue : all
    const expected = text.includes('c.contactId = :contact') ? `(contactId_id|${own})` : own
    const plan = recorder.plan(text).join('\n')
    expect(plan).toMatch(new RegExp(`SEARCH c USING INDEX Conversation_${expected}_idx`))
    // In the history the index gives the order too: a page is all that is read.
    if (ofChannel !== all && !text.includes('c.contactId = :contact')) expect(plan).not.toContain('TEMP B-TREE')
  }
  const searches = lists.filter((text) => text.includes('c.id IN'))
  expect(searches).toHaveLength(2)
  for (const text of searches) expect(recorder.plan(text).join('\n')).toContain('SEARCH c USING INTEGER PRIMARY KEY')
})

test('how far a page of the history may look is found in the index alone', () => {
  const texts = recorder.texts().filter((text) => text.includes('AS number, c.id FROM'))
  expect(texts.length).toBeGreaterThan(0)
  for (const text of texts)
    expect(recorder.plan(text).join('\n')).toMatch(/^SEARCH c USING COVERING INDEX Conversation_\w*resolvedAt_id_idx[^\n]*$/)
})

test.each([
  ['mine', 'c.agentId =', 'INDEX Conversation_agentId_status'],
  ['waiting', 'c.rank IS NOT NULL', 'COVERING INDEX Conversation_rank'],
  ['urgent', "c.priority = 'urgent'", 'COVERING INDEX Conversation_priority_resolvedAt'],
  ['open', 'WHERE c.resolvedAt IS NULL', 'INDEX Conversation_resolvedAt_id'],
  ['snoozed', 'c.snoozedUntil IS NOT NULL', 'COVERING INDEX Conversation_snoozedUntil'],
])('those in %s are counted along its index', (_view, condition, index) => {
  const [text = '', ...more] = recorder.texts().filter((one) => one.includes('count(*) AS looked') && one.includes(condition))
  expect(more).toEqual([])
  expect(recorder.plan(text).join('\n')).toContain(`SEARCH c USING ${index}_idx`)
})

test('a statement with more than six parameters names them', () => {
  const positional = (text: string): number =>
    new Set(
      numbered(text)
        .text.replaceAll(/'[^']*'/g, '')
        .match(/\?\d+/g) ?? [],
    ).size + (text.match(/\?(?!\d)/g)?.length ?? 0)
  const unnamed = recorder.prepared().filter((text) => numbered(text).names.length === 0 && positional(text) > 6)
  expect(unnamed).toEqual([])
  expect(positional('VALUES (?, ?, ?2)')).toBe(3)
})
