import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Adapter } from '../../../../src/contract/adapter.ts'
import { DAY, HOUR } from '../../../support/clock.ts'
import { event, message } from '../../../support/events.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
})
afterEach(() => desk.close())

const u1 = { from: 'u1', name: 'Ann' }
const enters = (payload?: string, key?: string) =>
  event('entered', { ...u1, ...(key && { key }) }, { ...(payload !== undefined && { payload }) })
const view = (id: number) => desk.rooms.reading.conversation(id)
const open = () => desk.rooms.reading.list({ view: 'open', agentId: 'ann', limit: 10 }).items
const conversations = () => desk.rows<{ status: string; entry: string | null }>('SELECT status, entry FROM Conversation ORDER BY id')

async function resolved(): Promise<number> {
  const owner = await desk.owner()
  const id = await desk.say(channel, 'first', u1)
  await desk.rooms.handling.claim(owner, id)
  await desk.rooms.handling.resolve(owner, id)
  return id
}

describe('somebody who opens the chat', () => {
  test('is seen, though they have not said anything: nobody is waiting, and nothing is unread', async () => {
    await desk.receive(channel, enters('order42'))
    expect(open()).toMatchObject([
      { status: 'bot', contact: { name: 'Ann' }, entry: 'order42', unread: 0, waitingSince: null, preview: null, lastSeq: 0 },
    ])
    expect(desk.rooms.reading.list({ view: 'waiting', agentId: 'ann', limit: 10 }).items).toEqual([])
    const id = await desk.say(channel, 'where is it?', u1)
    expect(open()).toMatchObject([{ id: String(id), status: 'waiting', entry: 'order42', unread: 1, lastSeq: 1 }])
  })

  test('by no link is seen as well', async () => {
    await desk.receive(channel, enters())
    expect(open()).toMatchObject([{ status: 'bot', entry: '', lastSeq: 0 }])
  })

  test('is let go when they say nothing', async () => {
    await desk.receive(channel, enters('order42'))
    await desk.advance(2 * HOUR)
    expect(conversations()).toEqual([{ status: 'resolved', entry: 'order42' }])
  })

  test('is greeted as before, and once', async () => {
    const greeting = await desk.channel({ settings: { greeting: 'hello' } })
    await desk.receive(greeting, enters('order42', 'e1'))
    await desk.receive(greeting, enters('order42', 'e1'), enters())
    await desk.idle()
    expect(desk.platform.delivered.map(({ text }) => text)).toEqual(['hello'])
    expect(open()).toMatchObject([{ status: 'bot', entry: 'order42' }])
  })

  test('may be told to consoles as it happens', async () => {
    const id = await desk.say(channel, 'hi', u1)
    await desk.receive(channel, enters('order42'))
    expect(desk.row('SELECT actor, conversationId, data FROM LogEntry ORDER BY seq DESC LIMIT 1')).toEqual({
      actor: 'contact:1',
      conversationId: id,
      data: JSON.stringify({ action: 'entered', entry: 'order42' }),
    })
  })

  test('soon after their case was resolved leaves it at that: their next word reopens it', async () => {
    const id = await resolved()
    await desk.receive(channel, enters('order43'))
    expect(view(id)).toMatchObject({ status: 'resolved', entry: null })
    expect(await desk.say(channel, 'again', u1)).toBe(id)
    expect(view(id)).toMatchObject({ status: 'waiting', entry: 'order43' })
  })

  test('in a group is no case', async () => {
    await desk.receive(channel, event('entered', { from: 'u1', surface: 'group', thread: 'g' }, { payload: 'team' }))
    expect(conversations()).toEqual([])
    const id = await desk.say(channel, 'hi all', { from: 'u2', surface: 'group', thread: 'g' })
    expect(view(id).entry).toBe('team')
  })

  test('of our own web chat is no case: it tells of every page', async () => {
    await desk.close()
    const { manifest, ...rest } = createTestAdapter({})
    desk = await openTestDesk({ adapters: { test: { ...rest, manifest: { ...manifest, hosted: true } } as unknown as Adapter } })
    channel = await desk.channel()
    await desk.receive(channel, enters('https://shop.example/cart'))
    expect(conversations()).toEqual([])
    expect(view(await desk.say(channel, 'hi', u1)).entry).toBe('https://shop.example/cart')
  })
})

describe('what the link carried', () => {
  test('of a new friend waits for the conversation, and is not said of the one after it', async () => {
    await desk.receive(channel, event('followed', u1, { payload: 'poster-7' }))
    expect(conversations()).toEqual([])
    const id = await desk.say(channel, 'hi', u1)
    expect(view(id).entry).toBe('poster-7')
    const owner = await desk.owner()
    await desk.rooms.handling.claim(owner, id)
    await desk.rooms.handling.resolve(owner, id)
    desk.clock.forward(2 * DAY)
    const next = await desk.say(channel, 'hi again', u1)
    expect(next).not.toBe(id)
    expect(view(next).entry).toBeNull()
  })

  test('last is what counts; coming back by no link does not take it away', async () => {
    const id = await desk.say(channel, 'hi', u1)
    expect(view(id).entry).toBeNull()
    await desk.receive(channel, enters('order42', 'e1'))
    await desk.receive(channel, enters('order43', 'e2'), enters(undefined, 'e3'))
    expect(view(id).entry).toBe('order43')
    // What comes again is known.
    await desk.receive(channel, enters('order42', 'e1'))
    expect(view(id).entry).toBe('order43')
    expect(conversations()).toHaveLength(1)
  })

  test('is told once, though the same page is opened again and again', async () => {
    await desk.say(channel, 'hi', u1)
    const entered = () => desk.rows("SELECT seq FROM LogEntry WHERE data LIKE '%entered%'")
    await desk.receive(channel, enters('/cart', 'e1'), enters('/cart', 'e2'))
    expect(entered()).toHaveLength(1)
    await desk.receive(channel, enters('/help', 'e3'), enters('/cart', 'e4'))
    expect(entered()).toHaveLength(3)
  })

  test('reaches a conversation that an agent opens again', async () => {
    const id = await resolved()
    await desk.receive(channel, enters('order43'))
    await desk.rooms.handling.reopen(await desk.owner(), id)
    await desk.receive(channel, message('hi', { ...u1 }))
    expect(view(id).entry).toBe('order43')
  })

  test('is cut where it is too long, and stays well-formed', async () => {
    await desk.receive(channel, enters(`${'a'.repeat(499)}😀${'b'.repeat(5000)}`))
    const { entry } = view(1)
    expect(entry).toBe(`${'a'.repeat(499)}\uFFFD`)
  })
})
