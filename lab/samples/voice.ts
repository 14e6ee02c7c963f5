import { chime } from './chime.ts'

/** A voice note as phones record it: Opus in Ogg, a chime repeated for the whole seconds asked for. It really plays. */
export function voice(seconds = 2): Uint8Array {
  const packets = Array.from({ length: seconds }, () => chimePackets().slice(0, 50)).flat()
  const pages = [page(0, 0n, 2, [head()]), page(1, 0n, 0, [tags()])]
  const perPage = 50
  for (let at = 0, sequence = 2; at < packets.length; at += perPage, sequence++) {
    const end = Math.min(at + perPage, packets.length)
    pages.push(page(sequence, BigInt(end * samplesPerPacket), end === packets.length ? 4 : 0, packets.slice(at, end)))
  }
  return Buffer.concat(pages)
}

const samplesPerPacket = 960

function chimePackets(): Buffer[] {
  const packed = Buffer.from(chime, 'base64')
  const packets: Buffer[] = []
  for (let at = 0; at < packed.length;) {
    const length = packed.readUInt8(at)
    packets.push(packed.subarray(at + 1, at + 1 + length))
    at += 1 + length
  }
  return packets
}

function head(): Buffer {
  const packet = Buffer.alloc(19)
  packet.write('OpusHead', 'latin1')
  packet.set([1, 1], 8)
  packet.writeUInt16LE(312, 10)
  packet.writeUInt32LE(48_000, 12)
  return packet
}

function tags(): Buffer {
  const packet = Buffer.alloc(8 + 4 + 3 + 4)
  packet.write('OpusTags', 'latin1')
  packet.writeUInt32LE(3, 8)
  packet.write('lab', 12, 'latin1')
  return packet
}

/** RFC 3533. Every packet here is shorter than 255 bytes, so each has one lacing value. */
function page(sequence: number, granule: bigint, flags: number, packets: Buffer[]): Buffer {
  const header = Buffer.alloc(27 + packets.length)
  header.write('OggS', 'latin1')
  header.writeUInt8(flags, 5)
  header.writeBigUInt64LE(granule, 6)
  header.writeUInt32LE(0x5b0a4d, 14)
  header.writeUInt32LE(sequence, 18)
  header.writeUInt8(packets.length, 26)
  for (const [index, packet] of packets.entries()) header.writeUInt8(packet.length, 27 + index)
  const bytes = Buffer.concat([header, ...packets])
  bytes.writeUInt32LE(checksum(bytes), 22)
  return bytes
}

/** Ogg's own CRC: polynomial 0x04c11db7, not reflected, starting at 0. */
function checksum(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte << 24
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1
  }
  return crc >>> 0
}
