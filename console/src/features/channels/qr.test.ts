import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { qrOf } from './qr.ts'

/** The modules that a path fills. */
function drawn({ size, path }: { size: number; path: string }): boolean[][] {
  const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  for (const [, x, y, width, back] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)) {
    expect(back).toBe(width)
    modules[Number(y)]?.fill(true, Number(x), Number(x) + Number(width))
  }
  return modules
}

test.each(['https://login.example/l/4dXyZ_abc==', '登录', 'x'.repeat(1000)])('the path is the code: %.12s', (text) => {
  const code = qrOf(text)
  expect(code && drawn(code)).toEqual(encode(text, { ecc: 'M', border: 4 }).data)
})

test('four light modules are around it', () => {
  const code = qrOf('quiet')
  const rows = code ? drawn(code) : []
  const edge = rows.flatMap((row, y) => row.filter((_, x) => Math.min(x, y, row.length - 1 - x, row.length - 1 - y) < 4))
  expect(edge.length).toBeGreaterThan(0)
  expect(edge).not.toContain(true)
  expect(rows[4]?.[4]).toBe(true)
})

test('what no code can hold is none', () => expect(qrOf('x'.repeat(3000))).toBeNull())
