import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import type { View } from '../../../../src/model/view.ts'
import { VIEWS, keyOf } from '../../../../src/model/view.ts'
import { HOUR, MINUTE } from '../../../support/clock.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
/** By name of the customer. */
const ids: Record<string, number> = {}
beforeAll(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  ann = await desk.agent('Ann', { capacity: 100 })
  const ben = await desk.agent('Ben', { capacity: 100 })
  await desk.unserved()
  const { handling } = desk.rooms
  const states: [string, (id: number) => Promise<unknown>][] = [
    ['waits', async () => {}],
    ['urgent', (id) => handling.prioritise(ann, id, 'urgent')],
    ['hers', (id) => handling.claim(ann, id)],
    ['bens', (id) => handling.claim(ben, id)],
    ['sleeps', async (id) => (await handling.claim(ann, id), handling.snooze(ann, id, desk.clock.now() + HOUR))],
    ['done', async (id) => (await handling.claim(ben, id), handling.resolve(ben, id))],
  ]
  for (let round = 0; round < 4; round += 1) {
    for (const [state, bring] of states) {
      desk.clock.forward(MINUTE)
      const name = `${state} ${round}`
      ids[name] = await desk.say(channel, `Where is my parcel ${name}, 100%_sure`, { from: name, name })
      await bring(ids[name])
    }
  }
})
afterAll(() => desk.close())

const names = (view: View, filter: object = {}): string[] => pages(view, filter, 100)[0] ?? []
function pages(view: View, filter: object, limit: number): string[][] {
  const all: string[][] = []
  for (let cursor: string | undefined; ;) {
    const page = desk.rooms.reading.list({ view, agentId: ann.id, limit, cursor, ...filter })
    all.push(page.items.map(({ contact }) => contact.name ?? ''))
    if (page.next === undefined) return all
    cursor = page.next
  }
}
const of = (...states: string[]): string[] => [0, 1, 2, 3].flatMap((round) => states.map((state) => `${state} ${round}`))

describe('the lists', () => {
  test.each<[View, string[]]>([
    ['waiting', [...of('urgent'), ...of('waits')]],
    ['urgent', of('urgent')],
    ['mine', of('hers').toReversed()],
    ['open', of('waits', 'urgent', 'hers', 'bens', 'sleeps').toReversed()],
    ['snoozed', of('sleeps')],
    ['resolved', of('done').toReversed()],
  ])('%s: what belongs there, in its order', (view, expected) => {
    expect(names(view)).toEqual(expected)
  })

  test.each(VIEWS)('%s: page by page, each once', (view) => {
    for (const limit of [1, 3, 7]) {
      const split = pages(view, {}, limit)
      expect(split.flat()).toEqual(names(view))
      for (const page of split.slice(0, -1)) expect(page).toHaveLength(limit)
      expect(split.at(-1)).not.toEqual([])
    }
  })

  test.each(VIEWS)('%s: a conversation says by itself whether it is there, and where', (view) => {
    const key = keyOf({ view }, ann.id)
    const everybody = Object.values(ids).map((id) => desk.rooms.reading.conversation(id))
    const there = everybody.flatMap(({ contact, places }) => (places[key] ? [{ name: contact.name, place: places[key] }] : []))
    there.sort((a, b) => a.place[0] - b.place[0] || a.place[1] - b.place[1])
    expect(there.map(({ name }) => name)).toEqual(names(view))
  })

  test('filters narrow and keep the order', () => {
    expect(names('open', { channel: [channel] })).toEqual(names('open'))
    expect(names('open', { channel: ['another'] })).toEqual([])
    expect(names('waiting', { queue: [1] })).toEqual(names('waiting'))
    expect(names('waiting', { queue: [2] })).toEqual([])
    expect(names('open', { contact: 3 })).toEqual(['hers 0'])
  })

  test('a search looks at names, last words and numbers, and takes signs for signs', () => {
    expect(names('open', { q: 'HERS 2' })).toEqual(['hers 2'])
    expect(names('waiting', { q: 'parcel waits' })).toEqual(of('waits'))
    expect(names('open', { q: '100%_' })).toEqual(names('open'))
    for (const q of ['100__', '%', '_', '\\']) expect(names('open', { q: `x${q}x` })).toEqual([])
    expect(names('open', { q: `#${ids['bens 1']}` })).toEqual(['bens 1'])
  })
})

describe('a timeline', () => {
  test('goes back and forth, newest last, each once', async () => {
    const id = await desk.say(channel, '1', { from: 'talker' })
    for (let seq = 2; seq <= 10; seq += 1) await desk.say(channel, String(seq), { from: 'talker' })
    const page = (where: object) => {
      const { items, next } = desk.rooms.reading.timeline(id, { limit: 4, ...where })
      return [items.map(({ seq }) => seq), next]
    }
    expect(page({})).toEqual([[7, 8, 9, 10], '7'])
    expect(page({ before: 7 })).toEqual([[3, 4, 5, 6], '3'])
    expect(page({ before: 3 })).toEqual([[1, 2], undefined])
    expect(page({ after: 0 })).toEqual([[1, 2, 3, 4], '4'])
    expect(page({ after: 8 })).toEqual([[9, 10], undefined])
    expect(page({ after: 10 })).toEqual([[], undefined])
    expect(page({ before: 1 })).toEqual([[], undefined])
  })
})
