import { describe, expect, test } from 'vitest'
import type { MediaPart } from './content.ts'
import { planMedia } from './plan-media.ts'
import { surface } from './plan.samples.ts'
import type { Surface } from './surface.ts'

const photo = (more: Partial<MediaPart> = {}): MediaPart => ({ type: 'image', file: 'f1', mime: 'image/png', bytes: 500, ...more })
const plain = (more: Partial<Surface> = {}) => surface({ text: { max: 60, unit: 'utf16', format: 'plain' }, ...more })
const limits = (mimes: string[], maxBytes = 1000) => surface({ media: { image: { mimes, maxBytes, caption: 10 } } })

test('what is known of a medium goes along, and nothing else', () => {
  const facts = { name: 'a.png', width: 3, height: 4, seconds: 5 }
  expect(planMedia(photo({ ...facts, transcript: 'said' }), 0, surface())).toEqual({
    segments: [{ type: 'media', as: 'image', file: 'f1', mime: 'image/png', bytes: 500, ...facts }],
    losses: [],
  })
  expect(planMedia(photo(), 0, surface())).toStrictEqual({
    segments: [{ type: 'media', as: 'image', file: 'f1', mime: 'image/png', bytes: 500 }],
    losses: [],
  })
})

describe('a type', () => {
  test.each([
    ['image/png', 'image/png', true],
    ['image/png', 'image/*', true],
    ['image/png', '*/*', true],
    [' IMAGE/PNG ; x=1;y', 'image/png', true],
    ['imagex/png', 'image/*', false],
    ['image/png', 'image/p', false],
    ['image/png', 'image/', false],
    ['video/png', 'image/*', false],
    ['', 'image/*', false],
  ])('%j among %j: %s', (mime, pattern, taken) => {
    const result = planMedia(photo({ mime }), 3, limits(['x/y', pattern]))
    if (taken) expect(result).toMatchObject({ segments: [{ as: 'image' }], losses: [] })
    else expect(result).toEqual({ code: 'file-type', part: 3 })
  })
})

describe('what cannot be sent as it is', () => {
  const file = { maxBytes: 600, mimes: ['*/*'], caption: 0 }
  const image = { maxBytes: 400, mimes: ['image/*'], caption: 0 }
  test.each([
    ['goes as a file', photo(), { image, file }, { as: 'file' }],
    [
      'names the limit of what it is, where it is too large for both',
      photo({ bytes: 700 }),
      { image, file },
      { code: 'file-too-large', limit: 400 },
    ],
    ['names the limit for files, where there is no such medium', photo({ bytes: 700 }), { file }, { code: 'file-too-large', limit: 600 }],
    ['says so of a file', photo({ type: 'file', bytes: 700 }), { image, file }, { code: 'file-too-large', limit: 600 }],
    ['says that there is no such medium', photo({ type: 'file' }), { image }, { code: 'media-unsupported' }],
    ['names its type, where files are not taken', photo({ mime: 'x/y' }), { image }, { code: 'file-type' }],
  ])('%s', (_, part, media, expected) => {
    const result = planMedia(part, 4, surface({ media }))
    expect(result).toMatchObject(
      'as' in expected ? { segments: [expected], losses: [{ code: 'media-as-file', part: 4 }] } : { ...expected, part: 4 },
    )
  })
})

describe('a caption', () => {
  const bold = { kind: 'bold', start: 2, end: 30 } as const

  test('of white space is none', () => {
    expect(planMedia(photo({ caption: ' \n', marks: [bold] }), 0, surface())).toMatchObject({ segments: [{ type: 'media' }], losses: [] })
    expect(planMedia(photo({ caption: ' ' }), 0, surface())).not.toHaveProperty('segments.0.caption')
  })

  test('keeps its marks, cut to it', () => {
    expect(planMedia(photo({ caption: 'hello', marks: [bold] }), 0, surface())).toMatchObject({
      segments: [{ caption: 'hello', marks: [{ kind: 'bold', start: 2, end: 5 }] }],
      losses: [],
    })
    const link = { kind: 'link', start: 0, end: 5, url: 'x:y' } as const
    expect(planMedia(photo({ caption: 'hello', marks: [link] }), 0, surface())).toMatchObject({
      segments: [{ caption: 'hello', marks: [link] }],
      losses: [],
    })
    expect(planMedia(photo({ caption: 'hello' }), 0, surface())).not.toHaveProperty('segments.0.marks')
  })

  test('loses its marks on a plain surface, with a word about it and its links spelled out', () => {
    const result = planMedia(photo({ caption: 'a', marks: [{ kind: 'link', start: 0, end: 1, url: 'x:y' }] }), 1, plain())
    expect(result).toMatchObject({ segments: [{ caption: 'a (x:y)' }], losses: [{ code: 'marks-dropped', part: 1 }] })
    expect(result).not.toHaveProperty('segments.0.marks')
    expect(planMedia(photo({ caption: 'a' }), 1, plain())).toMatchObject({ losses: [] })
  })

  test('is measured as it is shown', () => {
    const marks = [{ kind: 'link', start: 0, end: 4, url: 'x://y' }] as const
    expect(planMedia(photo({ caption: 'here', marks: [...marks] }), 0, plain())).toMatchObject({
      segments: [{ type: 'media' }, { type: 'text', text: 'here (x://y)' }],
    })
  })

  test('that stands alone says what else was lost, in order', () => {
    const long = 'one two three four five six'
    const result = planMedia(
      photo({ mime: 'image/tiff', caption: long, marks: [bold] }),
      1,
      plain({ text: { max: 20, unit: 'utf16', format: 'plain' } }),
    )
    expect(result).toMatchObject({
      segments: [{ as: 'file' }, { text: 'one two three four' }, { text: 'five six' }],
      losses: [
        { code: 'media-as-file', part: 1 },
        { code: 'caption-separate', part: 1 },
        { code: 'marks-dropped', part: 1 },
        { code: 'split', part: 1, into: 2 },
      ],
    })
  })

  test('that cannot be said at all is refused', () => {
    const tiny = surface({
      text: { max: 2, unit: 'byte', format: 'html' },
      media: { image: { maxBytes: 1000, mimes: ['image/*'], caption: 0 } },
    })
    expect(planMedia(photo({ caption: '你' }), 5, tiny)).toEqual({ code: 'too-long', part: 5, limit: 2 })
  })

  test('stands alone where the medium takes none', () => {
    const media = { audio: { maxBytes: 1000, mimes: ['*/*'], caption: 0 } }
    expect(planMedia(photo({ type: 'audio', caption: 'a' }), 0, surface({ media }))).toMatchObject({
      segments: [{ as: 'audio' }, { text: 'a' }],
      losses: [{ code: 'caption-separate', part: 0 }],
    })
  })
})
