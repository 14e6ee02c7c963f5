import type { SegmentBody } from '../../src/model/outgoing.ts'

/** For files without a name: QQ shows it, and clients go by the ending. */
const ENDINGS: { [mime: string]: string } = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/bmp': 'bmp',
  'audio/silk': 'silk',
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/ogg': 'ogg',
  'video/mp4': 'mp4',
  'application/pdf': 'pdf',
}

export function fileName({ as, mime, name }: Extract<SegmentBody, { type: 'media' }>): string {
  return name ?? `${as}.${ENDINGS[mime.split(';', 1)[0]?.trim() ?? ''] ?? 'bin'}`
}
