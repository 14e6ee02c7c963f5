import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mark } from './content.ts'
import { isRefusal } from './outgoing.ts'
import { plan } from './plan.ts'
import { UNITS, planned, splitText, surface, textSurface, texts } from './plan.samples.ts'
import { measure } from './text.ts'

describe('long text', () => {
  it('stays whole at the limit and is cut one past it', () => {
    expect(splitText('a'.repeat(20), textSurface(20))).toEqual(['a'.repeat(20)])
    expect(splitText('a'.repeat(21), textSurface(20))).toEqual(['a'.repeat(20), 'a'])
  })

  it.each([
    ['paragraph', 'One two. Three\n\nfour. five six', ['One two. Three', 'four. five six']],
    ['line', 'One two. Three\nfour. five six', ['One two. Three', 'four. five six']],
    ['sentence', 'One two three. Four five', ['One two three.', 'Four five']],
    ['Chinese sentence', '您好，我们已经收到了您的消息。请您稍等一下好吗', ['您好，我们已经收到了您的消息。', '请您稍等一下好吗']],
    ['sentence at the very end of the room', 'One two three words. Four five', ['One two three words.', 'Four five']],
    ['word at the very end of the room', 'one two three four x five', ['one two three four x', 'five']],
    ['word', 'one two three four five', ['one two three four', 'five']],
    ['indented line', 'first line here\n    second line', ['first line here', '    second line']],
  ])('is cut at the end of a %s', (_, text, pieces) => {
    expect(splitText(text, textSurface(20))).toEqual(pieces)
  })

  it('does not break an address that fits into a message', () => {
    expect(splitText('see https://a.example/path?x=1', textSurface(28))).toEqual(['see', 'https://a.example/path?x=1'])
    expect(splitText('看这里https://a.example/b，谢谢', textSurface(20))).toEqual(['看这里', 'https://a.example/b，', '谢谢'])
  })

  it('breaks an address that is longer than a message', () => {
    expect(splitText(`https://a.example/${'x'.repeat(20)}`, textSurface(20)).join('')).toBe(`https://a.example/${'x'.repeat(20)}`)
  })

  it('keeps what belongs together on screen', () => {
    const family = '👨‍👩‍👧‍👦'
    expect(splitText(family.repeat(3), textSurface(family.length * 2 - 1))).toEqual([family, family, family])
    expect(splitText('🇩🇪'.repeat(4), textSurface(6, 'utf16'))).toEqual(Array.from({ length: 4 }, () => '🇩🇪'))
    expect(splitText('e\u0301'.repeat(3), textSurface(3))).toEqual(Array.from({ length: 3 }, () => 'e\u0301'))
  })

  it('breaks one sign that is longer than a message between its characters', () => {
    const pile = `e${'\u0301'.repeat(30)}`
    expect(splitText(pile, textSurface(20)).join('')).toBe(pile)
  })

  it('is refused where not even one character fits', () => {
    expect(plan([{ type: 'text', text: '你' }], textSurface(2, 'byte'), [])).toEqual({ code: 'too-long', part: 0, limit: 2 })
  })

  it('never makes a message of white space', () => {
    expect(splitText(`a${' '.repeat(50)}b`, textSurface(20))).toEqual(['a', 'b'])
    expect(plan([{ type: 'text', text: ' \n ' }], surface(), [])).toEqual({ code: 'empty' })
  })

  it.each([
    ['utf16', '你👍', 3],
    ['codepoint', '你👍', 2],
    ['byte', '你👍é', 9],
    ['grapheme', '👨‍👩‍👧‍👦e\u0301', 2],
    ['weighted', '你👨‍👩‍👧‍👦a https://shop.example/a/very/long/path/indeed?really=yes', 2 + 2 + 1 + 1 + 23],
    ['weighted', 'shop.com', 23],
  ] as const)('is counted in %s', (unit, text, length) => {
    expect(measure(text, unit)).toBe(length)
  })

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc
      .array(
        fc.constantFrom(
          'word ',
          '你好',
          '。',
          '\n',
          '\n\n',
          '   ',
          '👩‍🔧',
          '🇨🇳',
          'e\u0301',
          ' \u0308',
          'שלום ',
          'مرحبا',
          '\u0600',
          '\uD83D',
          '. ',
          'https://a.example/x ',
        ),
        {
          maxLength: 60,
        },
      )
      .map((parts) => parts.join('')),
  )
  // A weighted limit below the 23 of a link does not exist.
  const limits = fc.oneof(
    fc.record({ unit: fc.constantFrom(...UNITS.slice(0, 4)), max: fc.integer({ min: 4, max: 60 }) }),
    fc.record({ unit: fc.constant('weighted' as const), max: fc.integer({ min: 24, max: 60 }) }),
  )
  const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

  it('loses nothing, keeps every limit and breaks no sign', () => {
    fc.assert(
      fc.property(anyText, limits, (text, { unit, max }) => {
        const result = plan([{ type: 'text', text }], textSurface(max, unit), [])
        const whole = text.toWellFormed().replaceAll('\0', '\uFFFD')
        if (isRefusal(result)) return result.code === 'empty' && whole.trim() === ''
        const clusters = Array.from(segmenter.segment(whole), ({ segment, index }) => ({ index, end: index + segment.length, segment }))
        let at = 0
        for (const segment of texts(result)) {
          expect(measure(segment.text, unit)).toBeLessThanOrEqual(max)
          expect(segment.text.isWellFormed()).toBe(true)
          expect(segment.text.trim()).not.toBe('')
          const start = whole.indexOf(segment.text, at)
          expect(whole.slice(at, start).trim()).toBe('')
          at = start + segment.text.length
          for (const cut of [start, at]) {
            const broken = clusters.find(({ index, end }) => index < cut && cut < end)
            if (broken) expect(measure(broken.segment, unit)).toBeGreaterThan(max)
          }
        }
        expect(whole.slice(at).trim()).toBe('')
        return true
      }),
      { numRuns: 1000 },
    )
  })

  it('keeps every address that fits in one message', () => {
    const address = fc.stringMatching(/^https:\/\/[a-z]{1,8}\.example\/[a-z0-9/?=&%._-]{0,20}$/)
    const words = fc.array(
      fc.oneof({ weight: 1, arbitrary: address }, { weight: 3, arbitrary: fc.stringMatching(/^[a-z你好]{1,9}[.。]?$/) }),
      {
        maxLength: 30,
      },
    )
    fc.assert(
      fc.property(words, fc.integer({ min: 48, max: 90 }), (parts, max) => {
        const on = textSurface(max)
        if (parts.length === 0) return
        const shown = splitText(parts.join(' '), on)
        for (const part of parts.filter((word) => word.startsWith('https'))) expect(shown.some((text) => text.includes(part))).toBe(true)
      }),
    )
  })
})

