import { expect, test } from 'vitest'
import { split } from './split.ts'
import type { TextUnit } from './surface.ts'

const pieces = (text: string, max: number, unit: TextUnit = 'utf16') =>
  split(text, max, unit)?.map(({ start, end }) => text.slice(start, end))

test.each<[string, string, number, string[]]>([
  ['paragraph with blanks in its empty line', 'one two three\n  \nfour five', 20, ['one two three', 'four five']],
  ['paragraph rather than a later line', 'one two three\n\nfour\nfive six', 20, ['one two three', 'four\nfive six']],
  ['line rather than a later sentence', 'one two three\nfour. five six', 20, ['one two three', 'four. five six']],
  ['sentence rather than a later word', 'one two three. four five', 20, ['one two three.', 'four five']],
  ['sentence with its quotation mark', 'He said “one two.” three four', 21, ['He said “one two.”', 'three four']],
  ['sentence in brackets', '(one two three.) four five', 20, ['(one two three.)', 'four five']],
  ['sentence in three of them', '["(one two.)"] and four five', 20, ['["(one two.)"]', 'and four five']],
  ['question', 'one two three? four five', 20, ['one two three?', 'four five']],
  ['exclamation', 'one two three! four five', 20, ['one two three!', 'four five']],
  ['trailing off', 'one two three… four five', 20, ['one two three…', 'four five']],
  ['Chinese sentence with its quotation mark', '他说“一二三四五。”六七八九十', 12, ['他说“一二三四五。”', '六七八九十']],
  ['Chinese question', '一二三四五六？七八九十', 8, ['一二三四五六？', '七八九十']],
  ['Chinese half sentence', '一二三四五；六七八九十', 8, ['一二三四五；', '六七八九十']],
  ['Chinese comma where there is no more', '一二三四五，六七八九十', 8, ['一二三四五，', '六七八九十']],
  ['Chinese list', '一二三四五、六七八九十', 8, ['一二三四五、', '六七八九十']],
  ['Chinese colon', '一二三四五：六七八九十', 8, ['一二三四五：', '六七八九十']],
])('cuts at the end of a %s', (_, text, max, expected) => {
  expect(pieces(text, max)).toEqual(expected)
})

test('a full stop inside a word ends no sentence', () => {
  expect(pieces('version twelve 1.5 of it', 20)).toEqual(['version twelve 1.5', 'of it'])
})

test('only the second half of the room counts: a short piece is worse than an ugly end', () => {
  expect(pieces('One. two three four five six', 20)).toEqual(['One. two three four', 'five six'])
  expect(pieces('One two. abcdefghijklmnopq', 16)).toEqual(['One two.', 'abcdefghijklmnopq'.slice(0, 16), 'q'])
  expect(pieces('One tw. abcdefghijklmnopq', 16)).toEqual(['One tw. abcdefgh', 'ijklmnopq'])
})

test('an address of exactly the limit is kept whole, one longer is not', () => {
  expect(pieces('see https://a.example/xy', 20)).toEqual(['see', 'https://a.example/xy'])
  expect(pieces('see https://a.example/xyz', 20)).toEqual(['see https://a.exampl', 'e/xyz'])
})

test('addresses that follow each other are all kept whole', () => {
  const [a, b, c] = ['https://a.example/1', 'https://b.example/2', 'https://c.example/3']
  expect(pieces(`${a}，${b}，${c}`, 24)).toEqual([`${a}，`, `${b}，`, c])
  expect(pieces(`x${'y'.repeat(7)}，${a}z`, 24)).toEqual([`x${'y'.repeat(7)}，`, `${a}z`])
})

test('an indented line keeps its indentation, white space at a cut is left out', () => {
  expect(pieces('first line of it  \n\n    second line', 18)).toEqual(['first line of it', '    second line'])
  expect(pieces('first line of it      second line', 18)).toEqual(['first line of it', 'second line'])
  expect(pieces('first line of it \t second line ', 18)).toEqual(['first line of it', 'second line'])
})

test('what fits stays as it is, with its white space', () => {
  expect(pieces('  a  ', 5)).toEqual(['  a  '])
  expect(pieces('  a   ', 5)).toEqual(['  a'])
  expect(pieces(' \n\t', 5)).toEqual([])
})

test('it counts in the unit that it is told', () => {
  expect(pieces('你好世界', 6, 'byte')).toEqual(['你好', '世界'])
  expect(pieces('👍👍👍', 2, 'codepoint')).toEqual(['👍👍', '👍'])
  expect(split('你', 2, 'byte')).toBeNull()
})
