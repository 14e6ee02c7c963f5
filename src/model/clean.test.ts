import { expect, test } from 'vitest'
import { clean, cleanText } from './clean.ts'

test.each([
  ['plain 你好 👍', 'plain 你好 👍'],
  ['a\0b\0', 'a\uFFFDb\uFFFD'],
  ['half \uD83D pair', 'half \uFFFD pair'],
  ['\uDC4D\0', '\uFFFD\uFFFD'],
])('%j becomes %j', (text, cleaned) => {
  expect(cleanText(text)).toBe(cleaned)
})

test('what is clean comes back as the very same object, whatever is in it', () => {
  const value = { text: 'a', list: ['b', { c: 'd' }], n: 1, yes: true, nothing: null, missing: undefined }
  expect(clean(value)).toBe(value)
  expect(clean(value.list)).toBe(value.list)
})

test('every string in it is cleaned, also names and what is in lists in lists; the original stays', () => {
  const dirty = { 'k\0': 'a', list: [['b\0', 1, null]], same: { x: 'y' } }
  expect(clean(dirty)).toEqual({ 'k\uFFFD': 'a', list: [['b\uFFFD', 1, null]], same: { x: 'y' } })
  expect(dirty.list[0]?.[0]).toBe('b\0')
  expect(clean({ 'k\0': 1 })).toEqual({ 'k\uFFFD': 1 })
  expect(clean({ a: 1, b: '\0' })).toEqual({ a: 1, b: '\uFFFD' })
  expect(clean({ a: '\0', b: 1 })).toEqual({ a: '\uFFFD', b: 1 })
  expect(clean('\0')).toBe('\uFFFD')
})
