import { expect, test } from 'vitest'
import { type IncomingPart, isMedia, plainText } from './content.ts'

const media = { type: 'image', file: 'f1', mime: 'image/png', bytes: 1 } as const

test.each<[IncomingPart, string]>([
  [{ type: 'text', text: 'hello' }, 'hello'],
  [{ type: 'quote', text: 'what you said' }, 'what you said'],
  [{ type: 'location', latitude: 1, longitude: 2, name: 'Shop', address: 'Road 1' }, 'Shop, Road 1'],
  [{ type: 'location', latitude: 1, longitude: 2, address: 'Road 1' }, 'Road 1'],
  [{ type: 'location', latitude: 1, longitude: 2 }, ''],
  [{ type: 'contact', name: 'Bo', phones: ['+1', '+2'] }, 'Bo +1 +2'],
  [{ type: 'contact', name: 'Bo' }, 'Bo'],
  [{ type: 'link', url: 'https://a.example', title: 'Shop', description: 'no' }, 'Shop https://a.example'],
  [{ type: 'link', url: 'https://a.example' }, 'https://a.example'],
  [
    {
      type: 'menu',
      prompt: 'Which?',
      options: [
        { id: 'a', label: 'A' },
        { id: 'b', label: 'B' },
      ],
    },
    'Which?\nA\nB',
  ],
  [{ type: 'press', id: 'a', label: 'A' }, 'A'],
  [{ type: 'press', id: 'a' }, 'a'],
  [{ type: 'unsupported', kind: 'dice', summary: 'A dice: 5' }, 'A dice: 5'],
  [{ ...media, caption: 'the pot', transcript: 'said' }, 'the pot'],
  [{ ...media, type: 'audio', transcript: 'said' }, 'said'],
  [media, ''],
])('%j reads %j', (part, text) => {
  expect(plainText([part])).toBe(text)
})

test('parts stand on lines of their own, and those without words leave none', () => {
  expect(plainText([{ type: 'text', text: 'a' }, media, { type: 'text', text: 'b' }])).toBe('a\nb')
})

test.each(['image', 'audio', 'video', 'file', 'sticker'])('%s is a medium', (type) => {
  expect(isMedia({ type })).toBe(true)
})

test('a text is none', () => {
  expect(isMedia({ type: 'text' })).toBe(false)
})
