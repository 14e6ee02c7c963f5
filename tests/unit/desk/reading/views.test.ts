import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Adapter } from '../../../../src/contract/adapter.ts'
import { definitionOf } from '../../../../src/desk/reading/definition.ts'
import { createList } from '../../../../src/desk/reading/lists.ts'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { PRIORITIES } from '../../../../src/model/states.ts'
import type { Window } from '../../../../src/model/surface.ts'
import type { Definition, View } from '../../../../src/model/view.ts'
import { VIEWS, keyOf } from '../../../../src/model/view.ts'
import { HOUR, MINUTE } from '../../../support/clock.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channels: string[]
let ann: Acting
let total = 0
beforeAll(async () => {
  const window: Window = { lane: 'service', opens: ['message'], ttlMs: 2 * HOUR, count: 'unlimited', anchor: 'thread' }
  desk = await openTestDesk({ adapters: { test: createTestAdapter({ surface: { windows: [window] } }) as Adapter } })
  channels = [await desk.channel(), await desk.channel()]
  ann = await desk.agent('Ann', { capacity: 100 })
  const ben = await desk.agent('Ben', { capacity: 100 })
  await desk.unserved()
  const { handling } = desk.rooms
  await desk.queue('Second')
  const pick = <T>(index: number, of: readonly T[]): T => of[index % of.length] as T
  for (let index = 0; index < 48; index += 1) {
    desk.clock.forward(5 * MINUTE)
    const id = await desk.say(pick(index, channels), `hello ${index}`, { from: `u${index}` })
    total = id
    const agent = pick(index, [ann, ben, ann])
    const priority = pick(index, PRIORITIES)
    if (priority !== 'normal') await handling.prioritise(ann, id, priority)
    if (index % 5 === 0) await desk.desk.kit.commit(() => desk.sql.exec(`INSERT INTO ConversationTag VALUES (${id}, 'vip')`))
    if (index % 7 === 0) await desk.desk.kit.commit(() => desk.sql.exec(`UPDATE Conversation SET queueId = 2 WHERE id = ${id}`))
    if (index % 6 === 0) await desk.desk.kit.commit(() => desk.sql.exec(`UPDATE Contact SET language = 'fr' WHERE id = ${index + 1}`))
    const step = index % 4
    if (step === 0) continue
    await handling.claim(agent, id)
    if (index % 3 === 0) await handling.read(agent, id)
    if (step === 2) await handling.snooze(agent, id, desk.clock.now() + HOUR + index)
    if (step === 3) await handling.resolve(agent, id)
  }
})
afterAll(() => desk.close())

const values = fc.record({
  channel: fc.constantFrom(1, 2).map((count) => channels.slice(0, count)),
  queue: fc.subarray([1, 2], { minLength: 1 }),
  agent: fc.subarray(['me', 'ben', 'nobody'], { minLength: 1 }),
  tag: fc.subarray(['vip', 'late'], { minLength: 1 }),
  priority: fc.subarray([...PRIORITIES], { minLength: 1 }),
  language: fc.subarray(['fr', 'de'], { minLength: 1 }),
  unread: fc.constant(true),
  closing: fc.constantFrom(30, 60, 119),
  contact: fc.integer({ min: 1, max: 9 }),
})
const NAMES = ['channel', 'queue', 'agent', 'tag', 'priority', 'language', 'unread', 'closing', 'contact'] as const
const definitions = fc
  .record({ view: fc.constantFrom(...VIEWS), values, names: fc.subarray([...NAMES], { maxLength: 3 }) })
  .map(({ view, values: all, names }): Definition => ({ view, ...Object.fromEntries(names.map((name) => [name, all[name]])) }))

function listed(definition: Definition, limit: number): number[] {
  const all: number[] = []
  for (let cursor: string | undefined; ;) {
    const page = desk.rooms.reading.list({ ...definition, agentId: ann.id, limit, cursor })
    all.push(...page.items.map(({ number }) => number))
    if (page.next === undefined) return all
    cursor = page.next
  }
}

