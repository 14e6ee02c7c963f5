/** Black or white, whichever is easier to read on a computed colour, e.g. `rgb(50, 87, 214)`. White where it cannot be told. */
export function inkOn(color: string): string {
  const [r, g, b] = /^rgba?\(/.test(color) ? (color.match(/[\d.]+/g) ?? []).map(linear) : []
  if (r === undefined || g === undefined || b === undefined) return '#fff'
  // WCAG relative luminance; at 0.19 both have the same contrast, 4.3:1, and it only gets better on either side.
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.19 ? '#101216' : '#fff'
}

const linear = (text: string): number => {
  const value = Number(text) / 255
  return value <= 0.04 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
