import { type Adapter, AdapterFault } from '../../../../src/contract/adapter.ts'
import { afterEach, describe, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import type { Window } from '../../../../src/model/surface.ts'
import { HOUR, MINUTE, SECOND } from '../../../support/clock.ts'
import { event } from '../../../support/events.ts'
import { type TestAdapterOptions, createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

const three: Window = { lane: 'passive', opens: ['followed'], ttlMs: MINUTE, count: 3, anchor: 'event' }
const two: Window = { ...three, count: 2 }
const welcome: Window = { lane: 'event', opens: ['entered'], ttlMs: 20 * SECOND, count: 1, anchor: 'event' }
const service: Window = { lane: 'service', opens: ['message'], ttlMs: 48 * HOUR, count: 5, anchor: 'thread' }

let desk: TestDesk
let channel: string
let ann: Acting
afterEach(() => desk.close())

async function open(windows: Window[], settings: { [key: string]: string } = {}, more: TestAdapterOptions = {}): Promise<void> {
  desk = await openTestDesk({ adapters: { test: createTestAdapter({ surface: { windows }, ...more }) as Adapter } })
  channel = await desk.channel({ settings })
  ann = await desk.agent('Ann')
}
const follows = () => desk.receive(channel, event('followed', { from: 'u1', key: 'f1' }, {}))
const said = () => desk.platform.delivered.map(({ text, grant }) => [text, grant?.anchor])
const list = (view: 'open' | 'waiting') => desk.rooms.reading.list({ view, agentId: 'ann', limit: 10 }).items

describe('a greeting', () => {
  test('is said to who has come and said nothing; the conversation begins with the first word', async () => {
    await open([], { greeting: '您好' })
    await follows()
    await desk.idle()
    expect(said()).toEqual([['您好', undefined]])
    expect(list('waiting')).toEqual([])
    expect(list('open')).toEqual([])
    const id = await desk.say(channel, 'help', { from: 'u1' })
    expect(list('waiting')).toMatchObject([{ id: String(id), status: 'waiting' }])
    expect(list('waiting')[0]?.waitingSince).not.toBeNull()
    expect(desk.rooms.reading.timeline(id, { limit: 10 }).items.map(({ text, author }) => [text, author.kind])).toEqual([
      ['您好', 'system'],
      ['help', 'contact'],
    ])
  })

  test('comes once for the same event, and is over when nobody answers', async () => {
    await open([], { greeting: 'hello' })
    await follows()
    await follows()
    await desk.advance(2 * HOUR)
    expect(said()).toHaveLength(1)
    expect(desk.rows("SELECT id FROM Conversation WHERE status <> 'resolved'")).toEqual([])
  })

  test('is not said where it was not asked for', async () => {
    await open([])
    await follows()
    await desk.idle()
    expect(said()).toEqual([])
    expect(desk.rows('SELECT id FROM Conversation')).toEqual([])
  })

  test('leaves two replies for agents, and is left unsaid where there are no more', async () => {
    await open([three], { greeting: 'hello' })
    await follows()
    await desk.idle()
    expect(said()).toEqual([['hello', 'f1']])
    await desk.close()
    await open([two], { greeting: 'hello' })
    await follows()
    await desk.idle()
    expect(said()).toEqual([])
    expect(desk.trace.some(({ event }) => event === 'notice.unsaid')).toBe(true)
    // Nor has anything begun.
    expect(desk.rows('SELECT id FROM Conversation')).toEqual([])
  })

  test('is for somebody who comes, not for who is here already, and not of blanks', async () => {
    await open([], { greeting: 'hello' })
    await desk.say(channel, 'hi', { from: 'u1' })
    await follows()
    await desk.idle()
    expect(said()).toEqual([])
    await desk.close()
    await open([], { greeting: ' \n' })
    await follows()
    await desk.idle()
    expect(desk.rows('SELECT id FROM Conversation')).toEqual([])
  })

  test('who has answered it in time is nobody who only looked', async () => {
    await open([], { greeting: 'hello' })
    await follows()
    await desk.advance(HOUR - 1)
    const id = await desk.say(channel, 'help', { from: 'u1' })
    await desk.advance(HOUR)
    expect(desk.rooms.reading.conversation(id).status).toBe('waiting')
  })

  test('takes the word that is given for the occasion, which agents do not have', async () => {
    await open([welcome], { greeting: 'hello' })
    await desk.receive(channel, event('entered', { from: 'u1' }, { anchor: 'code-1' }))
    await desk.idle()
    expect(said()).toEqual([['hello', 'code-1']])
    await desk.receive(channel, event('entered', { from: 'u2' }, { anchor: 'code-2' }))
    const id = desk.row<{ id: number }>('SELECT id FROM Conversation ORDER BY id DESC').id
    expect(desk.rooms.reading.conversation(id).canWrite).toBe(false)
  })
})

describe('a farewell', () => {
  async function resolved(): Promise<number> {
    const id = await desk.say(channel, 'hi', { from: 'u1' })
    await desk.rooms.handling.claim(ann, id)
    await desk.rooms.handling.resolve(ann, id)
    await desk.idle()
    return id
  }

  test('ends the session, and is said with what that allows', async () => {
    await open([service], { farewell: 'Goodbye' }, { sessions: true })
    await resolved()
    expect(desk.platform.ended).toEqual(['u1'])
    expect(said()).toEqual([['Goodbye', 'end-code']])
    expect(desk.rows('SELECT remaining FROM "Grant" WHERE lane = \'service\'')).toEqual([{ remaining: 5 }])
  })

  test('is said where there are no sessions, and does not open the case again', async () => {
    await open([service], { farewell: 'Goodbye' })
    const id = await resolved()
    expect(said()).toEqual([['Goodbye', '']])
    expect(desk.rooms.reading.conversation(id).status).toBe('resolved')
  })

  test('waits for a reply that is still on its way: after the end of the session nothing could be delivered', async () => {
    await open([service], { farewell: ' Goodbye ' }, { sessions: true })
    const id = await desk.say(channel, 'hi', { from: 'u1' })
    await desk.rooms.handling.claim(ann, id)
    desk.platform.next({ status: 429, retryAfterMs: MINUTE })
    await desk.reply(ann, id, 'the answer')
    await desk.rooms.handling.resolve(ann, id)
    await desk.advance(MINUTE - 1)
    expect(desk.platform.ended).toEqual([])
    await desk.advance(MINUTE)
    expect(desk.platform.ended).toEqual(['u1'])
    expect(said().map(([text]) => text)).toEqual(['the answer', 'Goodbye'])
  })

  test('ends the session also where there is nothing to say, and says nothing of blanks', async () => {
    await open([service], { farewell: '  ' }, { sessions: true })
    await resolved()
    expect(desk.platform.ended).toEqual(['u1'])
    expect(said()).toEqual([])
  })

  test('what was open to write has ended with the session, what belongs to a platform without one has not', async () => {
    await open([service], {}, { sessions: true })
    const id = await resolved()
    expect(desk.rooms.reading.conversation(id).canWrite).toBe(false)
    await desk.close()
    await open([service], { farewell: 'Goodbye' })
    expect(desk.rooms.reading.conversation(await resolved()).window).toMatchObject({ left: 4 })
  })

  test('is given up after a few tries: what a platform allows for it is over by then', async () => {
    let tries = 0
    const close = async () => {
      tries += 1
      throw new AdapterFault('network', 'no answer', { certain: false })
    }
    await open([service], { farewell: 'Goodbye' }, { more: { close } })
    await resolved()
    await desk.advance(24 * HOUR)
    expect(tries).toBe(4)
    expect(said()).toEqual([])
  })

  test('is not said, and ends nothing, when the customer goes on in the middle of it', async () => {
    const close = async () => {
      await desk.say(channel, 'one more thing', { from: 'u1' })
      return []
    }
    await open([service], { farewell: 'Goodbye' }, { more: { close } })
    const id = await resolved()
    expect(said()).toEqual([])
    expect(desk.rooms.reading.conversation(id)).toMatchObject({ status: 'waiting', window: { left: 5 } })
  })

  test('is neither said nor told on a channel that is off: by the time it is on again the customer has long gone', async () => {
    await open([service], { farewell: 'Goodbye' }, { sessions: true })
    const id = await desk.say(channel, 'hi', { from: 'u1' })
    await desk.rooms.channelCommands.pause(await desk.owner(), channel)
    await desk.rooms.handling.resolve(await desk.owner(), id)
    await desk.idle()
    await desk.rooms.channelCommands.enable(await desk.owner(), channel)
    await desk.advance(HOUR)
    expect([desk.platform.ended, said()]).toEqual([[], []])
  })

  test('is said once for each time that it was resolved', async () => {
    await open([service], { farewell: 'Goodbye' })
    const id = await resolved()
    await desk.rooms.handling.reopen(ann, id)
    desk.clock.forward(MINUTE)
    await desk.rooms.handling.resolve(ann, id)
    await desk.idle()
    expect(said()).toHaveLength(2)
  })

  test('is not said when the customer has gone on meanwhile', async () => {
    await open([service], { farewell: 'Goodbye' }, { sessions: true })
    await desk.platform.down()
    await resolved()
    await desk.say(channel, 'one more thing', { from: 'u1' })
    await desk.platform.up()
    await desk.advance(MINUTE)
    expect(said()).toEqual([])
    expect(desk.platform.ended).toEqual([])
  })
})
