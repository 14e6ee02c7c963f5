import { expect, test } from 'vitest'
import { match } from './match.ts'
import { soundsLike } from './pinyin.ts'

const found = (title: string, words: string) => match(title, words, soundsLike) !== null

test('words are found in any order, whole or by their beginnings', () => {
  expect(found('Put back in the queue', 'queue put')).toBe(true)
  expect(found('Put back in the queue', 'QUE')).toBe(true)
  expect(found('Assign to me', 'atm')).toBe(true)
  expect(found('Put back in the queue', 'queue assign')).toBe(false)
  expect(found('Resolve', '')).toBe(true)
})

test('Chinese titles are found by their characters, by pinyin and by its initials', () => {
  for (const words of ['接下', 'jiexiayiwei', 'jiexia', 'jxyw', 'jxy', 'jie xia'])
    expect([words, found('接下一位', words)]).toEqual([words, true])
  // A character with several sounds is found by each.
  for (const words of ['chongxin', 'cxdk']) expect([words, found('重新打开', words)]).toEqual([words, true])
  expect(found('接下一位', 'jieshou')).toBe(false)
  expect(found('接手', 'jxyw')).toBe(false)
})

test('what begins so comes before what only has it somewhere', () => {
  const ranks = ['Assign to me', 'Mark as urgent', 'Write a reply'].map((title) => match(title, 'a'))
  expect(ranks).toEqual([0, 1, 1])
  expect(match('Snooze', 'noo')).toBe(3)
})
