import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Conversation, View } from '../../api/types.ts'
import { VIEWS } from '../../api/types.ts'
import type { ConversationList } from './lists.ts'
import { place } from './lists.ts'
import { conversation } from '../testing.ts'

const ME = 'me'
const mine = { kind: 'agent', id: ME, name: 'Me' } as const
const listOf = (pages: Conversation[][], more = false): ConversationList => ({
  pages: pages.map((items, index) => ({ items, ...((index < pages.length - 1 || more) && { next: 'more' }) })),
  pageParams: pages.map(() => undefined),
})
const ids = ({ pages }: ConversationList): string[] => pages.flatMap(({ items }) => items.map(({ id }) => id))
const put = (list: ConversationList, view: View, one: Conversation) => place(list, { view }, one, ME)

describe('mine', () => {
  const old = conversation(1, { owner: mine, status: 'active', lastAt: '2026-01-01T08:00:00.000Z' })
  const newer = conversation(2, { owner: mine, status: 'active', lastAt: '2026-01-01T09:00:00.000Z' })

  test('moves to the top when something is said', () => {
    const list = listOf([[newer], [old]])
    expect(ids(put(list, 'mine', { ...old, lastAt: '2026-01-01T10:00:00.000Z' }).list)).toEqual(['1', '2'])
  })
  test('changes in place when the order does not', () => {
    const { list } = put(listOf([[newer, old]]), 'mine', { ...old, unread: 3 })
    expect(ids(list)).toEqual(['2', '1'])
    expect(list.pages[0]?.items[1]?.unread).toBe(3)
  })
  test('goes when somebody else has it', () => {
    expect(ids(put(listOf([[newer, old]]), 'mine', { ...old, owner: { kind: 'agent', id: 'other', name: 'Other' } }).list)).toEqual(['2'])
  })
})

test('what only we have said opens nothing, unless the customer has opened the chat or written', () => {
  const bot = { status: 'bot', owner: { kind: 'bot' } } as const
  const shown = [bot, { ...bot, entry: '' }, { ...bot, entry: 'order42' }, { ...bot, unread: 1 }].map((change) =>
    ids(put(listOf([[]]), 'open', conversation(1, change)).list),
  )
  expect(shown).toEqual([[], ['1'], ['1'], ['1']])
})

test('what belongs behind the last loaded page is not put at its end', () => {
  const first = conversation(9, { owner: mine, status: 'active', lastAt: '2026-01-01T09:00:00.000Z' })
  const late = conversation(3, { owner: mine, status: 'active', lastAt: '2025-01-01T09:00:00.000Z' })
  expect(ids(put(listOf([[first]], true), 'mine', late).list)).toEqual(['9'])
  expect(ids(put(listOf([[first]], false), 'mine', late).list)).toEqual(['9', '3'])
})

test('urgent ones go before the others that wait, and the order is asked for', () => {
  const waiting = [1, 2].map((number) => conversation(number, { status: 'waiting' }))
  const placed = put(listOf([waiting]), 'waiting', conversation(3, { status: 'waiting', priority: 'urgent' }))
  expect(ids(placed.list)).toEqual(['3', '1', '2'])
  expect(placed.unsure).toBe(true)
})

test('a change of one that waits keeps its place', () => {
  const waiting = [1, 2].map((number) => conversation(number, { status: 'waiting' }))
  const placed = put(listOf([waiting]), 'waiting', { ...conversation(1, { status: 'waiting' }), unread: 5 })
  expect(ids(placed.list)).toEqual(['1', '2'])
  expect(placed.unsure).toBe(false)
})

test('a search shows what the server found: known ones change, others do not come', () => {
  const found = conversation(1, { owner: mine, status: 'active' })
  const list = listOf([[found]])
  const filter = { view: 'mine', q: 'x' } as const
  expect(ids(place(list, filter, conversation(2, { owner: mine, status: 'active' }), ME).list)).toEqual(['1'])
  expect(ids(place(list, filter, { ...found, status: 'resolved', owner: { kind: 'none' } }, ME).list)).toEqual(['1'])
})

test('after any changes a view holds each conversation once, if and only if it belongs there', () => {
  const change = fc.record({
    number: fc.integer({ min: 1, max: 8 }),
    status: fc.constantFrom('waiting', 'active', 'snoozed', 'resolved'),
    priority: fc.constantFrom('normal', 'urgent'),
    at: fc.integer({ min: 0, max: 1e9 }),
  })
  fc.assert(
    fc.property(fc.constantFrom(...VIEWS), fc.array(change, { maxLength: 40 }), (view, changes) => {
      let list = listOf([[]])
      const last = new Map<string, Conversation>()
      for (const { number, status, priority, at } of changes) {
        const time = new Date(at * 1000).toISOString()
        const owner =
          status === 'active' || status === 'snoozed' ? mine : status === 'waiting' ? { kind: 'queue' as const } : { kind: 'none' as const }
        const one = conversation(number, {
          status,
          priority,
          owner,
          lastAt: time,
          snoozedUntil: status === 'snoozed' ? time : null,
          resolvedAt: status === 'resolved' ? time : null,
        })
        list = put(list, view, one).list
        last.set(one.id, one)
      }
      const belongs = [...last.values()].filter((one) => ids(put(listOf([[]]), view, one).list).length === 1)
      expect(ids(list).sort()).toEqual(belongs.map(({ id }) => id).sort())
    }),
  )
})
