import type { Animation, Audio, Document, Message, PhotoSize, Sticker, Video, VideoNote, Voice } from '@grammyjs/types'
import type { IncomingMedia, MediaType } from '../../src/model/content.ts'
import { type Raw, given, list, number, object, text } from '../../src/contract/read.ts'

type File = Animation | Audio | Document | PhotoSize | Sticker | Video | VideoNote | Voice

/** The file of a message, if it is one; `ref` is Telegram's `file_id`. Caption and marks are not part of it. */
export function mediaOf(message: Raw<Message>): IncomingMedia | undefined {
  const photo = largest(message.photo)
  if (photo) return medium('image', photo, 'image/jpeg')
  // An animation comes with a document of the same file.
  if (message.animation) return medium('video', message.animation, 'video/mp4')
  if (message.video) return medium('video', message.video, 'video/mp4')
  if (message.video_note) return medium('video', message.video_note, 'video/mp4')
  if (message.voice) return medium('audio', message.voice, 'audio/ogg')
  if (message.audio) return medium('audio', message.audio, 'audio/mpeg')
  if (message.document) return medium('file', message.document, 'application/octet-stream')
  if (message.sticker) return medium('sticker', message.sticker, stickerMime(message.sticker))
  return undefined
}

function medium(type: MediaType, value: unknown, usualMime: string): IncomingMedia | undefined {
  const file = object<File>(value)
  const ref = text(file?.file_id)
  if (!file || !ref) return undefined
  const title = [text(file.performer), text(file.title)].filter(Boolean).join(' – ')
  const square = number(file.length)
  return given<IncomingMedia>({
    type,
    ref,
    mime: text(file.mime_type) ?? usualMime,
    bytes: number(file.file_size),
    name: text(file.file_name) ?? text(title),
    width: number(file.width) ?? square,
    height: number(file.height) ?? square,
    seconds: number(file.duration),
    transcript: type === 'sticker' ? text(file.emoji) : undefined,
  })
}

/** Sizes come smallest first today; nothing says that they have to. */
function largest(photo: unknown): Raw<PhotoSize> | undefined {
  let best: Raw<PhotoSize> | undefined
  for (const item of list(photo)) {
    const size = object<PhotoSize>(item)
    if (size && (!best || (number(size.width) ?? 0) >= (number(best.width) ?? 0))) best = size
  }
  return best
}

function stickerMime(value: unknown): string {
  const sticker = object<Sticker>(value)
  if (sticker?.is_animated === true) return 'application/x-tgsticker'
  return sticker?.is_video === true ? 'video/webm' : 'image/webp'
}
