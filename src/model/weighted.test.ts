import { expect, test } from 'vitest'
import { measure } from './text.ts'
import { weightOf, weightedLinks } from './weighted.ts'

test.each([
  [0, 1],
  [4351, 1],
  [4352, 2],
  [8191, 2],
  [8192, 1],
  [8205, 1],
  [8206, 2],
  [8207, 2],
  [8208, 1],
  [8223, 1],
  [8224, 2],
  [8241, 2],
  [8242, 1],
  [8247, 1],
  [8248, 2],
  [0x4f60, 2],
])('code point %i counts %i', (point, weight) => {
  expect(weightOf(String.fromCodePoint(point))).toBe(weight)
})

test.each([
  ['a flag', '🇩🇪'],
  ['a family', '👨‍👩‍👧‍👦'],
  ['a keycap', '1️⃣'],
  ['a skin tone', '👍🏽'],
])('%s counts two, however it is built', (_, emoji) => {
  expect(weightOf(emoji)).toBe(2)
})

test('letters count as they are composed', () => {
  expect(weightOf('e\u0301')).toBe(1)
  expect(weightOf('\u1112\u1161\u11ab')).toBe(2)
})

const links = (text: string) => weightedLinks(text).map(({ start, end, weight }) => [text.slice(start, end), weight])

test.each([
  ['see https://shop.example/a/very/long/path/indeed?really=yes now', [['https://shop.example/a/very/long/path/indeed?really=yes', 23]]],
  ['http://a.example', [['http://a.example', 23]]],
  ['HTTPS://A.EXAMPLE', [['HTTPS://A.EXAMPLE', 23]]],
  ['go to shop.com, please', [['shop.com', 23]]],
  ['a.very.long.name.of.some.example.com/with/a/path', [['a.very.long.name.of.some.example.com/with/a/path', 48]]],
  ['a.b.example:8080/x#y', [['a.b.example:8080/x#y', 23]]],
  ['shop.example?q=1', [['shop.example?q=1', 23]]],
  ['shop.example!', [['shop.example', 23]]],
  ['name@shop.com', []],
  ['v1.2 and e.g', []],
  ['a.x', []],
  [`shop.example\u0301`, []],
  [`shop.example\u200D`, []],
  ['\u200Dshop.example', []],
])('in %j the links are %j', (text, expected) => {
  expect(links(text)).toEqual(expected)
})

test('a name has at most sixty-three letters, and an ending at most twenty-four', () => {
  expect(links(`${'a'.repeat(63)}.com`)).toHaveLength(1)
  expect(links(`${'a'.repeat(64)}.com`)).toEqual([])
  expect(links(`a.${'b'.repeat(24)}`)).toHaveLength(1)
  expect(links(`a.${'b'.repeat(25)}`)).toEqual([])
})

test('a text with links is as long as its rest and 23 for each', () => {
  expect(measure('你好 https://shop.example/x 和 https://b.example', 'weighted')).toBe(4 + 1 + 23 + 1 + 2 + 1 + 23)
})
