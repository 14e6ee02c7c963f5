import fc from 'fast-check'
import { expect, test } from 'vitest'
import { equalText } from './equal.ts'

test('two texts are the same when every sign is, and only then', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (one, other) => equalText(one, other) === (one === other)))
  fc.assert(fc.property(fc.string(), (one) => equalText(one, one)))
})

test.each([
  ['', 'a'],
  ['a', ''],
  ['secret', 'secre'],
  ['secre', 'secret'],
  ['secret', 'secrex'],
  ['xecret', 'secret'],
  ['ab', 'ba'],
  // What differs in two places by the same must not cancel out.
  ['aa', 'bb'],
  ['a\0', 'a'],
  ['a', 'a\0'],
])('%j is not %j', (one, other) => {
  expect(equalText(one, other)).toBe(false)
})
