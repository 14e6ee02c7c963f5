import { expect, test } from 'vitest'
import type { Mark } from './content.ts'
import { cutMarks, spellLinks } from './marks.ts'

const bold = (start: number, end: number): Mark => ({ kind: 'bold', start, end })

test.each([
  ['inside', bold(12, 14), [bold(2, 4)]],
  ['over all of it', bold(0, 30), [bold(0, 10)]],
  ['over its start', bold(5, 11), [bold(0, 1)]],
  ['over its end', bold(19, 25), [bold(9, 10)]],
  ['before', bold(0, 10), []],
  ['behind', bold(20, 25), []],
  ['of nothing', bold(15, 15), []],
])('a mark %s of a piece', (_, mark, kept) => {
  expect(cutMarks([mark], { start: 10, end: 20 })).toEqual(kept)
})

test('a link’s target is written behind its words, each link its own', () => {
  const marks: Mark[] = [
    { kind: 'link', start: 0, end: 4, url: 'https://a.example' },
    { kind: 'link', start: 9, end: 13, url: 'https://b.example' },
    { kind: 'bold', start: 0, end: 13 },
  ]
  const spelled = 'here (https://a.example) and also (https://b.example)'
  expect(spellLinks('here and also', marks)).toBe(spelled)
  expect(spellLinks('here and also', marks.toReversed())).toBe(spelled)
})

test('also where they are written somewhere else in the text', () => {
  const text = 'here, or https://a.example'
  const here: Mark = { kind: 'link', start: 0, end: 4, url: 'https://a.example' }
  expect(spellLinks(text, [here])).toBe('here (https://a.example), or https://a.example')
})

test.each<[string, Mark]>([
  ['whose words name it', { kind: 'link', start: 4, end: 21, url: 'https://a.example' }],
  ['without a target', { kind: 'link', start: 0, end: 3 }],
  ['of a mention', { kind: 'mention', start: 0, end: 3, url: 'https://a.example' }],
])('nothing is written behind a link %s', (_, mark) => {
  expect(spellLinks('see https://a.example', [mark])).toBe('see https://a.example')
})
