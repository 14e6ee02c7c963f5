import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findLinks, safeUrl } from './links.ts'

const found = (text: string) => findLinks(text).map(({ url }) => url)

describe('addresses in a text', () => {
  test.each([
    ['see https://a.example/b.', ['https://a.example/b']],
    ['(https://a.example/b)', ['https://a.example/b']],
    ['https://a.example/b_(c) and more', ['https://a.example/b_(c)']],
    ['HTTP://A.example/?q=1&r=2#x, https://b.example!', ['HTTP://A.example/?q=1&r=2#x', 'https://b.example']],
    ['请看https://a.example/路径，谢谢', ['https://a.example/路径']],
    ['“https://a.example”', ['https://a.example']],
    ['<https://a.example>', ['https://a.example']],
    ['javascript:alert(1) mailto:a@b.example ftp://x', []],
  ])('%s', (text, urls) => {
    expect(found(text)).toEqual(urls)
  })

  test('stand where they are said to stand', () => {
    const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.webUrl({ withQueryParameters: true, withFragments: true }))
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join(' ')
        let end = 0
        for (const mark of findLinks(text)) {
          expect(text.slice(mark.start, mark.end)).toBe(mark.url)
          expect(mark.start).toBeGreaterThanOrEqual(end)
          expect(mark.end).toBeGreaterThan(mark.start)
          end = mark.end
        }
      }),
    )
  })
})

describe('an address that may be followed', () => {
  test.each(['https://a.example/', 'http://a.example/', 'mailto:a@b.example', 'tel:+49123'])('%s', (url) => {
    expect(safeUrl(url)).toBe(url)
  })
  test.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'blob:x',
    'file:///etc',
    '/path',
    'a b',
  ])('not %s', (url) => {
    expect(safeUrl(url)).toBeNull()
  })
})
