import { describe, expect, test } from 'vitest'
import { atomsOf, findAddresses, measure, shorten } from './text.ts'

test.each([
  [0x7f, 1],
  [0x80, 2],
  [0x7ff, 2],
  [0x800, 3],
  [0xffff, 3],
  [0x10000, 4],
])('code point %i takes %i bytes', (point, bytes) => {
  expect(measure(String.fromCodePoint(point), 'byte')).toBe(bytes)
})

test.each([
  ['see https://a.example/b?c=d#e, or', ['https://a.example/b?c=d#e,']],
  ['HTTPS://A.EXAMPLE', ['HTTPS://A.EXAMPLE']],
  ['weixin://dl/chat and x-app+1.0://y', ['weixin://dl/chat', 'x-app+1.0://y']],
  ['www.a.example and awww.a.example', ['www.a.example']],
  ['看https://a.example/b。谢谢', ['https://a.example/b']],
  ['“https://a.example/b” ‘www.a.b’ «www.c.d»', ['https://a.example/b', 'www.a.b', 'www.c.d']],
  ['<https://a.example>"www.a.b"', ['https://a.example', 'www.a.b']],
  ['（https://a.example）', ['https://a.example']],
  ['https://a.example…', ['https://a.example']],
  ['https:// nothing, 1://x, x://y', []],
])('the addresses in %j are %j', (text, addresses) => {
  expect(findAddresses(text).map(({ start, end }) => text.slice(start, end))).toEqual(addresses)
})

describe('what is never broken', () => {
  test('is a sign as it is seen, and a code point of one that alone is too long', () => {
    expect(atomsOf('ae\u0301b', 'utf16', 10)).toEqual({ ends: [1, 3, 4], sums: [1, 3, 4] })
    expect(atomsOf('ae\u0301b', 'utf16', 2)).toEqual({ ends: [1, 3, 4], sums: [1, 3, 4] })
    expect(atomsOf('ae\u0301b', 'utf16', 1)).toEqual({ ends: [1, 2, 3, 4], sums: [1, 2, 3, 4] })
    expect(atomsOf('a👍', 'utf16', 2)).toEqual({ ends: [1, 3], sums: [1, 3] })
    expect(atomsOf('a👍', 'utf16', 1)).toBeNull()
  })

  test('is a link where links have a weight and fit', () => {
    const text = 'a https://b.example/c d www.e.example!'
    expect(atomsOf(text, 'weighted', 30)).toEqual({ ends: [1, 2, 21, 22, 23, 24, 37, 38], sums: [1, 2, 25, 26, 27, 28, 51, 52] })
    expect(atomsOf(text, 'weighted', 23)?.ends).toEqual([1, 2, 21, 22, 23, 24, 37, 38])
    expect(atomsOf(text, 'weighted', 22)?.ends).toHaveLength(text.length)
    expect(atomsOf(text, 'codepoint', 30)?.ends).toHaveLength(text.length)
  })
})

test.each([
  ['hello', 5, 'utf16', 'hello'],
  ['hello', 4, 'utf16', 'hel…'],
  ['hello', 2, 'utf16', 'h…'],
  ['hello', 1, 'utf16', ''],
  ['hello', 0, 'utf16', ''],
  ['你好世界', 12, 'byte', '你好世界'],
  ['你好世界', 11, 'byte', '你好…'],
  ['你好世界', 6, 'byte', '你…'],
  ['你好世界', 3, 'byte', ''],
  ['👨‍👩‍👧‍👦👍👍', 2, 'grapheme', '👨‍👩‍👧‍👦…'],
  ['👍👍', 3, 'utf16', '👍…'],
  ['👍👍', 2, 'utf16', ''],
] as const)('%j in at most %i (%s) is %j', (text, max, unit, shown) => {
  expect(shorten(text, max, unit)).toBe(shown)
})
