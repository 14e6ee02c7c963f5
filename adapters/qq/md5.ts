import { toHex } from './hex.ts'

/** RFC 1321. Uploads are checked with it, and WebCrypto does not have it. */
const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const SINES = Uint32Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32))
const BLOCK = 64

/** The digest as hexadecimal digits. */
export function md5(bytes: Uint8Array): string {
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  const whole = bytes.length - (bytes.length % BLOCK)
  digest(state, new DataView(bytes.buffer, bytes.byteOffset, whole))

  const rest = bytes.subarray(whole)
  const tail = new Uint8Array(rest.length + 9 > BLOCK ? 2 * BLOCK : BLOCK)
  tail.set(rest)
  tail[rest.length] = 0x80
  const view = new DataView(tail.buffer)
  view.setUint32(tail.length - 8, bytes.length * 8, true)
  view.setUint32(tail.length - 4, Math.floor(bytes.length / 2 ** 29), true)
  digest(state, view)

  const out = new DataView(new ArrayBuffer(16))
  state.forEach((word, index) => out.setUint32(index * 4, word, true))
  return toHex(new Uint8Array(out.buffer))
}

function digest(state: Uint32Array, data: DataView): void {
  const words = new Uint32Array(16)
  for (let offset = 0; offset < data.byteLength; offset += BLOCK) {
    for (let index = 0; index < 16; index += 1) words[index] = data.getUint32(offset + index * 4, true)
    let [a = 0, b = 0, c = 0, d = 0] = state
    for (let step = 0; step < 64; step += 1) {
      const round = step >> 4
      const [mixed, word] =
        round === 0
          ? [(b & c) | (~b & d), step]
          : round === 1
            ? [(d & b) | (~d & c), (5 * step + 1) % 16]
            : round === 2
              ? [b ^ c ^ d, (3 * step + 5) % 16]
              : [c ^ (b | ~d), (7 * step) % 16]
      const sum = (a + mixed + (SINES[step] ?? 0) + (words[word] ?? 0)) | 0
      const shift = SHIFTS[round * 4 + (step % 4)] ?? 0
      ;[a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0]
    }
    for (const [index, value] of [a, b, c, d].entries()) state[index] = ((state[index] ?? 0) + value) | 0
  }
}
