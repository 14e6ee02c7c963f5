import { crc32, deflateSync } from 'node:zlib'

/** A PNG of that size in a colour (0xRRGGBB), lit from the upper left so that it doesn't look like an error. */
export function picture(width: number, height: number, colour = 0x4a90d9): Uint8Array {
  const channels = [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255]
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0, at = 0; y < height; y++) {
    at++
    for (let x = 0; x < width; x++) {
      const light = 1.25 - 0.6 * ((x / width + y / height) / 2)
      for (const channel of channels) rows[at++] = Math.min(255, Math.round(channel * light))
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}
