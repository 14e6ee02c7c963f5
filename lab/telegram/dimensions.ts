/** Width and height of a PNG, GIF, JPEG or WebP, from its first bytes; nothing for anything else. */
export function dimensions(bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const starts = (...values: number[]): boolean => values.every((value, index) => bytes[index] === value)
  if (bytes.length >= 24 && starts(0x89, 0x50, 0x4e, 0x47)) return { width: view.getUint32(16), height: view.getUint32(20) }
  if (bytes.length >= 10 && starts(0x47, 0x49, 0x46, 0x38)) return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
  if (bytes.length >= 30 && starts(0x52, 0x49, 0x46, 0x46)) return webp(view)
  if (starts(0xff, 0xd8)) return jpeg(view)
  return undefined
}

function jpeg(view: DataView): { width: number; height: number } | undefined {
  let at = 2
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

function webp(view: DataView): { width: number; height: number } | undefined {
  const chunk = String.fromCharCode(view.getUint8(12), view.getUint8(13), view.getUint8(14), view.getUint8(15))
  if (chunk === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
  }
  const uint24 = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536
  return chunk === 'VP8X' ? { width: uint24(24) + 1, height: uint24(27) + 1 } : undefined
}
