import fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { MarkedText } from './MarkedText.tsx'
import type { Mark } from './spans.ts'
import { safeHref, spansOf } from './spans.ts'

const html = (text: string, marks?: Mark[]) => renderToStaticMarkup(createElement(MarkedText, { text, marks }))

describe('what customers type is text', () => {
  test.each(['<b>bold</b>', '<img src=x onerror=alert(1)>', '**bold**', '<script>alert(1)</script>', '&lt;'])('%s', (text) => {
    expect(html(text)).not.toMatch(/<(b|img|script|strong)\b/)
    expect(html(text).replace(/<\/?span[^>]*>/g, '')).toBe(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
  })
})

describe('links', () => {
  test.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', ' javascript:alert(1)', 'not a url', ''])(
    '%s leads nowhere',
    (url) => {
      expect(safeHref(url)).toBeNull()
      expect(html('click', [{ kind: 'link', start: 0, end: 5, url }])).not.toContain('<a')
    },
  )
  test('http and https do, in a new tab that knows nothing of us', () => {
    const link = html('click', [{ kind: 'link', start: 0, end: 5, url: 'https://example.org/a?b=c' }])
    expect(link).toContain('href="https://example.org/a?b=c"')
    expect(link).toContain('target="_blank"')
    expect(link).toContain('rel="noopener noreferrer nofollow"')
  })
  test.each([
    ['see https://example.org/a.', 'https://example.org/a'],
    ['(https://example.org)', 'https://example.org'],
    ['https://en.wikipedia.org/wiki/Pot_(plant) ok', 'https://en.wikipedia.org/wiki/Pot_(plant)'],
    ['请看 https://example.org/订单，谢谢', 'https://example.org/订单'],
    ['网址：https://example.org。好的', 'https://example.org'],
  ])('an address in “%s” is found', (text, address) => {
    expect(
      spansOf(text)
        .filter(({ href }) => href !== null)
        .map((span) => span.text),
    ).toEqual([address])
  })
})

test('marks that overlap hold where they hold', () => {
  const spans = spansOf('abcdef', [
    { kind: 'bold', start: 0, end: 4 },
    { kind: 'italic', start: 2, end: 6 },
  ])
  expect(spans.map(({ text, bold, italic }) => [text, bold, italic])).toEqual([
    ['ab', true, false],
    ['cd', true, true],
    ['ef', false, true],
  ])
})

test('nothing of the text is lost or doubled, whatever the marks are', () => {
  const mark: fc.Arbitrary<Mark> = fc.record({
    kind: fc.constantFrom('bold', 'italic', 'code', 'link', 'mention'),
    start: fc.integer({ min: -5, max: 60 }),
    end: fc.integer({ min: -5, max: 60 }),
    url: fc.option(fc.webUrl(), { nil: undefined }),
  })
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.array(mark, { maxLength: 6 }), (text, marks) => {
      expect(
        spansOf(text, marks)
          .map((span) => span.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
