import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { WireResult } from '../../../../src/desk/gateways/protocol.ts'
import { type GatewayDesk, openGatewayDesk } from './gateway-desk.ts'

let site: GatewayDesk
beforeEach(async () => {
  site = await openGatewayDesk()
})
afterEach(() => site.close())

const taken = async (instance = 'one') => (await site.ask({ instance })).sends[0]!.key
const failed = (code: 'content' | 'network', certain = true): Omit<WireResult, 'key'> => ({ fault: { code, message: 'no', certain } })
const retry = (message: number) => site.desk.desk.kit.commit(() => site.desk.rooms.retry(message))

describe('a result', () => {
  test('of an earlier try does not settle the present one', async () => {
    const message = await site.say('hello')
    const first = await taken()
    await site.tell(first, failed('content'))
    expect(site.stateOf(message)).toBe('failed')
    await retry(message)
    const second = await taken()
    expect(second).not.toBe(first)
    await site.tell(first)
    await site.tell(first, failed('content'))
    expect(site.stateOf(message)).toBe('sending')
    await site.tell(second)
    expect(site.stateOf(message)).toBe('sent')
  })

  test('of a gateway that another has replaced does not settle what the new one sends', async () => {
    const message = await site.say('hello')
    const key = await taken()
    await site.greet({ instance: 'two' })
    expect(site.stateOf(message)).toBe('unknown')
    await retry(message)
    expect(await taken('two')).toBe(key)
    await site.tell(key, failed('content'))
    await site.tell(key)
    expect(site.stateOf(message)).toBe('sending')
    await site.tell(key, undefined, { instance: 'two' })
    expect(site.stateOf(message)).toBe('sent')
  })

  test('of another channel’s gateway settles nothing here', async () => {
    const other = await site.desk.channel({ kind: 'remote' })
    await site.greet({ channel: other })
    const message = await site.say('hello')
    await site.tell(await taken(), undefined, { channel: other })
    expect(site.stateOf(message)).toBe('sending')
  })

  test('that comes twice is taken once, and one about nothing not at all', async () => {
    const message = await site.say('hello')
    const key = await taken()
    await site.tell(key, { sent: { state: 'sent', externalId: 'out-1' } })
    await site.tell(key, failed('content'))
    for (const nothing of ['999', 'x', `${key}-7`, '']) await site.tell(nothing)
    expect(site.stateOf(message)).toBe('sent')
    const { externalId } = site.desk.row<{ externalId: string }>('SELECT externalId FROM Segment WHERE messageId = ?', message)
    expect(externalId).toBe('out-1')
  })

  test('that says nothing leaves the message unsure', async () => {
    const message = await site.say('hello')
    await site.tell(await taken(), {})
    expect(site.stateOf(message)).toBe('unknown')
  })

  test('of a thread that has moved is tried again there', async () => {
    await site.say('hello')
    await site.tell(await taken(), { fault: { code: 'gone', message: 'moved', certain: true, movedTo: 'elsewhere' } })
    expect((await site.ask()).sends).toMatchObject([{ thread: { externalId: 'elsewhere' }, body: { text: 'hello' } }])
  })

  test('that is unsure keeps the name that we gave the message', async () => {
    const message = await site.say('hello')
    await site.tell(await taken(), { fault: { code: 'network', message: 'lost', certain: false, externalId: 'ours' } })
    const { externalId } = site.desk.row<{ externalId: string }>('SELECT externalId FROM Segment WHERE messageId = ?', message)
    expect(externalId).toBe('ours')
  })

  test('that uses up what the platform allows makes the next sends wait until it allows more', async () => {
    await site.say('one')
    const resetAt = site.desk.clock.now() + 60_000
    await site.tell(await taken(), { sent: { state: 'sent', left: { count: 0, resetAt } } })
    await site.say('two')
    expect((await site.ask({ waitMs: 1 })).sends).toEqual([])
    site.desk.clock.set(resetAt)
    expect((await site.ask({ waitMs: 1 })).sends).toMatchObject([{ body: { text: 'two' } }])
  })
})

describe('a gateway that another has replaced', () => {
  test('is given nothing any more, also while it waits', async () => {
    const waiting = site.ask()
    await site.greet({ instance: 'two' })
    await expect(waiting).rejects.toMatchObject({ code: 'other-gateway', status: 409 })
    const message = await site.say('hello')
    await expect(site.ask()).rejects.toMatchObject({ code: 'other-gateway' })
    expect(site.stateOf(message)).toBe('queued')
    expect((await site.ask({ instance: 'two' })).sends).toHaveLength(1)
  })

  test('what it took in that moment goes to the other one, once', async () => {
    const message = await site.say('hello')
    // Asked before the other one greets, taken after.
    const [greeted, asked] = [site.greet({ instance: 'two' }), site.ask()]
    await greeted
    const next = site.ask({ instance: 'two' })
    await expect(asked).rejects.toMatchObject({ code: 'other-gateway' })
    const [send] = (await next).sends
    await site.tell(send!.key, undefined, { instance: 'two' })
    expect(site.stateOf(message)).toBe('sent')
  })

  test('a greeting of the same one again leaves what is under way with it', async () => {
    const message = await site.say('hello')
    const key = await taken()
    await site.greet()
    expect(site.stateOf(message)).toBe('sending')
    expect((await site.ask()).sends.map((send) => send.key)).toEqual([key])
    expect((await site.ask({ have: [key], waitMs: 1 })).sends).toEqual([])
  })
})
