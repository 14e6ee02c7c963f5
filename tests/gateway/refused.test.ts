import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IncomingPart } from '../../src/model/content.ts'
import { until } from '../support/wait.ts'
import { type Site, openSite } from './site.ts'

let site: Site
beforeEach(async () => {
  site = await openSite()
  await site.connect()
})
afterEach(() => site.close())

const texts = async (): Promise<string[]> => (await site.messages()).map(({ text }) => text.slice(0, 10))
/** What the hub refuses: nobody says so many things at once. */
const poison = { content: Array.from({ length: 51 }, (): IncomingPart => ({ type: 'text', text: 'poison' })) }
const sent = (path: string) => site.calls.filter((call) => call.path === path)

test('an hour of shared cards goes through the hub’s limit for one request', async () => {
  await site.stopHub()
  const cards = Array.from({ length: 60 }, (_, index) => `card ${String(index).padStart(4, '0')} ${'名'.repeat(8000)}`)
  for (const card of cards) await site.says(card)
  await site.startHub()
  await until(async () => (await site.messages()).length === 60)
  expect(await texts()).toEqual(cards.map((card) => card.slice(0, 10)))
  expect(sent('events').every(({ bytes }) => bytes <= 1024 * 1024)).toBe(true)
  expect((await site.health()).state).toBe('ok')
})

test('an event that is larger than all the hub takes at once is set aside as well', async () => {
  await site.says('huge', { content: [{ type: 'text', text: '大'.repeat(400_000) }] })
  await site.says('after')
  await until(async () => (await texts()).join() === 'after')
  await until(async () => (await site.health()).advice?.code === 'events-refused')
})

test.each([413, 422, 400])('what is refused with %i is set aside, and everything else goes on in order', async (status) => {
  // An answer of something in between looks alike.
  site.before = (path, body) => (path === 'events' && body.includes('poison') ? status : undefined)
  await site.stopHub()
  for (const text of ['one', 'two', 'poison 1', 'three', 'poison 2', 'four']) await site.says(text)
  await site.startHub()
  await until(async () => (await site.messages()).length === 4)
  expect(await texts()).toEqual(['one', 'two', 'three', 'four'])
  await site.says('five')
  await until(async () => (await site.messages()).length === 5)
  const health = await until(async () => ((await site.health()).advice?.text === '2' ? site.health() : undefined))
  expect(health).toMatchObject({ state: 'warn', advice: { code: 'events-refused', text: '2' } })
  const refused = site.trace.filter(({ event }) => event === 'gateway.refused')
  expect(refused).toHaveLength(2)
  expect(refused[0]).toMatchObject({ level: 'error', data: { status } })
})

test('what was set aside is kept, and brought again when the gateway starts anew', async () => {
  await site.says('before')
  await site.says('poison', poison)
  await site.says('after')
  await until(async () => (await site.messages()).length === 2)
  await until(async () => (await site.health()).advice?.code === 'events-refused')
  await site.gateway.stop()
  await site.connect()
  // Still refused: nothing is lost, and the light stays as it was.
  await until(() => site.trace.filter(({ event }) => event === 'gateway.refused').length === 2)
  await until(async () => (await site.health()).advice?.code === 'events-refused')
  await site.gateway.stop()
  // A hub that knows better takes it.
  site.before = (path, body) => (path === 'events' && body.includes('poison') ? 200 : undefined)
  await site.connect()
  await until(async () => (await site.health()).state === 'ok')
  expect(sent('events').at(-1)?.status).toBe(200)
})

test('the word of the connection comes before what was refused', async () => {
  await site.says('poison', poison)
  await until(async () => (await site.health()).advice?.code === 'events-refused')
  site.network.link()?.report({ state: 'broken', code: 'signed-out' })
  await until(async () => (await site.health()).advice?.code === 'signed-out')
  site.network.link()?.report({ state: 'ok' })
  await until(async () => (await site.health()).advice?.code === 'events-refused')
})

test.each([503, 404, 429])('nothing is set aside for a hub that answers %i', async (status) => {
  let answers = 0
  site.before = (path) => (path === 'events' && answers++ < 2 ? status : undefined)
  await site.says('one')
  await until(async () => (await site.messages()).length === 1)
  expect(sent('events').map((call) => call.status)).toEqual([status, status, 200])
  expect((await site.health()).state).toBe('ok')
})

test('a hub that refuses everything empties no gateway: a hundred are set aside, the rest waits', async () => {
  site.before = (path) => (path === 'events' ? 400 : undefined)
  for (let index = 0; index < 110; index++) await site.says(`said ${String(index).padStart(4, '0')}`)
  await until(async () => (await site.health()).state === 'broken')
  expect(await site.health()).toMatchObject({ advice: { code: 'events-refused', text: '100' } })
  await site.gateway.stop()
  site.before = () => undefined
  await site.connect()
  await until(async () => (await site.messages()).length === 110)
  expect((await texts())[0]).toBe('said 0000')
  expect((await texts()).at(-1)).toBe('said 0109')
  await until(async () => (await site.health()).state === 'ok')
})

test('a result that the hub cannot read leaves its message unsure, and the next ones go out', async () => {
  await site.says('hi')
  await until(async () => (await site.messages()).length === 1)
  site.before = (path, body) => (path === 'results' && body.includes('out-1') ? 422 : undefined)
  const [first, second] = [await site.answer('one'), await site.answer('two')]
  await until(async () => (await site.stateOf(second)) === 'sent')
  expect(await site.stateOf(first)).toBe('unknown')
  expect(site.network.delivered.map(({ text }) => text)).toEqual(['one', 'two'])
})
