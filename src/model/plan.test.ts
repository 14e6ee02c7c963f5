import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Content, Mark, MediaPart } from './content.ts'
import type { Plan, Refusal, SegmentBody } from './outgoing.ts'
import { isRefusal } from './outgoing.ts'
import { plan } from './plan.ts'
import type { Surface, TextUnit } from './surface.ts'
import { measure } from './text.ts'

const UNITS: TextUnit[] = ['utf16', 'codepoint', 'byte', 'grapheme', 'weighted']

const surface = (changes: Partial<Surface> = {}): Surface => ({
  text: { max: 20, unit: 'utf16', format: 'html' },
  media: {
    image: { maxBytes: 1000, mimes: ['image/png', 'image/jpeg'], caption: 10 },
    file: { maxBytes: 5000, mimes: ['*/*'], caption: 10 },
  },
  buttons: { rows: 3, perRow: 2, label: 8, data: 8 },
  location: true,
  dedupes: false,
  rate: [],
  windows: [],
  ...changes,
})

const textSurface = (max: number, unit: TextUnit = 'utf16', format: Surface['text']['format'] = 'html'): Surface =>
  surface({ text: { max, unit, format } })

const planned = (content: Content, on: Surface): Plan => {
  const result = plan(content, on, [])
  if (isRefusal(result)) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result
}

type TextSegment = Extract<SegmentBody, { type: 'text' }>
const texts = (result: Plan): TextSegment[] => result.segments.filter((segment) => segment.type === 'text')
const splitText = (text: string, on: Surface): string[] => texts(planned([{ type: 'text', text }], on)).map((segment) => segment.text)

const photo = (changes: Partial<MediaPart> = {}): MediaPart => ({
  type: 'image',
  file: 'f1',
  mime: 'image/png',
  bytes: 500,
  name: 'a.png',
  ...changes,
})

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

  it('takes a hundred thousand characters in well under a second', () => {
    const samples = ['word and word, ', '你好世界', '👩‍🔧', 'a.a.', '.', ' ', '\n', 'https://a.example/b ', 'www.', '\u0301']
    for (const sample of samples) {
      const text = `x${sample.repeat(Math.ceil(100_000 / sample.length))}`
      for (const unit of UNITS) {
        const before = performance.now()
        plan([{ type: 'text', text }], textSurface(280, unit), [])
        expect(performance.now() - before, `${JSON.stringify(sample)} in ${unit}`).toBeLessThan(900)
      }
    }
  })
})

