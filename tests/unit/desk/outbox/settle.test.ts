import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { HOUR, MINUTE } from '../../../support/clock.ts'
import { event } from '../../../support/events.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'
import { until } from '../../../support/wait.ts'

let desk: TestDesk
let channel: string
let ann: Acting
let id: number
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  ann = await desk.agent('Ann', { capacity: 100 })
  id = await desk.say(channel, 'hi', { from: 'u1' })
  await desk.rooms.handling.claim(ann, id)
})
afterEach(() => desk.close())

const THREE = `${'a'.repeat(80)} ${'b'.repeat(80)} ${'c'.repeat(80)}`
const shown = (message: number) => desk.rooms.reading.message(message)!
const retry = (message: number): Promise<boolean> => desk.desk.kit.commit(() => desk.rooms.retry(message))
const outs = (): string[] => desk.platform.delivered.map((one) => one.id)
type State = 'delivered' | 'read' | 'failed'
const receipt = (state: State, externalIds: string[]) =>
  desk.receive(
    channel,
    event(
      'receipt',
      { from: 'u1' },
      { state, of: { externalIds }, ...(state === 'failed' ? { error: { code: '9', text: 'risky' } } : {}) },
    ),
  )
const watermark = (state: State, until: number) => desk.receive(channel, event('receipt', { from: 'u1' }, { state, of: { until } }))

describe('receipts', () => {
  test('by id: delivered, read, and never back', async () => {
    const message = await desk.reply(ann, id, 'hello')
    await desk.idle()
    await receipt('read', outs())
    expect(shown(message).state).toBe('read')
    await receipt('delivered', outs())
    expect(shown(message).state).toBe('read')
    await receipt('read', ['never-seen'])
  })

  test('up to an instant: what was sent until then, not what came after, nor what is not sent', async () => {
    const first = await desk.reply(ann, id, 'first')
    await desk.idle()
    const then = desk.clock.now()
    desk.clock.forward(MINUTE)
    const second = await desk.reply(ann, id, 'second')
    await desk.idle()
    desk.platform.next({ status: 422 })
    const refused = await desk.reply(ann, id, 'refused')
    await desk.idle()
    await watermark('read', then)
    expect([shown(first).state, shown(second).state]).toEqual(['read', 'sent'])
    await watermark('read', desk.clock.now())
    expect([shown(second).state, shown(refused).state]).toEqual(['read', 'failed'])
  })

  test('of the first piece say nothing of the message, of the last everything', async () => {
    const message = await desk.reply(ann, id, THREE)
    await desk.idle()
    await receipt('read', [outs()[0]!])
    expect(shown(message).state).toBe('sent')
    await receipt('read', [outs()[2]!])
    expect(shown(message).state).toBe('read')
  })

  test('while the rest is still on its way take nothing back', async () => {
    desk.platform.next('ok', { status: 429, retryAfterMs: HOUR })
    const message = await desk.reply(ann, id, THREE)
    await desk.idle()
    await receipt('delivered', outs())
    expect(shown(message).state).toBe('queued')
    await desk.advance(HOUR)
    expect(shown(message).state).toBe('sent')
  })

  test('a late failure fails it, and it can be sent again', async () => {
    desk.platform.next('pending')
    const message = await desk.reply(ann, id, 'hello')
    await desk.idle()
    await receipt('delivered', outs())
    await receipt('failed', outs())
    expect(shown(message)).toMatchObject({ state: 'failed', error: { code: '9', text: 'risky' } })
    expect(await retry(message)).toBe(true)
    await desk.idle()
    expect(shown(message).state).toBe('sent')
    expect(outs()).toHaveLength(2)
  })

  test('faster than the answer of our own call are not lost', async () => {
    const release = desk.platform.hold()
    const message = await desk.reply(ann, id, 'hello')
    await until(() => desk.platform.calls.length === 1)
    await receipt('failed', ['out-1'])
    release()
    await desk.advance(MINUTE)
    expect(shown(message)).toMatchObject({ state: 'failed', error: { code: '9' } })
  })
})

