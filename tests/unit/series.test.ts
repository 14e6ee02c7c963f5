import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Rgb = readonly number[]
const times = (rows: readonly (readonly number[])[], v: Rgb): Rgb =>
  rows.map((row) => row.reduce((sum, one, i) => sum + one * (v[i] ?? 0), 0))

/** OKLCH to linear sRGB and back to OKLab (Ottosson, 2020). */
function rgbOf([l = 0, c = 0, h = 0]: readonly number[]): Rgb {
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)]
  const cones = times(
    [
      [1, 0.3963377774, 0.2158037573],
      [1, -0.1055613458, -0.0638541728],
      [1, -0.0894841775, -1.291485548],
    ],
    [l, a, b],
  )
  return times(
    [
      [4.0767416621, -3.3077115913, 0.2309699292],
      [-1.2684380046, 2.6097574011, -0.3413193965],
      [-0.0041960863, -0.7034186147, 1.707614701],
    ],
    cones.map((one) => one ** 3),
  ).map((one) => Math.min(1, Math.max(0, one)))
}
const labOf = (rgb: Rgb): Rgb =>
  times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    times(
      [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
      ],
      rgb,
    ).map(Math.cbrt),
  )

/** How colours are seen without one kind of cones (Machado and others, 2009). */
const SIGHTS = [
  [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
]
const seen = (rgb: Rgb): Rgb[] => SIGHTS.map((sight) => labOf(times(sight, rgb).map((one) => Math.min(1, Math.max(0, one)))))
const apart = (a: Rgb, b: Rgb): number => Math.min(...seen(a).map((one, i) => Math.hypot(...one.map((x, k) => x - (seen(b)[i]?.[k] ?? 0)))))
const light = ([r = 0, g = 0, b = 0]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b
const contrast = (a: Rgb, b: Rgb): number => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05)

const css = readFileSync(new URL('../../console/src/theme.css', import.meta.url), 'utf8')
const token = (name: string): [Rgb, Rgb] => {
  const [first = [], second = []] = Array.from(
    css.match(new RegExp(`--${name}: light-dark\\((.*)\\)`))?.[1]?.matchAll(/oklch\(([^)]+)\)/g) ?? [],
    ([, values = '']) => values.split(' ').map(Number),
  )
  return [rgbOf(first), rgbOf(second)]
}

test.each(['light', 'dark'] as const)('the series of a chart stand out of the surface and are told apart by everybody, in %s', (theme) => {
  const at = theme === 'light' ? 0 : 1
  const series = [1, 2, 3, 4, 5, 6].map((n) => token(`series-${n}`)[at])
  for (const one of series) expect(contrast(one, token('surface')[at])).toBeGreaterThanOrEqual(3)
  for (const [i, one] of series.entries()) for (const other of series.slice(i + 1)) expect(apart(one, other)).toBeGreaterThan(0.1)
})
