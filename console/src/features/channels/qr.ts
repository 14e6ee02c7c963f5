import { encode } from 'uqr'

/** Light modules around the code that scanners rely on (ISO/IEC 18004). */
const QUIET = 4

/** A QR code as the path of its dark modules, one unit each, in a square of `size` with the quiet zone. Null: the text is too long for one. */
export function qrOf(text: string): { size: number; path: string } | null {
  try {
    const { size, data } = encode(text, { ecc: 'M', border: QUIET })
    return { size, path: data.map(rowPath).join('') }
  } catch {
    return null
  }
}

/** Run by run: seams between single squares would show at some sizes. */
function rowPath(row: boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue
    const start = x
    while (row[x + 1]) x += 1
    const width = x - start + 1
    path += `M${start} ${y}h${width}v1h-${width}z`
  }
  return path
}
