import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { inkOn } from './color.ts'

const luminance = (rgb: number[]): number => {
  const [r = 0, g = 0, b = 0] = rgb.map((byte) => (byte / 255 <= 0.04 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

test('is readable on every colour', () => {
  const byte = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(fc.tuple(byte, byte, byte), (rgb) => {
      const ink = inkOn(`rgb(${rgb.join(', ')})`) === '#fff' ? [255, 255, 255] : [16, 18, 22]
      expect(contrast(luminance(ink), luminance(rgb))).toBeGreaterThan(4.2)
    }),
  )
})

test('is white where the colour cannot be told', () => {
  for (const color of ['', 'oklch(0.6 0.2 250)', 'color(display-p3 1 0 0)']) expect(inkOn(color)).toBe('#fff')
})
