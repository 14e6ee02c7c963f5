import { describe, expect, test } from 'vitest'
import type { Window } from '../../../../src/model/surface.ts'
import { DAY, HOUR, MINUTE } from '../../../support/clock.ts'
import { event, message } from '../../../support/events.ts'
import { ann, channel, desk, grants, id, open, paid, passive, service, spent, window } from './permissions.ts'

describe('permission to write', () => {
  test('is given by events, counted, named in the call, and gone when it is spent', async () => {
    await open(passive)
    expect(window()).toEqual({ left: 2, ms: 5 * MINUTE })
    await desk.reply(ann, id, 'one')
    await desk.reply(ann, id, 'two')
    await desk.idle()
    expect(spent()).toEqual([
      { lane: 'passive', anchor: 'in-1', seq: 1 },
      { lane: 'passive', anchor: 'in-1', seq: 2 },
    ])
    expect(window()).toBe(false)
    await expect(desk.reply(ann, id, 'three')).rejects.toMatchObject({ code: 'window-closed', status: 422 })
    await desk.say(channel, 'again', { from: 'u1', id: 'in-2' })
    await desk.reply(ann, id, 'three')
    await desk.idle()
    expect(spent()[2]).toEqual({ lane: 'passive', anchor: 'in-2', seq: 1 })
  })

  test('is spent in the transaction that queues: ten at once never get more than there is', async () => {
    await open(passive)
    const replies = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => desk.reply(ann, id, `reply ${index}`)))
    expect(replies.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(grants()).toEqual([{ lane: 'passive', anchor: 'in-1', remaining: 0, nextSeq: 3 }])
    expect(desk.row("SELECT count(*) AS n FROM Message WHERE direction = 'out'")).toEqual({ n: 2 })
  })

  test('a message that needs more than there is spends nothing', async () => {
    await open(passive)
    await expect(desk.reply(ann, id, `${'a'.repeat(80)} ${'b'.repeat(80)} ${'c'.repeat(80)}`)).rejects.toMatchObject({
      code: 'window-too-small',
      data: { limit: 2 },
    })
    expect(window()).toEqual({ left: 2, ms: 5 * MINUTE })
    expect(desk.rooms.replies.preview(id, [{ type: 'text', text: 'x' }])).toMatchObject({ segments: [{ text: 'x' }] })
    expect(window()).toEqual({ left: 2, ms: 5 * MINUTE })
  })

  test('what ends first is spent first, what costs last', async () => {
    await open(paid, service, passive)
    for (let index = 0; index < 8; index += 1) await desk.reply(ann, id, `reply ${index}`)
    await desk.idle()
    expect(spent().map((grant) => grant?.lane)).toEqual([
      'passive',
      'passive',
      'service',
      'service',
      'service',
      'service',
      'service',
      'template',
    ])
  })

  test('each event that counts opens its own, a thread opens anew, others open nothing', async () => {
    await open(passive, service)
    await desk.reply(ann, id, 'one')
    desk.clock.forward(MINUTE)
    await desk.receive(
      channel,
      event('press', { from: 'u1' }, { data: 'x' }),
      event('entered', { from: 'u1', key: 'enter-9' }, {}),
      event('followed', { from: 'u1' }, {}),
    )
    expect(grants()).toEqual([
      { lane: 'passive', anchor: 'in-1', remaining: 1, nextSeq: 2 },
      { lane: 'service', anchor: '', remaining: 5, nextSeq: 1 },
      { lane: 'passive', anchor: 'enter-9', remaining: 2, nextSeq: 1 },
    ])
  })

  test("counts from the platform's clock, never longer than from ours, and a late event does not shorten it", async () => {
    await open(service)
    const now = desk.clock.now()
    await desk.receive(channel, message('from the future', { from: 'u1', at: now + DAY }))
    expect(window()).toMatchObject({ ms: 2 * DAY })
    desk.clock.forward(HOUR)
    await desk.receive(channel, message('late', { from: 'u1', at: now - DAY }))
    expect(window()).toMatchObject({ ms: 2 * DAY - HOUR })
  })

  test('who mutes us can still be answered, and opens nothing else by writing, until they unmute us', async () => {
    const active: Window = {
      lane: 'active',
      opens: ['message', 'unmuted'],
      closes: ['muted'],
      ttlMs: DAY,
      count: 'unlimited',
      anchor: 'thread',
    }
    await open(passive, active)
    expect(window()).toMatchObject({ left: null })
    await desk.receive(channel, event('muted', { from: 'u1' }, {}))
    expect(window()).toMatchObject({ left: 2 })
    await desk.say(channel, 'one question', { from: 'u1', id: 'in-2' })
    expect(window()).toMatchObject({ left: 4 })
    await desk.say(channel, 'hello', { from: 'u2' })
    expect(desk.rooms.reading.conversation(id + 1).window).toMatchObject({ left: null })
    await desk.receive(channel, event('unmuted', { from: 'u1' }, {}))
    expect(window()).toMatchObject({ left: null })
  })

  test('a duplicate gives nothing', async () => {
    await open(service)
    const again = message('x', { from: 'u1', key: 'again' })
    await desk.receive(channel, again)
    await desk.reply(ann, id, 'one')
    await desk.receive(channel, again)
    expect(window()).toMatchObject({ left: 4 })
  })

  test('ends with its time', async () => {
    await open(passive)
    await desk.advance(5 * MINUTE - 1)
    expect(window()).toEqual({ left: 2, ms: 1 })
    await desk.advance(1)
    expect(window()).toBe(false)
    await expect(desk.reply(ann, id, 'late')).rejects.toMatchObject({ code: 'window-closed' })
  })

  test('what could not go out before its window closed failed, and says so', async () => {
    await open(passive)
    await desk.platform.down()
    const reply = await desk.reply(ann, id, 'hello')
    await desk.advance(6 * MINUTE)
    await desk.platform.up()
    await desk.advance(HOUR)
    expect(desk.rooms.reading.message(reply)).toMatchObject({ state: 'failed' })
    expect(desk.platform.calls).toEqual([])
  })

  test('is not over because a reply waited too long: only what the platform says ends it', async () => {
    await open(service)
    const owner = await desk.owner()
    await desk.rooms.channelCommands.pause(owner, channel)
    const reply = await desk.reply(ann, id, 'a day too late')
    await desk.advance(DAY + HOUR)
    await desk.rooms.channelCommands.enable(owner, channel)
    await desk.idle()
    expect(desk.rooms.reading.message(reply)).toMatchObject({ state: 'failed', error: { code: 'window' } })
    expect(window()).toMatchObject({ left: 4 })
  })
})
