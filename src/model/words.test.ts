import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runsOf, wordsOf } from './words.ts'

const words = (text: string): string[] => runsOf(text).flatMap(wordsOf)

describe('the words of a text', () => {
  test.each<[string, string[]]>([
    ['I want a REFUND!', ['i', 'want', 'a', 'refund']],
    ['我要退款', ['我要', '要退', '退款']],
    ['好', ['好']],
    ['iPhone15退款，谢谢', ['iphone15', '退款', '谢谢']],
    ['Ｓｗｉｔｃｈ　１２３', ['switch', '123']],
    ['Ünïcode café CAFE\u0301', ['unicode', 'cafe', 'cafe']],
    ['カードが届かない', ['カー', 'ード', 'ドが', 'が届', '届か', 'かな', 'ない']],
    ['𠮷野家', ['𠮷野', '野家']],
    ['환불 문의', ['환불', '문의']],
    ['https://shop.example/a_b?x=1', ['https', 'shop', 'example', 'a', 'b', 'x', '1']],
    ['100%_sure', ['100', 'sure']],
    ['😀 … "%"', []],
    ['x'.repeat(100), ['x'.repeat(64)]],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected)
  })

  test('stand where they are said to, in order, and are made of letters and digits only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let end = 0
        for (const { start, end: to } of runsOf(text).flatMap(({ pieces }) => pieces)) {
          expect(start).toBeGreaterThanOrEqual(end)
          expect(to).toBeGreaterThan(start)
          end = to
        }
        expect(end).toBeLessThanOrEqual(text.length)
        for (const word of words(text)) expect(word).toMatch(/^[\p{L}\p{N}\p{M}]*$/u)
      }),
      { numRuns: 2000 },
    )
  })

  test('are the same with composed and with separate accents', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(words(text.normalize('NFC'))).toEqual(words(text.normalize('NFD')))
      }),
    )
  })
})
