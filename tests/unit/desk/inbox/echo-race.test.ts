import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IncomingPart } from '../../../../src/model/content.ts'
import { event } from '../../../support/events.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'
import { until } from '../../../support/wait.ts'

let desk: TestDesk
let channel: string

beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
})
afterEach(() => desk.close())

const said = (text: string) => [{ type: 'text' as const, text }]
const texts = (): string[] => desk.rooms.reading.timeline(1, { limit: 50 }).items.map(({ text }) => text)

test('the echo of our own message, faster than the answer to our call, is not a second message', async () => {
  const owner = await desk.owner()
  const id = await desk.say(channel, 'hi', { from: 'u1' })
  await desk.rooms.handling.claim(owner, id)
  const letGo = desk.platform.hold()
  await desk.reply(owner, id, 'hello')
  await until(() => desk.platform.calls[0])
  await desk.receive(channel, event('echo', { thread: 'u1', from: 'our-account' }, { externalId: 'out-1', content: said('hello') }))
  expect(texts()).toEqual(['hi', 'hello'])
  letGo()
  await desk.idle()
  await desk.advance(60_000)
  expect(texts()).toEqual(['hi', 'hello'])
})

test('somebody else speaking meanwhile is heard all the same, a little later', async () => {
  const owner = await desk.owner()
  const id = await desk.say(channel, 'hi', { from: 'u1' })
  await desk.rooms.handling.claim(owner, id)
  const letGo = desk.platform.hold()
  await desk.reply(owner, id, 'hello')
  await until(() => desk.platform.calls[0])
  await desk.receive(
    channel,
    event('echo', { thread: 'u1', from: 'our-account' }, { externalId: 'other', content: said('from the phone') }),
  )
  letGo()
  await desk.idle()
  await desk.advance(60_000)
  expect(texts()).toEqual(['hi', 'hello', 'from the phone'])
})

test('the echo of a message whose answer was lost says that it arrived; other words are somebody else’s', async () => {
  const owner = await desk.owner()
  const id = await desk.say(channel, 'hi', { from: 'u1' })
  await desk.rooms.handling.claim(owner, id)
  desk.platform.next('lose-answer', 'lose-answer')
  await desk.reply(owner, id, 'hello')
  await desk.reply(owner, id, 'are you there?')
  await desk.idle()
  const states = () => desk.rooms.reading.timeline(1, { limit: 50 }).items.flatMap(({ text, state }) => [[text, state]])
  const unsure = [
    ['hi', 'received'],
    ['hello', 'unknown'],
    ['are you there?', 'unknown'],
  ]
  expect(states()).toEqual(unsure)
  const echo = (externalId: string, text: string) =>
    desk.receive(channel, event('echo', { thread: 'u1', from: 'our-account' }, { externalId, content: said(text) }))
  await echo('o1', 'from the phone')
  await echo('o1', 'from the phone')
  await echo('o2', ' are you there? ')
  expect(states()).toEqual([...unsure.slice(0, 2), ['are you there?', 'sent'], ['from the phone', 'sent']])
  await echo('o3', 'are you there?')
  expect(states().slice(3)).toEqual([
    ['from the phone', 'sent'],
    ['are you there?', 'sent'],
  ])
})

test('the echo of a file whose answer was lost says that it arrived, when it has the same caption and is a file', async () => {
  const owner = await desk.owner()
  const id = await desk.say(channel, 'hi', { from: 'u1' })
  await desk.rooms.handling.claim(owner, id)
  const states = () =>
    desk.rows<{ state: string }>("SELECT state FROM Message WHERE direction = 'out' ORDER BY id").map(({ state }) => state)
  const send = async (key: string, caption?: string): Promise<void> => {
    desk.platform.next('lose-answer')
    const { id: file } = await desk.rooms.files.add(new File(['bytes'], 'a.png', { type: 'image/png' }), `agent:${owner.id}`)
    const part = { type: 'image' as const, file, mime: 'image/png', bytes: 0, ...(caption !== undefined && { caption }) }
    await desk.rooms.replies.reply(owner, id, { key, content: [part] })
    await desk.idle()
  }
  const echo = (externalId: string, content: IncomingPart) =>
    desk.receive(channel, event('echo', { thread: 'u1', from: 'our-account' }, { externalId, content: [content] }))
  await send('plain')
  await send('named', 'our shop')
  expect(states()).toEqual(['unknown', 'unknown'])
  await echo('o1', { type: 'text', text: '' })
  await echo('o2', { type: 'image', ref: 'x', caption: 'another' })
  expect(states()).toEqual(['unknown', 'unknown', 'sent', 'sent'])
  await echo('o3', { type: 'image', ref: 'x', caption: ' our shop ' })
  expect(states()).toEqual(['unknown', 'sent', 'sent', 'sent'])
  await echo('o4', { type: 'image', ref: 'x' })
  expect(states()).toEqual(['sent', 'sent', 'sent', 'sent'])
})
