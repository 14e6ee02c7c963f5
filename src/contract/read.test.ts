import { expect, test } from 'vitest'
import { given, list, number, object, text } from './read.ts'

const ANYTHING = [undefined, null, 0, 1, Number.NaN, Number.POSITIVE_INFINITY, '', 'a', true, [], [1], {}, { a: 1 }]
const kept = (read: (value: unknown) => unknown): unknown[] => ANYTHING.filter((value) => read(value) === value && value !== undefined)

test('of anything that came over the wire, each reads what it is named for and nothing else', () => {
  expect(kept(object)).toEqual([{}, { a: 1 }])
  expect(kept(text)).toEqual(['a'])
  expect(kept(number)).toEqual([0, 1])
  expect(kept(list)).toEqual([[], [1]])
  expect(ANYTHING.map(list).filter(({ length }) => length > 0)).toEqual([[1]])
})

test('an object is given what there is of it, also where that is nothing in particular', () => {
  const made = given<{ a?: number; b: null; c: string; d?: boolean }>({ a: undefined, b: null, c: '', d: false })
  expect(Object.entries(made)).toEqual([
    ['b', null],
    ['c', ''],
    ['d', false],
  ])
})
