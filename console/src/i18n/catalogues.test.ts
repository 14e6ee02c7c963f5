import { expect, test } from 'vitest'
import { en, zh } from './testing.ts'

type Words = { [key: string]: string | Words }

const flat = (words: Words, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  )
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort()
const english = new Map(flat(en as Words))
const chinese = new Map(flat(zh as Words))

test('both languages have the same keys', () => {
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].filter((key) => !key.endsWith('_one')).sort())
})

test('both languages fill in the same things', () => {
  for (const [key, text] of chinese) expect([key, placeholders(text)]).toEqual([key, placeholders(english.get(key) ?? '')])
})

test('nothing is left untranslated, and nothing is empty', () => {
  const same = [...chinese].filter(([key, text]) => text === english.get(key)).map(([key]) => key)
  expect(same).toEqual(['contact.vip'])
  expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([])
})
