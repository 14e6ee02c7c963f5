import { expect, test } from 'vitest'
import type { KeyFacts } from './ime.ts'
import { sends } from './ime.ts'

const enter = (change: Partial<KeyFacts> = {}): KeyFacts => ({
  key: 'Enter',
  isComposing: false,
  keyCode: 13,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  timeStamp: 10_000,
  ...change,
})
const desk = { sendKey: 'enter', touch: false } as const
const NEVER = -Infinity

test('Enter sends', () => expect(sends(enter(), NEVER, desk)).toBe(true))

test.each([
  ['Chrome and Firefox say that a composition is under way', enter({ isComposing: true, keyCode: 229 })],
  ['an old engine says only 229', enter({ keyCode: 229 })],
  ['an engine says only isComposing', enter({ isComposing: true })],
])('Enter does not send while words are being chosen: %s', (_case, event) => expect(sends(event, NEVER, desk)).toBe(false))

test('Safari: the Enter that ends a composition comes after its end, and does not send', () => {
  expect(sends(enter({ timeStamp: 10_000 }), 9_998, desk)).toBe(false)
  expect(sends(enter({ timeStamp: 10_000 }), 10_000, desk)).toBe(false)
})

test('the next Enter sends', () => expect(sends(enter({ timeStamp: 10_400 }), 10_000, desk)).toBe(true))

test('Shift and Alt make a new line', () => {
  expect(sends(enter({ shiftKey: true }), NEVER, desk)).toBe(false)
  expect(sends(enter({ altKey: true }), NEVER, desk)).toBe(false)
})

test('with Ctrl+Enter chosen, Enter alone makes a new line', () => {
  const rules = { sendKey: 'mod-enter', touch: false } as const
  expect(sends(enter(), NEVER, rules)).toBe(false)
  expect(sends(enter({ ctrlKey: true }), NEVER, rules)).toBe(true)
  expect(sends(enter({ metaKey: true }), NEVER, rules)).toBe(true)
  expect(sends(enter({ ctrlKey: true, isComposing: true }), NEVER, rules)).toBe(false)
})

test('a touch keyboard needs Enter for new lines', () => {
  const rules = { sendKey: 'enter', touch: true } as const
  expect(sends(enter(), NEVER, rules)).toBe(false)
  expect(sends(enter({ ctrlKey: true }), NEVER, rules)).toBe(true)
})

test('other keys never send', () => expect(sends(enter({ key: 'a', keyCode: 65 }), NEVER, desk)).toBe(false))