test('a page, the place of each and the count say the same of every list, whatever narrows it', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(definitions, fc.integer({ min: 1, max: 60 }), (definition, limit) => {
      const { reading } = desk.rooms
      const ids = Array.from({ length: total }, (_, index) => index + 1)
      const there = ids.flatMap((id) => {
        const place = reading.place(definition, ann.id, id)
        return place ? [{ id, place }] : []
      })
      there.sort((a, b) => a.place[0] - b.place[0] || a.place[1] - b.place[1])
      const found = listed(definition, limit)
      expect(found).toEqual(there.map(({ id }) => id))
      expect(reading.count(definition, ann.id).n).toBe(found.length)
      const [first] = reading.list({ ...definition, agentId: ann.id, limit: 1 }).items
      expect(first?.place).toEqual(there[0]?.place)
      if (found.length > 0) for (const name of Object.keys(definition)) seen.add(name)
    }),
    { numRuns: 400 },
  )
  expect([...seen].toSorted()).toEqual([...NAMES, 'view'].toSorted())
})

test.each<[string, Omit<Definition, 'view'>, View, (index: number) => boolean]>([
  ['what one has', { agent: ['me'] }, 'open', (index) => index % 4 !== 0 && index % 4 !== 3 && index % 3 !== 1],
  ['what one has resolved', { agent: ['me'] }, 'resolved', (index) => index % 4 === 3 && index % 3 !== 1],
  ['by tag', { tag: ['vip'] }, 'open', (index) => index % 5 === 0 && index % 4 !== 3],
  ['unread', { unread: true }, 'open', (index) => index % 4 === 0 || (index % 4 !== 3 && index % 3 !== 0)],
  // The last was written just now: two hours are left for it, and less for those before.
  ['closing soon', { closing: 60 }, 'open', (index) => index % 4 !== 3 && (47 - index) * 5 >= 60 && (47 - index) * 5 < 120],
])('%s', (_what, filter, view, belongs) => {
  const numbers = Array.from({ length: total }, (_, index) => index).filter(belongs)
  expect(numbers.length).toBeGreaterThan(0)
  // The conversations are numbered from 1, as they came.
  expect(listed({ view, ...filter }, 100).toSorted((a, b) => a - b)).toEqual(numbers.map((index) => index + 1))
})

test('a key says the list again, and the same list has one key', () => {
  fc.assert(
    fc.property(definitions, (definition) => {
      const key = keyOf(definition, 'ann')
      expect(keyOf(definitionOf(key) ?? { view: 'open' }, 'ann')).toBe(key)
      const turned = Object.fromEntries(Object.entries(definition).toReversed()) as unknown as Definition
      expect(keyOf(turned, 'ann')).toBe(key)
    }),
  )
  for (const key of ['', 'other', 'open?queue=x', 'open?priority=most', 'open?closing=0']) expect(definitionOf(key)).toBeUndefined()
})

test('a filter without an index looks so far back and no further for each page, and says where to go on', () => {
  const { kit } = desk.desk
  const list = createList(kit, { conversations: () => ({ ids: [] }) }, () => null, 3)
  const found: string[] = []
  const pages = []
  for (let cursor: string | undefined; ;) {
    const page = list({ view: 'resolved', agentId: ann.id, priority: ['urgent'], limit: 10, cursor })
    found.push(...page.items.map(({ id }) => id))
    pages.push(page)
    if (page.next === undefined) break
    cursor = page.next
  }
  expect(found).toEqual(listed({ view: 'resolved', priority: ['urgent'] }, 100).map(String))
  expect(pages.length).toBeGreaterThan(3)
  expect(pages.slice(0, -1).every(({ incomplete }) => incomplete === 'many')).toBe(true)
  expect(pages.at(-1)?.incomplete).toBeUndefined()
})
