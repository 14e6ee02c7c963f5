import { list, object } from '../../src/contract/read.ts'

const DEEPEST = 16

/** What is read of a rich block or text, in reading order, and what stands between its items. */
const FIELDS = {
  summary: '',
  label: '',
  text: '',
  expression: '',
  items: '\n',
  cells: '\n',
  blocks: '\n',
  caption: '',
  credit: '',
} as const

/** The words of a rich message's blocks, a line for each. Formatting and media are left out. */
export function richText(value: unknown, between = '\n', depth = 0): string {
  if (typeof value === 'string') return value
  if (depth > DEEPEST) return ''
  const items = list(value).map((item) => richText(item, between, depth + 1))
  if (items.length > 0) return items.filter(Boolean).join(between)
  const block = object<typeof FIELDS>(value)
  if (!block) return ''
  return Object.entries(FIELDS)
    .map(([field, between]) => richText(block[field as keyof typeof FIELDS], between, depth + 1))
    .filter(Boolean)
    .join('\n')
}
