import type { PublicMedia } from '../web/visitor-wire.ts'

interface Kind {
  type: Exclude<PublicMedia['type'], 'sticker'>
  mime: string
}

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCodePoint(...bytes.subarray(from, to))

/** Pictures that every browser shows, by their first bytes. */
const PICTURES: [mime: string, is: (bytes: Uint8Array) => boolean][] = [
  ['image/jpeg', (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff],
  ['image/png', (bytes) => bytes[0] === 0x89 && ascii(bytes, 1, 8) === 'PNG\r\n\u001A\n'],
  ['image/gif', (bytes) => /^GIF8[79]a$/.test(ascii(bytes, 0, 6))],
  ['image/webp', (bytes) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP'],
  ['image/avif', (bytes) => /^ftypavi[fs]$/.test(ascii(bytes, 4, 12))],
]

/** What a file is shown as: a picture only when its bytes are one, sound and film by what the browser calls them. */
export function kindOf(start: Uint8Array, claimed: string): Kind {
  const picture = PICTURES.find(([, is]) => is(start))
  if (picture) return { type: 'image', mime: picture[0] }
  const mime = /^[\w.+-]+\/[\w.+-]+/.exec(claimed)?.[0].toLowerCase() ?? 'application/octet-stream'
  if (mime.startsWith('image/')) return { type: 'file', mime: 'application/octet-stream' }
  if (mime.startsWith('audio/')) return { type: 'audio', mime }
  if (mime.startsWith('video/')) return { type: 'video', mime }
  return { type: 'file', mime }
}
