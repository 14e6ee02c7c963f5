import { afterEach, describe, expect, test } from 'vitest'
import { createDoor } from '../../../src/hub/front/door.ts'
import type { Front } from '../../../src/hub/front/hooks.ts'
import { hook } from '../../../src/hub/front/hooks.ts'
import { noCache } from '../../../src/hub/front/no-cache.ts'
import { noBuffer } from '../../../src/hub/front/tools.ts'
import { MINUTE } from '../../support/clock.ts'
import { message } from '../../support/events.ts'
import { signedHook } from '../../support/sign.ts'
import type { TestDesk } from '../../support/test-desk.ts'
import { openTestDesk } from '../../support/test-desk.ts'
import type { TestHub } from '../../support/test-hub.ts'
import { startTestHub } from '../../support/test-hub.ts'
import { until } from '../../support/wait.ts'

let hub: TestHub | undefined
let desk: TestDesk | undefined
afterEach(async () => {
  await hub?.stop()
  await desk?.close()
  hub = desk = undefined
})

const says = (from: string, text = 'hello') => ({ events: [message(text, { from, key: `${from}:${text.slice(0, 50)}`, at: Date.now() })] })
const whole = (sql: { prepare: TestHub['hub']['desk']['kit']['sql']['prepare'] }): void => {
  expect(sql.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  expect(sql.prepare('PRAGMA foreign_key_check').all()).toEqual([])
  // A message is there with its key, its conversation, its log entry, or not at all.
  const counts = sql
    .prepare<{ inbound: number; messages: number; logged: number; last: number }>(`SELECT (SELECT count(*) FROM Inbound) AS inbound,
    (SELECT count(*) FROM Message WHERE direction = 'in') AS messages, (SELECT count(DISTINCT messageId) FROM LogEntry WHERE type = 'message.created' AND actor LIKE 'contact%') AS logged,
    (SELECT sum(lastSeq) FROM Conversation) - (SELECT count(*) FROM Message) AS last`)
    .get()
  expect(counts).toEqual({ inbound: counts?.messages, messages: counts?.messages, logged: counts?.messages, last: 0 })
}

describe('the same webhook', () => {
  test('five times at once: one message, five acks', async () => {
    hub = await startTestHub()
    const channel = await hub.channel()
    const answers = await Promise.all(Array.from({ length: 5 }, () => hub!.hook(channel, says('u1'))))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(answers.map(({ body }) => JSON.parse(body).outcome).toSorted()).toEqual([
      'duplicate',
      'duplicate',
      'duplicate',
      'duplicate',
      'stored',
    ])
    expect((await hub.owner.get('/api/conversations/1/messages')).body.items).toHaveLength(1)
  })
})

describe('a desk that is too busy', () => {
  test('says so, keeps nothing of what it refused, and takes it when it comes again', async () => {
    desk = await openTestDesk({ limits: { maxPending: 2 } })
    await desk.idle()
    const channel = await desk.channel()
    const { kit, rooms } = desk.desk
    const tools = {
      fetch: kit.egress,
      now: () => Date.now(),
      cache: noCache,
      trace: () => {},
    }
    const front: Front = { door: createDoor(rooms, kit), adapters: kit.adapters, buffer: noBuffer, tools, trace: () => {} }
    const call = async (from: string) =>
      hook(new Request('http://hub.test/hooks', await signedHook('webhook-secret', says(from))), channel, front)
    const senders = Array.from({ length: 200 }, (_, index) => `u${index}`)
    const first = await Promise.all(senders.map(call))
    expect(new Set(first.map(({ status }) => status))).toEqual(new Set([200, 503]))
    expect(first.find(({ status }) => status === 503)?.headers.get('retry-after')).toBe('5')
    expect(desk.row('SELECT count(*) AS n FROM Message')).toEqual({ n: first.filter(({ status }) => status === 200).length })
    whole(desk.sql)
    for (const from of senders) expect((await call(from)).status).toBe(200)
    expect(desk.row('SELECT count(*) AS n FROM Message')).toEqual({ n: 200 })
    whole(desk.sql)
  })

  test('does not stand still over replies that are due', async () => {
    desk = await openTestDesk({ limits: { maxPending: 3 } })
    const channel = await desk.channel()
    const ann = await desk.agent('Ann', { capacity: 100 })
    const talks: number[] = []
    for (let index = 0; index < 20; index += 1) {
      const id = await desk.say(channel, 'hi', { from: `u${index}` })
      await desk.rooms.handling.claim(ann, id)
      talks.push(id)
    }
    await desk.platform.down()
    for (const id of talks) await desk.reply(ann, id, 'hello')
    await desk.idle()
    await desk.platform.up()
    // Twenty are due in one moment, and only three commits may wait.
    await desk.advance(2 * MINUTE)
    expect(desk.platform.delivered).toHaveLength(20)
    expect(new Set(desk.platform.delivered.map(({ to }) => to)).size).toBe(20)
  })
})

describe('a database that is full', () => {
  test('is said to whoever writes, leaves nothing half-written, can be read, and goes on when there is room', async () => {
    hub = await startTestHub({ sql: { maxPages: 260 } })
    const channel = await hub.channel()
    const { sql } = hub.hub.desk.kit
    const long = 'x'.repeat(20_000)
    const statuses: number[] = []
    for (let index = 0; index < 60; index += 1) statuses.push((await hub.hook(channel, says(`u${index}`, long))).status)
    const taken = statuses.filter((status) => status === 200).length
    expect(taken).toBeGreaterThan(3)
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([])
    expect(statuses.at(-1)).toBe(503)
    expect(sql.prepare("SELECT count(*) AS n FROM Message WHERE direction = 'in'").get()).toEqual({ n: taken })
    whole(sql)

    // A note needs less room than a message did.
    const refused = await hub.owner.post('/api/conversations/1/notes', { text: long.repeat(4), key: 'k' })
    expect(refused).toMatchObject({ status: 503, body: { code: 'storage-full' } })
    expect((await hub.owner.get('/api/conversations')).status).toBe(200)
    expect((await hub.nobody.get('/readyz')).status).toBe(200)
    hub.hub.desk.sweep()
    await hub.hub.desk.idle()

    sql.exec('PRAGMA max_page_count = 100000')
    for (let index = 0; index < 60; index += 1) expect((await hub.hook(channel, says(`u${index}`, long))).status).toBe(200)
    expect((await hub.owner.post('/api/conversations/1/notes', { text: long, key: 'k' })).status).toBe(201)
    whole(sql)
  })

  test('in the middle of a send: what the platform did is written down when there is room, and not done twice', async () => {
    desk = await openTestDesk()
    const channel = await desk.channel()
    const ann = await desk.agent('Ann')
    const id = await desk.say(channel, 'hi')
    await desk.rooms.handling.claim(ann, id)
    const release = desk.platform.hold()
    const reply = await desk.reply(ann, id, 'hello')
    await until(() => desk!.platform.calls.length === 1)
    desk.sql.exec('CREATE TABLE Filler (x)')
    const fill = desk.sql.prepare('INSERT INTO Filler VALUES (zeroblob(500))')
    const { page_count: now } = desk.row<{ page_count: number }>('PRAGMA page_count')
    desk.sql.exec(`PRAGMA max_page_count = ${now}`)
    expect(() => {
      for (;;) fill.run()
    }).toThrow('full')
    release()
    await until(() => desk!.platform.delivered.length === 1)
    desk.sql.exec('PRAGMA max_page_count = 1000000; DROP TABLE Filler')
    await desk.idle()
    expect(desk.rooms.reading.message(reply)?.state).toBe('sent')
    expect(desk.platform.calls).toHaveLength(1)
  })
})