describe('marks', () => {
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

describe('media', () => {
  it('carry their caption up to the limit, and are followed by it past the limit', () => {
    expect(planned([photo({ caption: 'c'.repeat(10) })], surface()).segments).toEqual([
      { type: 'media', as: 'image', file: 'f1', mime: 'image/png', bytes: 500, name: 'a.png', caption: 'c'.repeat(10) },
    ])
    const long = planned([photo({ caption: 'c'.repeat(11), marks: [{ kind: 'bold', start: 0, end: 2 }] })], surface())
    expect(long.segments.map((segment) => segment.type)).toEqual(['media', 'text'])
    expect(texts(long)[0]).toMatchObject({ text: 'c'.repeat(11), marks: [{ kind: 'bold', start: 0, end: 2 }] })
    expect(long.losses).toEqual([{ code: 'caption-separate', part: 0 }])
  })

  it.each<[string, Partial<MediaPart>, Partial<Surface>, string | Refusal]>([
    ['as they are at the size limit', { bytes: 1000 }, {}, 'image'],
    ['as a file past it', { bytes: 1001 }, {}, 'file'],
    ['as a file where the type is not one for images', { mime: 'image/tiff' }, {}, 'file'],
    ['as a file where there is no such medium', { type: 'video', mime: 'video/mp4' }, {}, 'file'],
    ['a sticker as an image', { type: 'sticker' }, {}, 'image'],
    ['with parameters in the type', { mime: 'image/PNG; x=1' }, {}, 'image'],
    ['not at all past every limit', { bytes: 5001 }, {}, { code: 'file-too-large', part: 0, limit: 1000 }],
    [
      'not at all in a wrong type',
      { mime: 'image/tiff' },
      { media: { image: { maxBytes: 9, mimes: ['image/*x'], caption: 0 } } },
      { code: 'file-type', part: 0 },
    ],
    ['not at all without media', {}, { media: {} }, { code: 'media-unsupported', part: 0 }],
    ['not at all where the file is too large too', { type: 'audio', bytes: 5001 }, {}, { code: 'file-too-large', part: 0, limit: 5000 }],
  ])('go %s', (_, part, on, expected) => {
    const result = plan([photo(part)], surface(on), [])
    if (typeof expected !== 'string') return expect(result).toEqual(expected)
    expect(result).toMatchObject({ segments: [{ type: 'media', as: expected }] })
    return expect(isRefusal(result) || result.losses).toEqual(expected === 'file' ? [{ code: 'media-as-file', part: 0 }] : [])
  })
})

describe('menus', () => {
  const menu = (labels: string[], ids = labels): Content => [
    { type: 'menu', prompt: 'Which?', options: labels.map((label, index) => ({ id: ids[index]!, label })) },
  ]

  it('become buttons, one per line, packed tighter when there are many', () => {
    expect(planned(menu(['order', 'refund']), surface()).segments).toEqual([
      { type: 'text', text: 'Which?', buttons: [[{ id: 'order', label: 'order' }], [{ id: 'refund', label: 'refund' }]] },
    ])
    const [segment] = texts(planned(menu(['a', 'b', 'c', 'd', 'e', 'f']), surface()))
    expect(segment?.buttons?.map((row) => row.length)).toEqual([2, 2, 2])
    expect(texts(planned(menu(['1', '2']), surface()))[0]?.buttons).toHaveLength(1)
  })

  it.each([
    ['there are too many', menu(['a', 'b', 'c', 'd', 'e', 'f', 'g'])],
    ['what they carry is too long', menu(['a'], ['123456789'])],
    ['there is nothing to stand below', [{ type: 'menu', prompt: ' ', options: [{ id: 'a', label: 'a' }] }] satisfies Content],
  ])('become numbered lines when %s', (_, content) => {
    const result = planned(content, textSurface(100))
    expect(result.segments).toHaveLength(1)
    expect(texts(result)[0]?.text).toContain('1. a')
    expect(texts(result)[0]?.buttons).toBeUndefined()
    expect(result.losses).toEqual([{ code: 'buttons-as-text', part: 0 }])
  })

  it('become numbered lines where the surface knows no buttons', () => {
    const { buttons: _, ...bare } = textSurface(100)
    expect(planned(menu(['order', 'refund']), bare)).toEqual({
      segments: [{ type: 'text', text: 'Which?\n1. order\n2. refund' }],
      losses: [],
    })
  })

  it('say which label was shortened', () => {
    const result = planned(menu(['12345678', '123456789'], ['a', 'b']), surface())
    expect(texts(result)[0]?.buttons?.flat()).toEqual([
      { id: 'a', label: '12345678' },
      { id: 'b', label: '1234567…' },
    ])
    expect(result.losses).toEqual([{ code: 'label-cut', part: 0, option: 'b' }])
  })

  it('put their buttons below the last piece of a long prompt', () => {
    const result = planned([{ type: 'menu', prompt: 'one two three four five', options: [{ id: 'a', label: 'A' }] }], surface())
    expect(texts(result).map((segment) => segment.buttons?.length)).toEqual([undefined, 1])
  })
})

describe('other parts', () => {
  it('send a location as one, or in words', () => {
    const part = { type: 'location', latitude: 48.1, longitude: 11.5, name: 'Shop' } as const
    expect(planned([part], surface())).toEqual({ segments: [part], losses: [] })
    expect(planned([part], surface({ location: false }))).toEqual({
      segments: [{ type: 'text', text: 'Shop\n48.1, 11.5' }],
      losses: [{ code: 'as-text', part: 0 }],
    })
  })

  it('say links, contacts and quotes in words', () => {
    const content: Content = [
      { type: 'link', url: 'https://a.example', title: 'Shop' },
      { type: 'contact', name: 'Bo', phones: ['+1 2'] },
      { type: 'quote', text: 'a\nb' },
    ]
    expect(texts(planned(content, textSurface(100))).map((segment) => segment.text)).toEqual([
      'Shop\nhttps://a.example',
      'Bo\n+1 2',
      '> a\n> b',
    ])
  })

  it('refuse what nobody can send', () => {
    expect(plan([{ type: 'press', id: 'a' }], surface(), [])).toEqual({ code: 'part-unsupported', part: 0 })
    expect(plan([], surface(), [])).toEqual({ code: 'empty' })
  })
})

describe('windows', () => {
  const windowed = surface({ windows: [{ lane: 'passive', opens: ['message'], ttlMs: 1, count: 5, anchor: 'event' }] })
  const three: Content = Array.from({ length: 3 }, () => ({ type: 'text', text: 'x' }))

  it.each([
    [[], { code: 'window-closed' }],
    [[0], { code: 'window-closed' }],
    [[2], { code: 'window-too-small', limit: 2 }],
  ])('refuse with %j left', (left, refusal) => {
    expect(
      plan(
        three,
        windowed,
        left.map((remaining) => ({ remaining })),
      ),
    ).toEqual(refusal)
  })

  it.each([[[3]], [[1, 2]], [[null]]])('allow with %j left', (left) => {
    expect(
      isRefusal(
        plan(
          three,
          windowed,
          left.map((remaining) => ({ remaining })),
        ),
      ),
    ).toBe(false)
  })
})

it('is total', () => {
  const mark = fc.record({
    kind: fc.constantFrom('bold', 'link'),
    start: fc.double(),
    end: fc.double(),
    url: fc.string(),
  }) as fc.Arbitrary<Mark>
  const text = fc.string({ unit: 'binary' })
  const part = fc.oneof(
    fc.record({ type: fc.constant('text' as const), text, marks: fc.array(mark) }),
    fc.record({
      type: fc.constantFrom('image' as const, 'audio' as const, 'video' as const, 'file' as const, 'sticker' as const),
      file: text,
      mime: text,
      bytes: fc.double(),
      caption: text,
      marks: fc.array(mark),
    }),
    fc.record({ type: fc.constant('menu' as const), prompt: text, options: fc.array(fc.record({ id: text, label: text })) }),
    fc.record({ type: fc.constant('location' as const), latitude: fc.double(), longitude: fc.double(), name: text }),
    fc.record({ type: fc.constant('contact' as const), name: text, phones: fc.array(text) }),
    fc.record({ type: fc.constant('quote' as const), text }),
  )
  const on = fc
    .record({
      max: fc.oneof(fc.integer(), fc.double()),
      unit: fc.constantFrom(...UNITS),
      format: fc.constantFrom('plain' as const, 'html' as const),
    })
    .map((limit) => surface({ text: limit }))
  fc.assert(fc.property(fc.array(part), on, (content, surface) => void plan(content, surface, [])))
})
