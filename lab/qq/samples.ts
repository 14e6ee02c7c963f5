/** A tone as WAV: 16 kHz, 16 bit, mono. It plays. */
export function tone(seconds: number): Uint8Array {
  const rate = 16_000
  const samples = rate * seconds
  const bytes = Buffer.alloc(44 + samples * 2)
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(36 + samples * 2, 4)
  bytes.write('WAVEfmt ', 8, 'latin1')
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(rate, 24)
  bytes.writeUInt32LE(rate * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36, 'latin1')
  bytes.writeUInt32LE(samples * 2, 40)
  for (let at = 0; at < samples; at++) {
    const fade = Math.sin((Math.PI * at) / samples)
    bytes.writeInt16LE(Math.round(8000 * fade * Math.sin((2 * Math.PI * 440 * at) / rate)), 44 + at * 2)
  }
  return bytes
}

/** What phones record: it begins like SILK and can't be played. Who wants to hear it takes the WAV. */
export const silk = (seconds: number): Uint8Array =>
  Buffer.concat([Buffer.from('\u0002#!SILK_V3', 'latin1'), Buffer.alloc(1600 * seconds, 7)])

/** Boxes of an MP4 without a picture in it. */
export const clip = (): Uint8Array =>
  Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from('ftypisom\0\0\u0002\0isommp41', 'latin1'),
    Buffer.from([0, 0, 0, 8]),
    Buffer.from('mdat', 'latin1'),
  ])
