import { afterEach, describe, expect, test } from 'vitest'
import type { Adapter, Sent } from '../../../../src/contract/adapter.ts'
import { AdapterFault } from '../../../../src/contract/adapter.ts'
import type { Surface } from '../../../../src/model/surface.ts'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../../support/clock.ts'
import { event } from '../../../support/events.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import { type TestDesk, openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
/** When each call was made, from the beginning of the test, and in which thread. */
let calls: { to: string; at: number }[]
afterEach(() => desk.close())

async function open(answers: (Sent | Error)[], surface: Partial<Surface> = {}): Promise<void> {
  calls = []
  const send: Adapter['send'] = async (ctx, { thread }) => {
    calls.push({ to: thread.externalId, at: ctx.now() - start })
    const answer = answers.shift() ?? { externalId: `out-${calls.length}`, state: 'sent' }
    if (answer instanceof Error) throw answer
    return answer
  }
  desk = await openTestDesk({ adapters: { test: createTestAdapter({ surface, more: { send } }) as Adapter } })
  channel = await desk.channel()
  ann = await desk.agent('Ann', { capacity: 100 })
  const start = desk.clock.now()
}

async function talk(from: string, on = channel): Promise<number> {
  const id = await desk.say(on, 'hi', { from })
  await desk.rooms.handling.claim(ann, id)
  return id
}

const limited = (account: boolean): AdapterFault =>
  new AdapterFault('rate', 'too many', { certain: true, retryAfterMs: 30 * SECOND, ...(account && { account }) })

describe('a platform that wants a rest', () => {
  test('of the whole account gets it from all its threads, and from no other account', async () => {
    await open([limited(true)])
    const [one, two, elsewhere] = [await talk('u1'), await talk('u2'), await talk('u3', await desk.channel())]
    await desk.reply(ann, one, 'refused')
    await desk.idle()
    await desk.reply(ann, two, 'waits too')
    await desk.reply(ann, elsewhere, 'goes')
    await desk.advance(MINUTE)
    expect(calls).toEqual([
      { to: 'u1', at: 0 },
      { to: 'u3', at: 0 },
      { to: 'u1', at: 30 * SECOND },
      { to: 'u2', at: 30 * SECOND },
    ])
  })

  test('in one thread gets it there, and the others go on', async () => {
    await open([limited(false)])
    const [one, two] = [await talk('u1'), await talk('u2')]
    await desk.reply(ann, one, 'refused')
    await desk.idle()
    await desk.reply(ann, two, 'goes')
    await desk.advance(MINUTE)
    expect(calls).toEqual([
      { to: 'u1', at: 0 },
      { to: 'u2', at: 0 },
      { to: 'u1', at: 30 * SECOND },
    ])
  })

  test('because nothing is left of its limit gets it before it has to refuse; while something is, nobody waits', async () => {
    const answers: Sent[] = []
    await open(answers)
    const resetAt = desk.clock.now() + 20 * SECOND
    for (const count of [1, 0]) answers.push({ externalId: `left-${count}`, state: 'sent', left: { count, resetAt } })
    const [one, two] = [await talk('u1'), await talk('u2')]
    await desk.reply(ann, one, 'the last but one')
    await desk.idle()
    await desk.reply(ann, one, 'the last')
    await desk.idle()
    await desk.reply(ann, two, 'waits')
    await desk.advance(MINUTE)
    expect(calls.map(({ at }) => at)).toEqual([0, 0, 20 * SECOND])
  })
})

test('a message that waits says why, and says it once', async () => {
  await open([limited(false), limited(false), limited(false)])
  const message = await desk.reply(ann, await talk('u1'), 'hello')
  const told = (): number =>
    desk.rows("SELECT 1 FROM LogEntry WHERE messageId = ? AND type = 'message.updated' AND actor = 'system'", message).length
  await desk.idle()
  const before = told()
  expect(desk.rooms.reading.message(message)).toMatchObject({ state: 'queued', error: { code: 'rate' } })
  expect(before).toBeGreaterThan(0)
  await desk.advance(MINUTE)
  expect(calls).toHaveLength(3)
  expect(told()).toBe(before)
})

