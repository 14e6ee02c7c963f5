import { describe, expect, test } from 'vitest'
import type { Window } from '../../../../src/model/surface.ts'
import { DAY, MINUTE, SECOND } from '../../../support/clock.ts'
import { event, message } from '../../../support/events.ts'
import { ann, channel, desk, grants, id, open, openOn, passive, service, spent, window } from './permissions.ts'

describe('trying again by hand', () => {
  const retry = (reply: number): Promise<boolean> => desk.desk.kit.commit(() => desk.rooms.retry(reply))

  test('after the window closed is refused; with a new one it goes by that', async () => {
    await open(passive)
    desk.platform.next({ status: 422 })
    const reply = await desk.reply(ann, id, 'hello')
    await desk.advance(10 * MINUTE)
    await expect(retry(reply)).rejects.toMatchObject({ code: 'window-closed' })
    expect(desk.rooms.reading.message(reply)).toMatchObject({ state: 'failed' })
    await desk.say(channel, 'hello?', { from: 'u1', id: 'in-2' })
    expect(await retry(reply)).toBe(true)
    await desk.idle()
    expect(spent()).toEqual([{ lane: 'passive', anchor: 'in-2', seq: 1 }])
    expect(grants()[1]).toMatchObject({ anchor: 'in-2', remaining: 1, nextSeq: 2 })
  })

  test('within the window goes by the same permission and number: the platform may know it', async () => {
    await open(passive)
    desk.platform.next({ status: 500 })
    const reply = await desk.reply(ann, id, 'hello')
    await desk.advance(SECOND)
    expect(desk.rooms.reading.message(reply)).toMatchObject({ state: 'unknown' })
    expect(await retry(reply)).toBe(true)
    await desk.idle()
    expect(desk.platform.calls.map(({ grant }) => grant)).toEqual([
      { lane: 'passive', anchor: 'in-1', seq: 1 },
      { lane: 'passive', anchor: 'in-1', seq: 1 },
    ])
    expect(window()).toMatchObject({ left: 1 })
  })

  test('that ends while a reply waits is replaced by one that is still open', async () => {
    const short: Window = { lane: 'passive', opens: ['press'], ttlMs: MINUTE, count: 3, anchor: 'event' }
    const long: Window = { lane: 'service', opens: ['message'], ttlMs: 2 * DAY, count: 5, anchor: 'thread' }
    await open(short, long)
    await desk.receive(channel, event('press', { from: 'u1', key: 'p1' }, { data: 'x' }))
    await desk.platform.down()
    await desk.reply(ann, id, 'late')
    await desk.advance(2 * MINUTE)
    await desk.platform.up()
    await desk.advance(2 * MINUTE)
    expect(spent()).toEqual([{ lane: 'service', anchor: '', seq: 1 }])
    expect(window()).toMatchObject({ left: 4 })
  })

  test('is not replaced where a try before may have arrived: under another name it would be a second message', async () => {
    const short: Window = { lane: 'passive', opens: ['press'], ttlMs: MINUTE, count: 3, anchor: 'event' }
    const long: Window = { lane: 'service', opens: ['message'], ttlMs: 2 * DAY, count: 5, anchor: 'thread' }
    const surface = { windows: [short, long], dedupes: ['passive' as const] }
    await openOn(surface)
    await desk.receive(channel, event('press', { from: 'u1', key: 'p1' }, { data: 'x' }))
    desk.platform.next('lose-answer')
    const reply = await desk.reply(ann, id, 'once')
    await desk.idle()
    await desk.platform.down()
    await desk.advance(3 * MINUTE)
    await desk.platform.up()
    await desk.advance(3 * MINUTE)
    expect(desk.platform.delivered).toHaveLength(1)
    expect(desk.rooms.reading.message(reply)?.state).toBe('unknown')
  })

  test('is over when the platform says so, however we had counted, until the customer writes again', async () => {
    await open(service)
    desk.platform.next({ status: 410 })
    await desk.reply(ann, id, 'one')
    await desk.idle()
    expect(window()).toBe(false)
    await expect(desk.reply(ann, id, 'two')).rejects.toMatchObject({ code: 'window-closed' })
    await desk.say(channel, 'again', { from: 'u1' })
    expect(window()).toMatchObject({ left: 5 })
  })

  test('may belong to some threads of a surface alone', async () => {
    await open(passive, service)
    await desk.say(channel, 'hi', { from: 'u2' })
    await desk.receive(channel, { ...message('hi', { from: 'u3' }), lanes: ['service'] })
    const lanes = (user: string) =>
      desk.rows<{ lane: string }>(
        'SELECT g.lane FROM "Grant" g JOIN Thread t ON t.id = g.threadId WHERE t.externalId = ? ORDER BY g.lane',
        user,
      )
    expect(lanes('u2').map(({ lane }) => lane)).toEqual(['passive', 'service'])
    expect(lanes('u3').map(({ lane }) => lane)).toEqual(['service'])
  })
})
