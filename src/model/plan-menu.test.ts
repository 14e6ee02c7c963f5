import { describe, expect, test } from 'vitest'
import type { MenuPart } from './content.ts'
import { isRefusal } from './outgoing.ts'
import { planMenu } from './plan-menu.ts'
import { surface } from './plan.samples.ts'
import type { Surface } from './surface.ts'

const menu = (options: MenuPart['options'], prompt = 'Which?'): MenuPart => ({ type: 'menu', prompt, options })
const labelled = (...labels: string[]) => labels.map((label, index) => ({ id: String(index), label }))
type Buttons = NonNullable<Surface['buttons']>
const on = (buttons: Partial<Buttons> = {}, more: Partial<Surface> = {}) =>
  surface({ text: { max: 100, unit: 'utf16', format: 'html' }, buttons: { rows: 3, perRow: 2, label: 8, data: 8, ...buttons }, ...more })

/** The buttons' labels row by row, or the text that came instead. */
function shown(part: MenuPart, where: Surface): string[][] | string {
  const result = planMenu(part, 0, where)
  const segment = isRefusal(result) ? undefined : result.segments.at(-1)
  if (segment?.type !== 'text') return 'nothing'
  return segment.buttons?.map((row) => row.map(({ label }) => label)) ?? segment.text
}

describe('a menu', () => {
  test('without options is its prompt, and says nothing of buttons', () => {
    expect(planMenu(menu([]), 0, on())).toEqual({ segments: [{ type: 'text', text: 'Which?' }], losses: [] })
  })

  test.each([
    [
      ['long1', 'long2'],
      [['long1'], ['long2']],
    ],
    [['four', 'five'], [['four', 'five']]],
    [
      ['four', 'five5'],
      [['four'], ['five5']],
    ],
    [
      ['a', 'b', 'c'],
      [['a'], ['b'], ['c']],
    ],
    [
      ['a', 'b', 'c', 'd'],
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      ['a', 'b', 'c', 'd', 'e'],
      [['a', 'b'], ['c', 'd'], ['e']],
    ],
  ])('of %j has its buttons as %j', (labels, rows) => {
    expect(shown(menu(labelled(...labels)), on())).toEqual(rows)
  })

  test('has as many buttons as there is room for, and one more makes a list', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f']
    expect(shown(menu(labelled(...six)), on())).toHaveLength(3)
    expect(shown(menu(labelled(...six, 'g')), on())).toBe('Which?\n1. a\n2. b\n3. c\n4. d\n5. e\n6. f\n7. g')
  })

  test('has its buttons below a prompt of at most what may stand there', () => {
    expect(shown(menu(labelled('a')), on({ text: 6 }))).toEqual([['a']])
    expect(shown(menu(labelled('a')), on({ text: 5 }))).toBe('Which?\n1. a')
  })

  test('counts what a button carries in bytes', () => {
    expect(shown(menu([{ id: '你好ab', label: 'A' }]), on())).toEqual([['A']])
    expect(shown(menu([{ id: '你好abc', label: 'A' }]), on())).toBe('Which?\n1. A')
    expect(shown(menu([{ id: '', label: 'A' }]), on())).toBe('Which?\n1. A')
  })

  test('has labels of one line, and the id where there is none', () => {
    expect(shown(menu([{ id: 'x', label: '  a \n b ' }]), on())).toEqual([['a b']])
    expect(shown(menu([{ id: 'x', label: ' ' }]), on())).toEqual([['x']])
    expect(planMenu(menu([{ id: 'x', label: ' a ' }]), 0, on())).toMatchObject({ losses: [] })
  })

  test('is a list where not even the beginning of a label fits', () => {
    expect(shown(menu(labelled('long')), on({ label: 1 }))).toBe('Which?\n1. long')
  })

  test('says what was lost before what its text lost', () => {
    const part = menu(labelled('123456789', '1234567890'), 'one two three four five six')
    const result = planMenu(part, 2, on({}, { text: { max: 20, unit: 'utf16', format: 'html' } }))
    expect(result).toMatchObject({
      losses: [
        { code: 'label-cut', part: 2, option: '1' },
        { code: 'label-cut', part: 2, option: '0' },
        { code: 'split', part: 2, into: 2 },
      ],
    })
  })

  test('that cannot be said at all is refused', () => {
    const tiny = on({}, { text: { max: 2, unit: 'byte', format: 'html' } })
    expect(planMenu(menu(labelled('a'), '你'), 1, tiny)).toEqual({ code: 'too-long', part: 1, limit: 2 })
  })
})