test('what an adapter throws by mistake tells nothing of the call: it is unknown, and not made again', async () => {
  await open([new TypeError('a mistake of ours')])
  const message = await desk.reply(ann, await talk('u1'), 'hello')
  await desk.advance(HOUR)
  expect(calls).toHaveLength(1)
  expect(desk.rooms.reading.message(message)).toMatchObject({ state: 'unknown', error: { code: 'platform' } })
})

describe('what waits for its turn', () => {
  const slow: Surface['rate'] = [{ scope: 'account', per: MINUTE, count: 1 }]

  test('on a channel that is paused meanwhile is not sent, and goes when it is switched on', async () => {
    await open([], { rate: slow })
    const [one, two] = [await talk('u1'), await talk('u2')]
    await desk.reply(ann, one, 'now')
    await desk.idle()
    const message = await desk.reply(ann, two, 'in a minute')
    await desk.idle()
    await desk.rooms.channelCommands.pause(await desk.owner(), channel)
    await desk.advance(HOUR)
    expect(calls).toHaveLength(1)
    expect(desk.rooms.reading.message(message)?.state).toBe('queued')
    await desk.rooms.channelCommands.enable(await desk.owner(), channel)
    await desk.idle()
    expect(calls.map(({ to }) => to)).toEqual(['u1', 'u2'])
  })

  test('counts only among the calls of its own lane', async () => {
    const windows: Surface['windows'] = [
      { lane: 'passive', opens: ['press'], ttlMs: HOUR, count: 9, anchor: 'event' },
      { lane: 'service', opens: ['message'], ttlMs: 2 * DAY, count: 9, anchor: 'thread' },
    ]
    const rate: Surface['rate'] = [
      { scope: 'account', per: MINUTE, count: 1, lanes: ['service'] },
      { scope: 'account', per: MINUTE, count: 1, lanes: ['passive'] },
      { scope: 'account', per: 3 * MINUTE, count: 1, lanes: ['passive'] },
    ]
    await open([], { windows, rate })
    const [one, two, pressed] = [await talk('u1'), await talk('u2'), await talk('u3')]
    await desk.receive(channel, event('press', { from: 'u3' }, { data: 'x' }))
    for (const id of [one, two, pressed]) await desk.reply(ann, id, 'answer')
    await desk.advance(4 * MINUTE)
    expect(calls).toEqual([
      { to: 'u1', at: 0 },
      { to: 'u3', at: 0 },
      { to: 'u2', at: MINUTE },
    ])
  })

  test('is queued, also when a piece of it was sent', async () => {
    await open([], { rate: slow })
    const message = await desk.reply(ann, await talk('u1'), `${'a'.repeat(80)} ${'b'.repeat(80)}`)
    await desk.idle()
    expect([calls.length, desk.rooms.reading.message(message)?.state]).toEqual([1, 'queued'])
    await desk.advance(MINUTE)
    expect([calls.length, desk.rooms.reading.message(message)?.state]).toEqual([2, 'sent'])
  })

  test('and is refused alone has taken nothing from the others', async () => {
    await open([limited(false)], { rate: slow })
    const [one, two] = [await talk('u1'), await talk('u2')]
    await desk.reply(ann, one, 'refused')
    await desk.idle()
    await desk.reply(ann, two, 'goes')
    await desk.advance(3 * MINUTE)
    expect(calls).toEqual([
      { to: 'u1', at: 0 },
      { to: 'u2', at: 0 },
      { to: 'u1', at: MINUTE },
    ])
  })

  test('and failed otherwise has used its turn, however soon it may try again', async () => {
    await open([new AdapterFault('platform', 'no', { certain: true, retryAfterMs: SECOND / 2 })], { rate: slow })
    await desk.reply(ann, await talk('u1'), 'hello')
    await desk.advance(2 * MINUTE)
    expect(calls.map(({ at }) => at)).toEqual([0, MINUTE])
  })
})
