import { expect, test } from 'vitest'
import { mayRepeat } from './surface.ts'

test.each([
  [true, null, true],
  [true, 'passive', true],
  [false, 'passive', false],
  [['passive'], 'passive', true],
  [['passive'], 'active', false],
  [['passive', 'service'], 'service', true],
  [['passive'], null, false],
] as const)('where %j dedupes, an unsure send in lane %s may be repeated: %s', (dedupes, lane, may) => {
  expect(mayRepeat({ dedupes: typeof dedupes === 'boolean' ? dedupes : [...dedupes] }, lane)).toBe(may)
})
