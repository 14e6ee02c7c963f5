import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Place } from '../../../../src/model/view.ts'
import type { Conversation } from '../../api/types.ts'
import { conversation } from '../testing.ts'
import type { ConversationList } from './lists.ts'
import { withConversation } from './lists.ts'

const KEY = 'waiting'
const at = (number: number, first: number, change: Partial<Conversation> = {}): Conversation =>
  conversation(number, { places: { [KEY]: [first, number] }, ...change })
const listOf = (pages: Conversation[][], more = false): ConversationList => ({
  pages: pages.map((items, index) => ({ items, seq: 0, ...((index < pages.length - 1 || more) && { next: 'more' }) })),
  pageParams: pages.map(() => undefined),
})
const ids = ({ pages }: ConversationList): string[] => pages.flatMap(({ items }) => items.map(({ id }) => id))
const put = (list: ConversationList, one: Conversation) => withConversation(list, KEY, one, one.places[KEY] ?? null)

describe('a list', () => {
  const list = listOf([[at(1, 10), at(2, 20)], [at(3, 30)]])

  test('takes in what is new where it stands, over the pages', () => {
    expect(ids(put(list, at(4, 15)))).toEqual(['1', '4', '2', '3'])
    expect(ids(put(list, at(4, 5)))).toEqual(['4', '1', '2', '3'])
    expect(ids(put(list, at(4, 25)))).toEqual(['1', '2', '4', '3'])
    expect(ids(put(list, at(4, 30)))).toEqual(['1', '2', '3', '4'])
  })
  test('lets go of what is elsewhere now', () => expect(ids(put(list, conversation(2)))).toEqual(['1', '3']))
  test('changes in its row what stands where it stood, and no other page', () => {
    const next = put(list, at(3, 30, { unread: 5 }))
    expect(next.pages[1]?.items[0]?.unread).toBe(5)
    expect(next.pages[0]).toBe(list.pages[0])
  })
  test('moves what stands elsewhere now', () => expect(ids(put(list, at(3, 1)))).toEqual(['3', '1', '2']))
  test('does not put at its end what belongs behind it', () => {
    const first = listOf([[at(1, 10), at(2, 20)]], true)
    expect(ids(put(first, at(4, 30)))).toEqual(['1', '2'])
    expect(ids(put(first, at(1, 30)))).toEqual(['2'])
  })
  test('that was not told of keeps it where it is, and takes in nobody', () => {
    const changed = withConversation(list, KEY, conversation(3, { unread: 5, places: {} }), undefined)
    expect(changed.pages[1]?.items[0]).toMatchObject({ unread: 5, places: { [KEY]: [30, 3] } })
    expect(withConversation(list, KEY, conversation(4), undefined)).toBe(list)
  })
})

test('after any frames, twice or in any pages, it is what the desk has', () => {
  const frame = fc.record({ number: fc.integer({ min: 1, max: 8 }), first: fc.option(fc.integer({ min: 0, max: 5 })) })
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), (frames, size) => {
      const desk = new Map<string, Place>()
      let list = listOf(Array.from({ length: size }, () => []))
      for (const { number, first } of frames) {
        const one = first === null ? conversation(number) : at(number, first)
        if (first === null) desk.delete(one.id)
        else desk.set(one.id, [first, number])
        list = put(put(list, one), one)
      }
      const order = [...desk].sort(([, a], [, b]) => a[0] - b[0] || a[1] - b[1])
      expect(ids(list)).toEqual(order.map(([id]) => id))
    }),
  )
})
