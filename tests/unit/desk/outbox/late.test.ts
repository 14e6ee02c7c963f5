import { afterEach, describe, expect, test } from 'vitest'
import type { Adapter } from '../../../../src/contract/adapter.ts'
import { AdapterFault } from '../../../../src/contract/adapter.ts'
import type { Window } from '../../../../src/model/surface.ts'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { DAY, HOUR } from '../../../support/clock.ts'
import { event } from '../../../support/events.ts'
import { createTestAdapter, type TestAdapterOptions } from '../../../support/test-adapter.ts'
import { type TestDesk, openTestDesk } from '../../../support/test-desk.ts'
import { until } from '../../../support/wait.ts'

const service: Window = { lane: 'service', opens: ['message'], ttlMs: 2 * DAY, count: 5, anchor: 'thread' }
const passive: Window = { lane: 'passive', opens: ['message'], ttlMs: HOUR, count: 1, anchor: 'event' }

let desk: TestDesk
let channel: string
let ann: Acting
let id: number
afterEach(() => desk.close())

async function open(options: TestAdapterOptions = {}): Promise<void> {
  desk = await openTestDesk({ adapters: { test: createTestAdapter(options) as Adapter } })
  channel = await desk.channel()
  ann = await desk.agent('Ann', { capacity: 100 })
  id = await desk.say(channel, 'hi', { from: 'u1' })
  await desk.rooms.handling.claim(ann, id)
}

const shown = (message: number) => desk.rooms.reading.message(message)!
const report = (state: 'delivered' | 'failed', externalId: string, code = '9') =>
  desk.receive(
    channel,
    event(
      'receipt',
      { from: 'u1' },
      { state, of: { externalIds: [externalId] }, ...(state === 'failed' && { error: { code, text: 'no' } }) },
    ),
  )
const told = (message: number) => desk.rows('SELECT seq FROM LogEntry WHERE messageId = ?', message).length

describe('what a platform says late', () => {
  test('that the window was over ends what was open, of that message alone', async () => {
    await open({ surface: { windows: [service, passive] } })
    const first = await desk.reply(ann, id, 'by the passive one')
    const second = await desk.reply(ann, id, 'by the other')
    await desk.idle()
    await report('failed', 'out-2', 'window')
    expect([first, second].map((message) => shown(message).state)).toEqual(['sent', 'failed'])
    await expect(desk.reply(ann, id, 'another')).rejects.toMatchObject({ code: 'window-closed' })
    expect(desk.rows('SELECT lane, remaining FROM "Grant" ORDER BY lane')).toEqual([
      { lane: 'passive', remaining: 0 },
      { lane: 'service', remaining: 0 },
    ])
  })

  test('that it was over for one piece of a message ends what that piece had spent', async () => {
    const once: Window = { ...service, ttlMs: DAY, count: 1 }
    await open({ surface: { windows: [once, { ...service, lane: 'active' }] } })
    await desk.reply(ann, id, `${'a'.repeat(80)} ${'b'.repeat(80)}`)
    await desk.idle()
    await desk.say(channel, 'again', { from: 'u1' })
    await report('failed', 'out-2', 'window')
    expect(desk.rows('SELECT lane, remaining FROM "Grant" ORDER BY lane')).toEqual([
      { lane: 'active', remaining: 0 },
      { lane: 'service', remaining: 1 },
    ])
  })

  test('about something else leaves open what was', async () => {
    await open({ surface: { windows: [service] } })
    await desk.reply(ann, id, 'hello')
    await desk.idle()
    await report('failed', 'out-1', 'content')
    expect(desk.row('SELECT remaining FROM "Grant"')).toEqual({ remaining: 4 })
  })

  test('and says twice is told once', async () => {
    await open()
    const message = await desk.reply(ann, id, 'hello')
    await desk.idle()
    await report('delivered', 'out-1')
    const before = told(message)
    await report('delivered', 'out-1')
    expect(told(message)).toBe(before)
  })

  test('is not taken back by the answer of our own call, which comes later', async () => {
    let calls = 0
    const answer = Promise.withResolvers<void>()
    await open({
      surface: { dedupes: true },
      more: {
        async send() {
          if ((calls += 1) === 1) throw new AdapterFault('network', 'no answer', { certain: false, externalId: 'mine' })
          await answer.promise
          return { externalId: 'mine', state: 'sent' }
        },
      },
    })
    // Where we choose the name, it is known before any answer.
    const message = await desk.reply(ann, id, 'hello')
    await desk.desk.kit.sql.commit(() =>
      desk.sql.exec(
        `INSERT INTO MessageRef (threadId, externalId, messageId) SELECT threadId, 'mine', id FROM Message WHERE id = ${message}`,
      ),
    )
    const waited = desk.advance(HOUR)
    await until(() => calls === 2)
    await report('delivered', 'mine')
    expect(shown(message).state).toBe('delivered')
    answer.resolve()
    await waited
    expect(shown(message).state).toBe('delivered')
  })
})