describe('marks', () => {
  it('are not mentioned where there are none', () => {
    for (const format of ['html', 'plain'] as const)
      expect(planned([{ type: 'text', text: 'one' }], textSurface(20, 'utf16', format))).toStrictEqual({
        segments: [{ type: 'text', text: 'one' }],
        losses: [],
      })
  })

  it('move with the piece that they are on, and are cut with it', () => {
    const marks: Mark[] = [
      { kind: 'bold', start: 4, end: 23 },
      { kind: 'link', start: 19, end: 23, url: 'https://a.example' },
    ]
    const result = planned([{ type: 'text', text: 'one two three four five', marks }], textSurface(20))
    expect(texts(result)).toEqual([
      { type: 'text', text: 'one two three four', marks: [{ kind: 'bold', start: 4, end: 18 }] },
      {
        type: 'text',
        text: 'five',
        marks: [
          { kind: 'bold', start: 0, end: 4 },
          { kind: 'link', start: 0, end: 4, url: 'https://a.example' },
        ],
      },
    ])
  })

  it('stay on the same characters however the text is cut', () => {
    // The marked characters are the capital ones.
    const parts = fc.array(fc.constantFrom('ab ', 'MARKED', ' ', '你', 'X. ', '\n', 'Y'), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(parts, fc.integer({ min: 2, max: 30 }), (words, max) => {
        const text = words.join('')
        const marks = Array.from(text.matchAll(/[A-Z]+/g), (match): Mark => ({
          kind: 'bold',
          start: match.index,
          end: match.index + match[0].length,
        }))
        const result = plan([{ type: 'text', text, marks }], textSurface(max), [])
        if (isRefusal(result)) return
        for (const segment of texts(result)) {
          const marked = new Set(
            (segment.marks ?? []).flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
          )
          for (let i = 0; i < segment.text.length; i += 1) expect(marked.has(i)).toBe(/[A-Z]/.test(segment.text[i]!))
        }
      }),
    )
  })

  it('are dropped with a word about it where the surface is plain, links spelled out', () => {
    const marks: Mark[] = [
      { kind: 'bold', start: 0, end: 3 },
      { kind: 'link', start: 4, end: 8, url: 'https://a.example' },
    ]
    const result = planned([{ type: 'text', text: 'see here now', marks }], textSurface(100, 'utf16', 'plain'))
    expect(result).toEqual({
      segments: [{ type: 'text', text: 'see here (https://a.example) now' }],
      losses: [{ code: 'marks-dropped', part: 0 }],
    })
  })
})
