import type { Content } from './content.ts'
import { type Plan, type SegmentBody, isRefusal } from './outgoing.ts'
import { plan } from './plan.ts'
import type { Surface, TextUnit } from './surface.ts'

// What the tests of planning have in common.

export const UNITS: TextUnit[] = ['utf16', 'codepoint', 'byte', 'grapheme', 'weighted']

export const surface = (changes: Partial<Surface> = {}): Surface => ({
  text: { max: 20, unit: 'utf16', format: 'html' },
  media: {
    image: { maxBytes: 1000, mimes: ['image/png', 'image/jpeg'], caption: 10 },
    file: { maxBytes: 5000, mimes: ['*/*'], caption: 10 },
  },
  buttons: { rows: 3, perRow: 2, label: 8, data: 8 },
  location: true,
  dedupes: false,
  rate: [],
  windows: [],
  ...changes,
})

export const textSurface = (max: number, unit: TextUnit = 'utf16', format: Surface['text']['format'] = 'html'): Surface =>
  surface({ text: { max, unit, format } })

export const planned = (content: Content, on: Surface): Plan => {
  const result = plan(content, on, [])
  if (isRefusal(result)) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result
}

export type TextSegment = Extract<SegmentBody, { type: 'text' }>
export const texts = (result: Plan): TextSegment[] => result.segments.filter((segment) => segment.type === 'text')
export const splitText = (text: string, on: Surface): string[] =>
  texts(planned([{ type: 'text', text }], on)).map((segment) => segment.text)
