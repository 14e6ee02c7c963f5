import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Content, Mark, MediaPart } from './content.ts'
import { type Refusal, isRefusal } from './outgoing.ts'
import { plan } from './plan.ts'
import { UNITS, planned, surface, textSurface, texts } from './plan.samples.ts'
import type { Surface } from './surface.ts'

const photo = (changes: Partial<MediaPart> = {}): MediaPart => ({
  type: 'image',
  file: 'f1',
  mime: 'image/png',
  bytes: 500,
  name: 'a.png',
  ...changes,
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
      losses: [{ code: 'buttons-as-text', part: 0 }],
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

  it('leave out of a location what is not known of it', () => {
    const bare = { type: 'location', latitude: 48.1, longitude: 11.5 } as const
    const whole = { ...bare, name: 'Shop', address: 'Road 1' }
    expect(planned([whole, bare], surface()).segments).toEqual([whole, bare])
    expect(planned([whole, bare], { ...textSurface(100), location: false }).segments).toEqual([
      { type: 'text', text: 'Shop\nRoad 1\n48.1, 11.5' },
      { type: 'text', text: '48.1, 11.5' },
    ])
  })

  it('say in words what else is known of them, and that they had to', () => {
    const content: Content = [
      { type: 'link', url: 'https://a.example', title: 'Shop', description: 'Pots' },
      { type: 'contact', name: 'Bo' },
      { type: 'quote', text: 'a' },
    ]
    expect(planned(content, textSurface(100))).toEqual({
      segments: ['Shop\nPots\nhttps://a.example', 'Bo', '> a'].map((text) => ({ type: 'text', text })),
      losses: [
        { code: 'as-text', part: 1 },
        { code: 'as-text', part: 2 },
      ],
    })
  })

  it('are cleaned before they are measured', () => {
    expect(texts(planned([{ type: 'text', text: 'a\0' }], textSurface(2)))[0]?.text).toBe('a\uFFFD')
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
    [[-3, 2], { code: 'window-too-small', limit: 2 }],
    [[-3], { code: 'window-closed' }],
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
