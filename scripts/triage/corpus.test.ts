import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fold } from '../../src/model/triage/fold.ts'
import { CATEGORIES } from '../../src/model/triage/scorer.ts'
import { CORPUS } from '../../src/model/triage/weights.ts'
import { fingerprint, type Line, type SetName, training } from './corpus.ts'

const LANGUAGES = ['zh', 'zh-Hant', 'yue', 'pinyin', 'en', 'mixed']
const EASY = ['ordinary', 'smalltalk']
const SETS: [SetName, number][] = [
  ['urgent', 6000],
  ['person', 2000],
]

/** A text without what a template would fill in: numbers, names, and every character that is not among the commonest. */
function skeletons(lines: readonly Line[]): Map<string, Line[]> {
  const texts = lines.map(({ text }) => fold(text).match(/[a-z']+|\d+|\p{Script=Han}/gu) ?? [])
  const times = new Map<string, number>()
  for (const word of texts.flat()) times.set(word, (times.get(word) ?? 0) + 1)
  const common = new Set(
    [...times]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 150)
      .map(([word]) => word),
  )
  const shape = (words: readonly string[]): string =>
    words
      .map((word) => (common.has(word) ? word : '·'))
      .join(' ')
      .replaceAll(/·(?: ·)+/g, '·')
  return Map.groupBy(
    lines.filter((_, at) => (texts[at]?.length ?? 0) >= 8),
    (line) => shape(fold(line.text).match(/[a-z']+|\d+|\p{Script=Han}/gu) ?? []),
  )
}

test.each(SETS)('the %s lines are sound: at least %d, as described, each once, half of the negatives hard', (set, least) => {
  const lines = training(set)
  expect(lines.length).toBeGreaterThanOrEqual(least)
  expect(lines.filter(({ text }) => text.trim() === '')).toEqual([])
  expect([...new Set(lines.map(({ lang }) => lang))].filter((lang) => !LANGUAGES.includes(lang))).toEqual([])
  const within = lines.map(({ hand, text }) => `${hand} ${text}`)
  expect(within.filter((text, at) => within.indexOf(text) !== at)).toEqual([])
  const negatives = lines.filter(({ positive }) => !positive)
  expect(negatives.filter(({ kind }) => !EASY.includes(kind)).length * 2).toBeGreaterThanOrEqual(negatives.length)
})

test('every category has lines, and no other', () => {
  const found = new Set(training('urgent').map(({ category }) => category))
  found.delete(null)
  expect([...found].sort()).toEqual([...CATEGORIES].sort())
})

test.each(SETS)('no sentence of the %s lines is filled in more than five times by one hand', (set) => {
  for (const lines of Map.groupBy(training(set), ({ hand }) => hand).values()) {
    const often = [...skeletons(lines)].filter(([shape, alike]) => alike.length > 5 && shape.split(' ').length > 6)
    expect(often.map(([, alike]) => alike.map(({ text }) => text))).toEqual([])
  }
})

test('the weights are of these lines, and small', () => {
  expect(CORPUS).toBe(fingerprint())
  expect(statSync(new URL('../../src/model/triage/weights.ts', import.meta.url)).size).toBeLessThanOrEqual(500_000)
})
