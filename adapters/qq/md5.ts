import { toHex } from './hex.ts'

/** RFC 1321. Uploads are checked with it, and WebCrypto does not have it. */
const STEPS = 64
const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const SINES = Uint32Array.from({ length: STEPS }, (_, step) => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32))
const TURNS = Uint8Array.from({ length: STEPS }, (_, step) => SHIFTS[(step >> 4) * 4 + (step % 4)] ?? 0)
/** Which word of the block a step takes. */
const WORDS = Uint8Array.from({ length: STEPS }, (_, step) => ([step, 5 * step + 1, 3 * step + 5, 7 * step][step >> 4] ?? 0) % 16)
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
  for (let offset = 0; offset < data.byteLength; offset += BLOCK) {
    let [a = 0, b = 0, c = 0, d = 0] = state
    for (let step = 0; step < STEPS; step += 1) {
      const word = data.getUint32(offset + 4 * (WORDS[step] ?? 0), true)
      const sum = (a + mix(step >> 4, b, c, d) + (SINES[step] ?? 0) + word) | 0
      const turn = TURNS[step] ?? 0
      a = d
      d = c
      c = b
      b = (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0
    }
    for (const [index, value] of [a, b, c, d].entries()) state[index] = ((state[index] ?? 0) + value) | 0
  }
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d)
  if (round === 1) return (d & b) | (~d & c)
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d)
}
