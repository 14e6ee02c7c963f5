import type { Message } from '@grammyjs/types'
import { defined } from '../omit.ts'
import type { MethodCall } from './access.ts'
import type { Args, Upload } from './args.ts'
import { badRequest } from './errors.ts'
import type { FileKind, StoredFile } from './files.ts'
import type { World } from './world.ts'

/** What a media message can be, and how the Bot API calls it. */
export type MediaKind = Exclude<FileKind, 'thumbnail'>

const mb = 1024 * 1024
const maxPhoto = 10 * mb
const byUrl = { photo: 5 * mb, other: 20 * mb }
const wrong = (): Error => badRequest('wrong file identifier/HTTP URL specified')

/** The file a parameter names: an upload, an `attach://` part, an address, or a `file_id` of this bot. Throws 400. */
export async function inputFile({ world, bot, args }: MethodCall, kind: MediaKind, name: string, value: string): Promise<StoredFile> {
  const part = value.startsWith('attach://') ? value.slice(9) : name
  const upload = args.file(part)
  if (upload !== undefined && (value === '' || value.startsWith('attach://'))) return accept(world, kind, upload)
  if (value === '' || value.startsWith('attach://')) throw badRequest(`there is no ${kind.replace('_', ' ')} in the request`)
  if (/^https?:\/\//i.test(value)) return accept(world, kind, await download(kind, value))
  const known = world.files.find(bot.user.id, value)
  if (known === undefined) throw wrong()
  return known
}

function accept(world: World, kind: MediaKind, upload: Upload): StoredFile {
  if (upload.bytes.length === 0) throw badRequest('file must be non-empty')
  if (kind === 'photo' && upload.bytes.length > maxPhoto) throw badRequest('file is too big for a photo')
  const file = world.files.add(kind, { ...upload, mime: mimeOf(kind, upload) })
  if (kind === 'photo') checkShape(file)
  return file
}

function checkShape({ width, height }: StoredFile): void {
  if (width === undefined || height === undefined) throw badRequest('IMAGE_PROCESS_FAILED')
  if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height)) throw badRequest('PHOTO_INVALID_DIMENSIONS')
}

async function download(kind: MediaKind, url: string): Promise<Upload> {
  const failed = (): Error => badRequest('failed to get HTTP URL content')
  const response = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
  if (response?.ok !== true) throw failed()
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.length > (kind === 'photo' ? byUrl.photo : byUrl.other)) throw failed()
  const mime = (response.headers.get('content-type') ?? '').split(';')[0] ?? ''
  if (kind === 'photo' && !mime.startsWith('image/')) throw badRequest('wrong type of the web page content')
  return { name: new URL(url).pathname.split('/').at(-1) || 'file', mime, bytes }
}

const usualMime: Partial<Record<MediaKind, string>> = {
  photo: 'image/jpeg',
  voice: 'audio/ogg',
  audio: 'audio/mpeg',
  video: 'video/mp4',
  video_note: 'video/mp4',
  animation: 'video/mp4',
  sticker: 'image/webp',
}

const mimeOf = (kind: MediaKind, { mime }: Upload): string =>
  mime === '' || mime === 'application/octet-stream' ? (usualMime[kind] ?? 'application/octet-stream') : mime

export interface Details {
  seconds?: number
  title?: string
  performer?: string
  emoji?: string
}

export const detailsFrom = (args: Args): Details => ({
  seconds: args.int('duration', 0, 0, 86_400),
  ...(args.text('title') === '' ? {} : { title: args.text('title') }),
  ...(args.text('performer') === '' ? {} : { performer: args.text('performer') }),
  ...(args.text('emoji') === '' ? {} : { emoji: args.text('emoji') }),
})

type Field = (world: World, file: StoredFile, details: Details) => Partial<Message>

const ids = (file: StoredFile) => ({ file_id: '', file_unique_id: file.unique, file_size: file.bytes.length })
const described = (file: StoredFile) => ({ ...ids(file), file_name: file.name, mime_type: file.mime })
const sized = (file: StoredFile) => ({ width: file.width ?? 320, height: file.height ?? 240 })
const timed = ({ seconds }: Details) => ({ duration: seconds ?? 0 })

const fields: Record<MediaKind, Field> = {
  photo: (world, file) => ({
    photo: world.files.sizes(file).map((one) => ({ ...ids(one), width: one.width ?? 0, height: one.height ?? 0 })),
  }),
  document: (_world, file) => ({ document: described(file) }),
  voice: (_world, file, details) => ({ voice: { ...ids(file), ...timed(details), mime_type: file.mime } }),
  audio: (_world, file, details) => ({ audio: { ...described(file), ...timed(details), ...defined(pickTitles(details)) } }),
  video: (_world, file, details) => ({ video: { ...described(file), ...sized(file), ...timed(details) } }),
  video_note: (_world, file, details) => ({ video_note: { ...ids(file), length: sized(file).width, ...timed(details) } }),
  // The same is also there as a document, for bots older than animations.
  animation: (_world, file, details) => ({
    animation: { ...described(file), ...sized(file), ...timed(details) },
    document: described(file),
  }),
  sticker: (_world, file, { emoji = '🙂' }) => ({
    sticker: {
      ...ids(file),
      type: 'regular',
      width: file.width ?? 512,
      height: file.height ?? 512,
      is_animated: false,
      is_video: false,
      emoji,
    },
  }),
}

const pickTitles = ({ title, performer }: Details) => ({ title, performer })

/** The field of a message that carries a file. Its ids are filled in for each bot that reads it (`readableBy`). */
export const mediaContent = (world: World, kind: MediaKind, file: StoredFile, details: Details = {}): Partial<Message> =>
  fields[kind](world, file, details)
