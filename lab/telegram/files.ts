import { createHash } from 'node:crypto'
import { picture } from '../samples/picture.ts'
import { dimensions } from './dimensions.ts'

/** The link of `getFile` serves at most 20 MB; the server counts in mebibytes. */
export const maxDownload = 20 * 1024 * 1024

export type FileKind = 'photo' | 'thumbnail' | 'document' | 'voice' | 'audio' | 'video' | 'video_note' | 'animation' | 'sticker'

export interface StoredFile {
  /** The same for every bot; can't be downloaded with. */
  unique: string
  kind: FileKind
  name: string
  mime: string
  bytes: Uint8Array
  width?: number
  height?: number
}

const prefixes: Record<FileKind, string> = {
  photo: 'AgAC',
  thumbnail: 'AAMC',
  document: 'BQAC',
  voice: 'AwAC',
  audio: 'CQAC',
  video: 'BAAC',
  video_note: 'DQAC',
  animation: 'CgAC',
  sticker: 'CAAC',
}
const folders: Partial<Record<FileKind, string>> = {
  photo: 'photos',
  document: 'documents',
  voice: 'voice',
  audio: 'music',
  video: 'videos',
}

/** Everything ever sent, by content. A `file_id` works only for the bot it was given to. */
export class FileStore {
  readonly #files = new Map<string, StoredFile>()
  readonly #ids = new Map<string, { bot: number; file: StoredFile }>()

  add(kind: FileKind, upload: { name: string; mime: string; bytes: Uint8Array }): StoredFile {
    const hash = createHash('sha256').update(kind).update(upload.bytes).digest('base64url')
    const unique = `AQAD${hash.slice(0, 12)}`
    const known = this.#files.get(unique)
    if (known !== undefined && known.name === upload.name) return known
    const file: StoredFile = { unique, kind, ...upload, ...dimensions(upload.bytes) }
    this.#files.set(unique, file)
    return file
  }

  /** A photo comes in sizes, the smallest first and the original last; a small one is another picture, not a scaled one. */
  sizes(original: StoredFile): StoredFile[] {
    const { width = 0, height = 0 } = original
    const longest = Math.max(width, height)
    const small = [90, 320].filter((size) => size < longest).map((size) => scaled(original, size / longest))
    return [...small.map((upload) => this.add('photo', upload)), original]
  }

  idFor(bot: number, file: StoredFile): string {
    const id = prefixes[file.kind] + createHash('sha256').update(`${bot} ${file.unique} ${file.name}`).digest('base64url')
    if (!this.#ids.has(id)) this.#ids.set(id, { bot, file })
    return id
  }

  /** Undefined for an unknown id and for one given to another bot. */
  find(bot: number, id: string): StoredFile | undefined {
    const known = this.#ids.get(id)
    return known?.bot === bot ? known.file : undefined
  }

  byUnique(unique: string): StoredFile | undefined {
    return this.#files.get(unique)
  }

  path(file: StoredFile): string {
    const extension = /\.[a-z0-9]{1,8}$/i.exec(file.name)?.[0] ?? ''
    return `${folders[file.kind] ?? 'files'}/${file.unique}${extension}`
  }

  byPath(path: string): StoredFile | undefined {
    const unique = /^[a-z]+\/([\w-]+)(\.\w+)?$/.exec(path)?.[1]
    return unique === undefined ? undefined : this.#files.get(unique)
  }
}

function scaled(original: StoredFile, factor: number): { name: string; mime: string; bytes: Uint8Array } {
  const side = (length: number | undefined): number => Math.max(1, Math.round((length ?? 1) * factor))
  const shade = Number.parseInt(createHash('sha256').update(original.unique).digest('hex').slice(0, 6), 16)
  return { name: 'small.png', mime: 'image/png', bytes: picture(side(original.width), side(original.height), shade) }
}