describe('receipts that name no thread', () => {
  const unplaced = (externalId: string) =>
    desk.receive(
      channel,
      event('receipt', { thread: 'nowhere' }, { state: 'delivered', of: { externalIds: [externalId], anywhere: true } }),
    )

  test('are found by their id, in this channel alone', async () => {
    const message = await desk.reply(ann, id, 'hello')
    await desk.idle()
    await unplaced('never-seen')
    const other = await desk.channel()
    await desk.receive(other, event('receipt', {}, { state: 'read', of: { externalIds: outs(), anywhere: true } }))
    expect(shown(message).state).toBe('sent')
    await unplaced(outs()[0]!)
    expect(shown(message).state).toBe('delivered')
  })

  test('faster than the answer of our own call are not lost, and unknown ones are not kept for ever', async () => {
    const release = desk.platform.hold()
    const message = await desk.reply(ann, id, 'hello')
    await until(() => desk.platform.calls.length === 1)
    await unplaced('out-1')
    await unplaced('never-seen')
    release()
    await desk.advance(2 * MINUTE)
    expect(shown(message).state).toBe('delivered')
    expect(desk.rows("SELECT * FROM Job WHERE kind = 'receipt'")).toEqual([])
  })
})

describe('trying again by hand', () => {
  test('what failed, from there on, in order', async () => {
    desk.platform.next('ok', { status: 422 })
    const message = await desk.reply(ann, id, THREE)
    await desk.idle()
    expect(await retry(message)).toBe(true)
    expect(shown(message)).toMatchObject({ state: 'queued' })
    expect(shown(message)).not.toHaveProperty('error')
    await desk.idle()
    expect(desk.platform.delivered.map(({ text }) => text[0])).toEqual(['a', 'b', 'c'])
    expect(shown(message).state).toBe('sent')
  })

  test('what is unsure; what was sent is not sent again; two clicks are one', async () => {
    desk.platform.next('drop')
    const message = await desk.reply(ann, id, 'hello')
    await desk.idle()
    expect(shown(message).state).toBe('unknown')
    expect(await Promise.all([retry(message), retry(message)])).toEqual([true, false])
    await desk.idle()
    expect(await retry(message)).toBe(false)
    expect(outs()).toHaveLength(1)
    expect(await retry(999)).toBe(false)
  })

  test('what was given up after a day: it has another', async () => {
    const owner = await desk.owner()
    await desk.rooms.channelCommands.pause(owner, channel)
    const message = await desk.reply(ann, id, 'hello')
    await desk.advance(25 * HOUR)
    await desk.rooms.channelCommands.enable(owner, channel)
    await desk.idle()
    expect(shown(message).state).toBe('failed')
    await retry(message)
    await desk.idle()
    expect(shown(message).state).toBe('sent')
  })

  test('while another is under way in the thread: still one at a time', async () => {
    desk.platform.next({ status: 422 })
    const failed = await desk.reply(ann, id, 'failed')
    await desk.idle()
    const release = desk.platform.hold()
    await desk.reply(ann, id, 'under way')
    await until(() => desk.platform.calls.length === 2)
    await retry(failed)
    desk.desk.sweep()
    await desk.desk.kit.commit(() => {})
    await until(() => desk.platform.calls.length >= 2)
    release()
    await desk.idle()
    expect(desk.platform.together()).toBe(1)
    expect(desk.platform.delivered.map(({ text }) => text)).toEqual(['under way', 'failed'])
  })

  test('while another waits to be tried again: still one at a time', async () => {
    desk.platform.next({ status: 422 }, { status: 429, retryAfterMs: MINUTE })
    const failed = await desk.reply(ann, id, 'failed')
    await desk.idle()
    const waits = await desk.reply(ann, id, 'waits')
    await desk.idle()
    await retry(failed)
    desk.desk.sweep()
    await desk.advance(2 * MINUTE)
    expect(desk.platform.together()).toBe(1)
    expect([shown(failed).state, shown(waits).state]).toEqual(['sent', 'sent'])
  })
})

describe('a channel', () => {
  test('paused: what is queued waits; switched on again, it goes', async () => {
    const owner = await desk.owner()
    await desk.rooms.channelCommands.pause(owner, channel)
    const message = await desk.reply(ann, id, 'hello')
    await desk.advance(HOUR)
    expect(shown(message).state).toBe('queued')
    await desk.rooms.channelCommands.enable(owner, channel)
    await desk.idle()
    expect(shown(message).state).toBe('sent')
  })

  test('deleted: what was queued failed and says so', async () => {
    const owner = await desk.owner()
    await desk.rooms.channelCommands.pause(owner, channel)
    const message = await desk.reply(ann, id, THREE)
    await desk.rooms.channelCommands.remove(owner, channel)
    await desk.advance(HOUR)
    expect(shown(message)).toMatchObject({ state: 'failed', error: { code: 'gone' } })
    expect(desk.platform.calls).toEqual([])
    expect(desk.rows('SELECT DISTINCT state, open FROM Segment')).toEqual([{ state: 'cancelled', open: null }])
  })
})
