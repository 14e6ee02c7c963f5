import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import type { Content } from '../../../../src/model/content.ts'
import { event } from '../../../support/events.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

const MENU: Content = [
  {
    type: 'menu',
    prompt: 'What is it about?',
    options: [
      { id: 'refund', label: '退款' },
      { id: 'parcel', label: 'A parcel' },
    ],
  },
]

let desk: TestDesk
let channel: string
let ann: Acting
let id: number
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  ann = await desk.agent('Ann')
  id = await desk.say(channel, 'hi', { from: 'u1' })
  await desk.rooms.handling.claim(ann, id)
})
afterEach(() => desk.close())

const ask = async (key = 'menu') => (await desk.rooms.replies.reply(ann, id, { content: MENU, key })).messageId
async function answered(text: string) {
  await desk.say(channel, text, { from: 'u1' })
  return desk.rooms.reading.timeline(id, { limit: 1 }).items[0]
}

test.each([
  ['1', 'refund', '退款'],
  [' 2. ', 'parcel', 'A parcel'],
  ['２', 'parcel', 'A parcel'],
  ['（1）', 'refund', '退款'],
  ['退款', 'refund', '退款'],
])('%s chooses from the menu that was said last', async (text, option, label) => {
  const menu = await ask()
  expect(await answered(text)).toMatchObject({ content: [{ type: 'press', id: option, label }], replyTo: String(menu) })
})

test.each(['3', '0', '12', 'a parcel?', '1 of them'])('%s is only what it says', async (text) => {
  await ask()
  expect(await answered(text)).toMatchObject({ content: [{ type: 'text', text }] })
})

test('a number after something else was said chooses nothing', async () => {
  await ask()
  await desk.reply(ann, id, 'How many are there?')
  expect(await answered('2')).toMatchObject({ content: [{ type: 'text', text: '2' }] })
})

test('a menu that was changed since is chosen from as it is now', async () => {
  await ask()
  await desk.idle()
  const sent = desk.platform.delivered.at(-1)?.id ?? ''
  const options = [{ id: 'parcel', label: 'A parcel' }]
  const changed = [{ type: 'menu' as const, prompt: 'What?', options }]
  await desk.say(channel, 'hm', { from: 'u1' })
  await desk.receive(channel, event('edited', { from: 'u1' }, { externalId: sent, content: changed as never }))
  expect(await answered('1')).toMatchObject({ content: [{ type: 'press', id: 'parcel' }] })
})

test('a menu that lies too far back chooses nothing', async () => {
  await ask()
  for (let n = 1; n <= 12; n += 1) await desk.say(channel, `and ${n}`, { from: 'u1' })
  expect(await answered('2')).toMatchObject({ content: [{ type: 'text', text: '2' }] })
  await ask('again')
  expect(await answered('2')).toMatchObject({ content: [{ type: 'press', id: 'parcel' }] })
})

test('a button that the platform tells only by its id is called as in the menu', async () => {
  await ask()
  await desk.receive(channel, event('press', { from: 'u1', at: desk.clock.now() }, { data: 'parcel' }))
  expect(desk.rooms.reading.timeline(id, { limit: 1 }).items[0]).toMatchObject({
    content: [{ type: 'press', id: 'parcel', label: 'A parcel' }],
    text: 'A parcel',
  })
  await desk.receive(channel, event('press', { from: 'u1', at: desk.clock.now() }, { data: 'another' }))
  expect(desk.rooms.reading.timeline(id, { limit: 1 }).items[0]?.content).toEqual([{ type: 'press', id: 'another' }])
})
