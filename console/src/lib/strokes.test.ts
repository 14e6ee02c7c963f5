import { expect, test } from 'vitest'
import { COMMANDS } from './commands.ts'
import { createKeyReader, strokeOf } from './strokes.ts'

const key = (name: string, more: Partial<KeyboardEvent> = {}) => ({
  key: name,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})
const given = Object.values(COMMANDS as Record<string, { keys?: string }>).flatMap(({ keys }) => keys ?? [])

test('no key is given twice, and none hides the beginning of another', () => {
  expect(given.filter((keys, index) => given.indexOf(keys) !== index)).toEqual([])
  const beginnings = given.filter((keys) => keys.includes(' ')).map((keys) => keys.split(' ')[0])
  expect(given.filter((keys) => beginnings.includes(keys))).toEqual([])
})

test('a key is named as the table writes it, whatever the keyboard', () => {
  expect(strokeOf(key('e'))).toBe('e')
  expect(strokeOf(key('E', { shiftKey: true }))).toBe('Shift+e')
  // Caps lock is no Shift.
  expect(strokeOf(key('E'))).toBe('e')
  expect(strokeOf(key('?', { shiftKey: true }))).toBe('?')
  expect(strokeOf(key('у', { code: 'KeyE' }))).toBe('e')
  expect(strokeOf(key('Escape'))).toBe('Escape')
  expect(strokeOf(key('k', { ctrlKey: true }), false)).toBe('Mod+k')
  expect(strokeOf(key('k', { metaKey: true }), true)).toBe('Mod+k')
  // On Apple, Ctrl is the text field's own.
  expect(strokeOf(key('k', { ctrlKey: true }), true)).toBeNull()
  expect(strokeOf(key('e', { altKey: true }))).toBeNull()
})

test('two keys in a row are one command, if the second comes soon', () => {
  const read = createKeyReader()
  expect(read('g', 0)).toBeUndefined()
  expect(read('r', 1500)).toBe('goResolved')
  expect(read('r', 1600)).toBe('reply')
  read('g', 2000)
  expect(read('r', 3501)).toBe('reply')
  read('g', 4000)
  expect(read('e', 4100)).toBe('resolve')
  expect(read('r', 4200)).toBe('reply')
})
