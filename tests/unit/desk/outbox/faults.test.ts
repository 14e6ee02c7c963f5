import type { Adapter } from '../../../../src/contract/adapter.ts'
import { afterEach, describe, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import type { Surface } from '../../../../src/model/surface.ts'
import { HOUR, MINUTE } from '../../../support/clock.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestDesk, TestDeskOptions } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'
import { until } from '../../../support/wait.ts'

let desk: TestDesk
let channel: string
let ann: Acting
let id: number
afterEach(() => desk.close())

async function open(surface: Partial<Surface> = {}, options: TestDeskOptions = {}): Promise<void> {
  desk = await openTestDesk({ adapters: { test: createTestAdapter({ surface }) as Adapter }, timeoutMs: 100, ...options })
  channel = await desk.channel()
  ann = await desk.agent('Ann', { capacity: 100 })
  id = await desk.say(channel, 'hi', { from: 'u1' })
  await desk.rooms.handling.claim(ann, id)
}

const said = (): string[] => desk.platform.delivered.map(({ text }) => text)
const shown = (message: number) => desk.rooms.reading.message(message)!
const health = () => desk.rooms.channels.get(channel)
const THREE = `${'a'.repeat(80)} ${'b'.repeat(80)} ${'c'.repeat(80)}`

describe('nobody knows whether it arrived', () => {
  test.each(['lose-answer', 'drop', 'hang', 'garbage', { status: 500 }, { status: 504 }] as const)(
    '%j: it is shown and never sent again',
    async (behaviour) => {
      await open()
      desk.platform.next(behaviour)
      const message = await desk.reply(ann, id, 'hello')
      await until(() => shown(message).state === 'unknown')
      await desk.advance(48 * HOUR)
      expect(shown(message)).toMatchObject({ state: 'unknown', error: { code: expect.any(String) } })
      expect(desk.platform.calls).toHaveLength(1)
      await desk.reply(ann, id, 'next')
      await desk.idle()
      expect(said().at(-1)).toBe('next')
    },
  )

  test('but where the platform refuses our key the second time, it is, and arrives once', async () => {
    await open({ dedupes: true }, { dedupes: true })
    desk.platform.next('lose-answer', 'hang', { status: 500 })
    const message = await desk.reply(ann, id, 'hello')
    await desk.advance(5 * MINUTE)
    expect(desk.platform.calls.length).toBeGreaterThan(2)
    expect(said()).toEqual(['hello'])
    expect(shown(message)).toMatchObject({ state: 'sent' })
  })

  test('after a restart: what was under way is unknown, what waited goes on', async () => {
    await open({}, { file: true, timeoutMs: 5000 })
    const release = desk.platform.hold()
    const [first, second] = [await desk.reply(ann, id, 'first'), await desk.reply(ann, id, 'second')]
    await until(() => desk.platform.calls.length === 1)
    expect(shown(first)).toMatchObject({ state: 'sending' })
    await desk.restart()
    release()
    await desk.idle()
    expect(shown(first)).toMatchObject({ state: 'unknown', error: { code: 'interrupted' } })
    expect(shown(second)).toMatchObject({ state: 'sent' })
    await desk.advance(HOUR)
    expect(said()).toEqual(['first', 'second'])
  })

  test('after a restart, where the platform dedupes: sent again, delivered once, in order', async () => {
    await open({ dedupes: true }, { file: true, dedupes: true, timeoutMs: 5000 })
    const release = desk.platform.hold()
    const [first, second] = [await desk.reply(ann, id, 'first'), await desk.reply(ann, id, 'second')]
    await until(() => desk.platform.calls.length === 1)
    await desk.restart()
    release()
    await desk.idle()
    expect([shown(first).state, shown(second).state]).toEqual(['sent', 'sent'])
    expect(said()).toEqual(['first', 'second'])
  })
})

test('after a restart, where the platform dedupes: what is refused then may have arrived before, and is not called failed', async () => {
  await open({ dedupes: true }, { file: true, dedupes: true, timeoutMs: 5000 })
  const release = desk.platform.hold()
  const message = await desk.reply(ann, id, 'hello')
  await until(() => desk.platform.calls.length === 1)
  await desk.restart()
  desk.platform.always({ status: 422 })
  release()
  await desk.idle()
  expect(shown(message)).toMatchObject({ state: 'unknown', error: { code: 'content' } })
})

describe('the platform says no', () => {
  test('to the content: failed, with what is behind it in the message; the next message goes', async () => {
    await open()
    desk.platform.next('ok', { status: 422 })
    const message = await desk.reply(ann, id, THREE)
    await desk.reply(ann, id, 'next')
    await desk.advance(HOUR)
    expect(shown(message)).toMatchObject({ state: 'failed', error: { code: 'content', text: 'refused with 422' } })
    expect(said().map((text) => text[0])).toEqual(['a', 'n'])
    expect(desk.rows('SELECT state FROM Segment WHERE messageId = ? ORDER BY id', message)).toEqual([
      { state: 'sent' },
      { state: 'failed' },
      { state: 'cancelled' },
    ])
  })

  test('blocked: failed, and the contact is shown as blocked', async () => {
    await open()
    desk.platform.next({ status: 403 })
    const message = await desk.reply(ann, id, 'hello')
    await desk.idle()
    expect(shown(message)).toMatchObject({ state: 'failed', error: { code: 'blocked' } })
    expect(desk.rooms.reading.conversation(id).contact.blocked).toBe(true)
    await desk.say(channel, 'I am back', { from: 'u1' })
    expect(desk.rooms.reading.conversation(id).contact.blocked).toBe(false)
  })

  test('gone: failed, once', async () => {
    await open()
    desk.platform.next({ status: 404 })
    const message = await desk.reply(ann, id, 'hello')
    await desk.advance(HOUR)
    expect(shown(message)).toMatchObject({ state: 'failed', error: { code: 'gone' } })
    expect(desk.platform.calls).toHaveLength(1)
  })

  test('moved: it goes where the thread went, and the thread with it', async () => {
    await open()
    desk.platform.next({ status: 409, movedTo: 'new-home' })
    const message = await desk.reply(ann, id, 'hello')
    await desk.idle()
    expect(desk.platform.delivered).toMatchObject([{ to: 'new-home', text: 'hello' }])
    expect(shown(message).state).toBe('sent')
    expect(await desk.say(channel, 'thanks', { from: 'u1', thread: 'new-home' })).toBe(id)
  })

  test('moved to a thread that we have already: that one is used, and nothing gets stuck', async () => {
    await open()
    await desk.say(channel, 'from the new place', { from: 'u1', thread: 'new-home' })
    desk.platform.next({ status: 409, movedTo: 'new-home' })
    const message = await desk.reply(ann, id, 'hello')
    const next = await desk.reply(ann, id, 'next')
    await desk.advance(MINUTE)
    expect(shown(message)).toMatchObject({ state: 'failed', error: { code: 'gone' } })
    expect(shown(next).state).toBe('sent')
  })

  test('moved to where it is: it is not asked for ever', async () => {
    await open()
    desk.platform.always({ status: 409, movedTo: 'u1' })
    const message = await desk.reply(ann, id, 'hello')
    await desk.advance(MINUTE)
    expect(desk.platform.calls.length).toBeLessThan(10)
    expect(shown(message).state).toBe('failed')
  })
})

describe('the credentials are refused', () => {
  test('the channel turns red with advice, sends wait, messages still come in, and all goes on when it is mended', async () => {
    await open()
    desk.platform.token = 'another-token'
    const [first, second] = [await desk.reply(ann, id, 'first'), await desk.reply(ann, id, 'second')]
    await desk.idle()
    expect(health()).toMatchObject({ state: 'broken', health: { state: 'broken', code: 'auth', text: 'the token is not good' } })
    expect(shown(first)).toMatchObject({ state: 'queued', error: { code: 'auth' } })
    expect(shown(second)).toMatchObject({ state: 'queued' })
    expect(await desk.say(channel, 'still there?', { from: 'u1' })).toBe(id)
    const third = await desk.reply(ann, id, 'third')
    await desk.advance(2 * HOUR)
    expect(desk.platform.calls).toHaveLength(0)

    const owner = await desk.owner()
    await desk.rooms.channelCommands.change(owner, channel, {
      credentials: { base: desk.platform.base, token: 'another-token', secret: 'webhook-secret' },
    })
    await desk.rooms.channelCommands.enable(owner, channel)
    await desk.idle()
    expect(said()).toEqual(['first', 'second', 'third'])
    expect(health()).toMatchObject({ state: 'live', health: { state: 'ok' } })
    for (const message of [first, second, third]) expect(shown(message)).not.toHaveProperty('error')
  })

  test('and taken again by itself when the platform does', async () => {
    await open()
    desk.platform.token = 'another-token'
    await desk.reply(ann, id, 'hello')
    await desk.advance(5 * MINUTE)
    expect(health().state).toBe('broken')
    desk.platform.token = 'good-token'
    await desk.advance(2 * MINUTE)
    expect(health().state).toBe('live')
    expect(said()).toEqual(['hello'])
  })

  test('or cannot be read, because the hub has another secret now: nothing is tried, nothing is lost, and it says so', async () => {
    await open({}, { file: true })
    const owner = await desk.owner()
    await desk.rooms.channelCommands.pause(owner, channel)
    const message = await desk.reply(ann, id, 'hello')
    desk.sql.exec(`UPDATE Channel SET state = 'live'`)
    await desk.restart('quite another secret of thirty-two characters')
    await desk.idle()
    expect(health()).toMatchObject({ state: 'broken', health: { code: 'auth', text: expect.stringContaining('SWITCHBOARD_SECRET') } })
    expect(shown(message)).toMatchObject({ state: 'queued', error: { code: 'auth' } })
    await desk.advance(HOUR)
    expect(health().state).toBe('broken')
    await desk.restart()
    await desk.advance(2 * MINUTE)
    expect(health().state).toBe('live')
    expect(said()).toEqual(['hello'])
  })

  test('a pause by the admin holds, whatever a late answer or a probe says', async () => {
    await open({}, { timeoutMs: 5000 })
    const owner = await desk.owner()
    const release = desk.platform.hold()
    await desk.reply(ann, id, 'hello')
    await until(() => desk.platform.calls.length === 1)
    await desk.rooms.channelCommands.pause(owner, channel)
    desk.platform.next({ status: 401 })
    release()
    await desk.advance(HOUR)
    expect(health().state).toBe('paused')
    await expect(desk.say(channel, 'anybody?', { from: 'u1' })).rejects.toMatchObject({ status: 404 })
  })
})