describe('what is due', () => {
  test('is taken by one, however many ask for it at once', async () => {
    const adapter = createTestAdapter()
    desk = await openTestDesk({ adapters: { test: { ...adapter, manifest: { ...adapter.manifest, runtime: 'node' } } as Adapter } })
    channel = await desk.channel()
    ann = await desk.agent('Ann')
    id = await desk.say(channel, 'hi', { from: 'u1' })
    await desk.rooms.handling.claim(ann, id)
    await desk.reply(ann, id, 'once')
    const { gateways, channels } = desk.rooms
    await gateways.hello(channels.get(channel), 'one')
    const ask = () => gateways.next(channels.get(channel), { instance: 'one', have: [], waitMs: 0 }, new AbortController().signal)
    const answers = await Promise.all([ask(), ask(), ask()])
    expect(answers.flatMap(({ sends }) => sends).map(({ body }) => body)).toEqual([{ type: 'text', text: 'once' }])
  })

  test('is not sent when its time is over', async () => {
    await open()
    await desk.rooms.channelCommands.pause(await desk.owner(), channel)
    const message = await desk.reply(ann, id, 'too late by then')
    await desk.advance(DAY + HOUR)
    await desk.rooms.channelCommands.enable(await desk.owner(), channel)
    await desk.idle()
    expect(desk.platform.calls).toEqual([])
    expect(shown(message)).toMatchObject({ state: 'failed', error: { code: 'network' } })
  })

  test('of one channel takes sixteen places at once, and leaves the others to the next', async () => {
    await open()
    const other = await desk.channel()
    for (let index = 0; index < 30; index += 1) {
      const one = await desk.say(channel, 'hi', { from: `busy ${index}` })
      await desk.rooms.handling.claim(ann, one)
    }
    const quiet = await desk.say(other, 'hi', { from: 'quiet' })
    await desk.rooms.handling.claim(ann, quiet)
    const release = desk.platform.hold()
    const busy = desk.rows<{ id: number }>(
      "SELECT c.id FROM Conversation c JOIN Thread t ON t.id = c.threadId WHERE t.externalId LIKE 'busy%'",
    )
    await Promise.all(busy.map((one) => desk.reply(ann, one.id, 'answer')))
    await until(() => desk.platform.calls.length >= 16)
    await desk.reply(ann, quiet, 'and yours')
    await until(() => desk.platform.calls.some(({ to }) => to === 'quiet'))
    expect(desk.platform.calls).toHaveLength(17)
    release()
    await desk.idle()
    expect(desk.platform.delivered).toHaveLength(31)
  })
})

test('a reply quotes what was said in its own thread, never what another customer said', async () => {
  await open()
  const theirs = await desk.say(channel, 'a secret', { from: 'u2' })
  const [foreign, own] = [theirs, id].map((one) => Number(desk.rooms.reading.timeline(one, { limit: 1 }).items[0]!.id))
  const draft = { content: [{ type: 'text' as const, text: 'as you said' }], key: 'quote' }
  await expect(desk.rooms.replies.reply(ann, id, { ...draft, replyTo: foreign! })).rejects.toMatchObject({ status: 404 })
  const { messageId } = await desk.rooms.replies.reply(ann, id, { ...draft, replyTo: own! })
  expect(shown(messageId).replyTo).toBe(String(own))
})

test('what the hub says by itself is no answer: the customer waits as long as before, unread', async () => {
  desk = await openTestDesk({ adapters: { test: createTestAdapter({ sessions: true }) as Adapter } })
  channel = await desk.channel({ settings: { farewell: 'Bye' } })
  ann = await desk.agent('Ann')
  id = await desk.say(channel, 'hi', { from: 'u1' })
  const stands = () => desk.row('SELECT waitingSince, unread, firstReplyAt FROM Conversation WHERE id = ?', id)
  const before = stands()
  const { kit, rooms } = desk.desk
  await kit.commit(() => rooms.notify(rooms.conversations.get(id), 'note', [{ type: 'text', text: 'We have your message.' }]))
  await desk.idle()
  expect(desk.platform.delivered).toHaveLength(1)
  expect(stands()).toEqual(before)
  expect(before).toMatchObject({ unread: 1, firstReplyAt: null })
})
