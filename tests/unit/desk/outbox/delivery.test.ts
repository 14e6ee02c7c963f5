import type { Adapter } from '../../../../src/contract/adapter.ts'
import { afterEach, describe, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import type { Surface } from '../../../../src/model/surface.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../../support/clock.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestDesk, TestDeskOptions } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'
import { until } from '../../../support/wait.ts'

let desk: TestDesk
let channel: string
let ann: Acting
afterEach(() => desk.close())

async function open(surface: Partial<Surface> = {}, options: TestDeskOptions = {}): Promise<void> {
  desk = await openTestDesk({ adapters: { test: createTestAdapter({ surface }) as Adapter }, ...options })
  channel = await desk.channel()
  ann = await desk.agent('Ann', { capacity: 100 })
}

/** A conversation of Ann's with this customer. */
async function talk(from: string): Promise<number> {
  const id = await desk.say(channel, 'hi', { from })
  await desk.rooms.handling.claim(ann, id)
  return id
}

const said = (to?: string): string[] => desk.platform.delivered.filter((one) => to === undefined || one.to === to).map(({ text }) => text)
const shown = (id: number) => desk.rooms.reading.message(id)!

describe('in order', () => {
  test('replies in a thread, however they are queued; the platform never has two at once', async () => {
    await open()
    const [one, two] = [await talk('u1'), await talk('u2')]
    const release = desk.platform.hold()
    const texts = Array.from({ length: 12 }, (_, index) => `reply ${index}`)
    await Promise.all(texts.flatMap((text) => [desk.reply(ann, one, text), desk.reply(ann, two, text)]))
    await until(() => desk.platform.calls.length === 2)
    release()
    await desk.idle()
    expect(said('u1')).toEqual(texts)
    expect(said('u2')).toEqual(texts)
    expect(desk.platform.together()).toBe(1)
    expect(desk.rows("SELECT * FROM Message WHERE direction = 'out' AND state <> 'sent'")).toEqual([])
  })

  test('a long reply goes in pieces, each a call, each with the id that the platform gave', async () => {
    await open()
    const id = await talk('u1')
    const message = await desk.reply(ann, id, Array.from({ length: 60 }, (_, index) => `word${index}`).join(' '))
    await desk.reply(ann, id, 'after it')
    await desk.idle()
    expect(said().slice(0, -1).join(' ')).toBe(Array.from({ length: 60 }, (_, index) => `word${index}`).join(' '))
    expect(said().at(-1)).toBe('after it')
    expect(
      desk.rows('SELECT externalId FROM MessageRef WHERE messageId = ?1 UNION SELECT externalId FROM Message WHERE id = ?1', message)
        .length,
    ).toBe(said().length - 1)
  })

  test('the same key again is the same message, also from five tabs at once', async () => {
    await open()
    const id = await talk('u1')
    const ids = await Promise.all(Array.from({ length: 5 }, () => desk.reply(ann, id, 'once', 'my-key')))
    expect(new Set(ids).size).toBe(1)
    await desk.idle()
    expect(said()).toEqual(['once'])
  })

  test('it carries what the platform needs: route, what it answers, the file', async () => {
    await open()
    const event = { from: 'u1', id: 'in-1' }
    const id = await desk.say(channel, 'hi', event)
    await desk.rooms.handling.claim(ann, id)
    const file = await desk.rooms.files.add(new File(['bytes'], 'a.txt', { type: 'text/plain' }), `agent:${ann.id}`)
    const part = { type: 'file' as const, file: file.id, mime: 'x/y', bytes: 0 }
    await desk.rooms.replies.reply(ann, id, { key: 'k', replyTo: 1, content: [part] })
    await desk.idle()
    expect(desk.platform.delivered[0]).toMatchObject({
      to: 'u1',
      replyTo: 'in-1',
      body: { type: 'media', as: 'file', file: file.id, mime: 'text/plain', bytes: 5, name: 'a.txt' },
    })
  })
})

describe('no faster than the platform allows', () => {
  test('in a thread and on the account', async () => {
    await open({
      rate: [
        { scope: 'thread', per: SECOND, count: 1 },
        { scope: 'account', per: 10 * SECOND, count: 3 },
      ],
    })
    const [one, two] = [await talk('u1'), await talk('u2')]
    const start = desk.clock.now()
    for (let index = 0; index < 3; index += 1) {
      await desk.reply(ann, one, `a${index}`)
      await desk.reply(ann, two, `b${index}`)
    }
    await desk.advance(MINUTE)
    const times = desk.platform.delivered.map(({ at }) => at - start)
    expect(said('u1')).toEqual(['a0', 'a1', 'a2'])
    expect(said('u2')).toEqual(['b0', 'b1', 'b2'])
    for (const [index, at] of times.entries()) if (index >= 3) expect(at - times[index - 3]!).toBeGreaterThanOrEqual(10 * SECOND)
    for (const to of ['u1', 'u2']) {
      const own = desk.platform.delivered.filter((one) => one.to === to).map(({ at }) => at)
      for (const [index, at] of own.entries()) if (index > 0) expect(at - own[index - 1]!).toBeGreaterThanOrEqual(SECOND)
    }
    // And not much slower either: six calls at three in ten seconds take ten seconds.
    expect(times.at(-1)).toBeLessThanOrEqual(11 * SECOND)
  })
})

describe('tries again', () => {
  test('what certainly was not carried out, less and less often', async () => {
    await open()
    const id = await talk('u1')
    await desk.platform.down()
    const message = await desk.reply(ann, id, 'hello')
    await desk.idle()
    expect(shown(message)).toMatchObject({ state: 'queued', error: { code: 'network' } })
    const tries: number[] = []
    for (let minute = 0; minute < 10; minute += 1) {
      const before = desk.row<{ attempts: number }>('SELECT attempts FROM Segment').attempts
      await desk.advance(MINUTE)
      tries.push(desk.row<{ attempts: number }>('SELECT attempts FROM Segment').attempts - before)
    }
    expect(tries[0]).toBeGreaterThan(tries[5]!)
    expect(Math.min(...tries)).toBe(1)
    await desk.platform.up()
    await desk.advance(MINUTE)
    expect(said()).toEqual(['hello'])
    expect(shown(message)).toMatchObject({ state: 'sent' })
    expect(shown(message)).not.toHaveProperty('error')
  })

  test('from the piece that failed, not from the beginning', async () => {
    await open()
    const id = await talk('u1')
    desk.platform.next('ok', { status: 503 }, { status: 502 })
    await desk.reply(ann, id, `${'a'.repeat(80)} ${'b'.repeat(80)} ${'c'.repeat(80)}`)
    await desk.advance(MINUTE)
    expect(said().map((text) => text[0])).toEqual(['a', 'b', 'c'])
    expect(desk.platform.calls.map(({ key }) => key)).toEqual(['1', '2', '2', '2', '3'])
  })

  test('when the platform says so, to the millisecond', async () => {
    await open()
    const id = await talk('u1')
    const start = desk.clock.now()
    desk.platform.next({ status: 429, retryAfterMs: 37_123 }, { status: 429, retryAfterMs: 5 * MINUTE })
    await desk.reply(ann, id, 'hello')
    await desk.advance(HOUR)
    expect(desk.platform.calls).toHaveLength(3)
    expect(desk.platform.delivered[0]!.at - start).toBe(37_123 + 5 * MINUTE)
  })

  test('for a day, and then says that it failed, with everything behind it still in order', async () => {
    await open()
    const id = await talk('u1')
    await desk.platform.down()
    const first = await desk.reply(ann, id, 'first')
    await desk.advance(HOUR)
    const second = await desk.reply(ann, id, 'second')
    await desk.advance(DAY - HOUR + MINUTE)
    expect(shown(first)).toMatchObject({ state: 'failed', error: { code: 'network' } })
    await desk.platform.up()
    await desk.advance(2 * MINUTE)
    expect(shown(second)).toMatchObject({ state: 'sent' })
    expect(said()).toEqual(['second'])
  })

  test('a platform that is down for an hour: replies wait, then go, in order', async () => {
    await open()
    const talks = [await talk('u1'), await talk('u2'), await talk('u3')]
    await desk.platform.down()
    for (let round = 0; round < 4; round += 1) {
      for (const id of talks) await desk.reply(ann, id, `reply ${round}`)
      await desk.advance(15 * MINUTE)
    }
    expect(said()).toEqual([])
    await desk.platform.up()
    await desk.advance(2 * MINUTE)
    for (const to of ['u1', 'u2', 'u3']) expect(said(to)).toEqual(['reply 0', 'reply 1', 'reply 2', 'reply 3'])
  })

  test('with another platform going on as ever', async () => {
    desk = await openTestDesk({
      adapters: { test: createTestAdapter() as Adapter, other: createTestAdapter({ kind: 'other' }) as Adapter },
      timeoutMs: 60_000,
    })
    channel = await desk.channel({ kind: 'test' })
    ann = await desk.agent('Ann', { capacity: 200 })
    const talks = await Promise.all(Array.from({ length: 160 }, (_, index) => talk(`u${index}`)))
    const release = desk.platform.hold()
    for (const id of talks) await desk.reply(ann, id, 'to a platform that hangs')
    await until(() => desk.platform.calls.length > 0)
    // The other channel's platform answers: it is told apart by its thread.
    channel = await desk.channel({ kind: 'other' })
    const quick = await talk('quick')
    await desk.reply(ann, quick, 'hello')
    await until(() => desk.platform.calls.some(({ to }) => to === 'quick'), 'the other channel', 1000).finally(release)
  })
})
