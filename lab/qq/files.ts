import { createHash } from 'node:crypto'
import { dimensions } from '../telegram/dimensions.ts'
import type { Scene } from './options.ts'
import type { Bot } from './bot.ts'
import type { World } from './world.ts'

/** `file_type` of the upload interface. */
export type FileType = 1 | 2 | 3 | 4

export interface QqFile {
  /** Names it on the phones' page and in addresses. */
  key: string
  type: FileType
  name: string
  mime: string
  bytes: Uint8Array
  width?: number
  height?: number
  seconds?: number
  /** A voice: the same as WAV, and what the platform heard in it. */
  wav?: QqFile
  transcript?: string
}

interface Uploaded {
  file: QqFile
  bot: Bot
  scene: Scene
  expiresAt: number
}

/** Where attachments are fetched from and parts of uploads go to. */
export const mediaHost = 'https://multimedia.nt.qq.com.cn'
const mimes: Record<FileType, string> = { 1: 'image/jpeg', 2: 'video/mp4', 3: 'audio/silk', 4: 'application/octet-stream' }

const starts = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Buffer.from(bytes.subarray(at, at + text.length)).toString('latin1') === text

/** What a file is by its first bytes; undefined for what this platform doesn't show. */
export function sniff(bytes: Uint8Array): { type: FileType; mime: string } | undefined {
  if (starts(bytes, '\u00ff\u00d8\u00ff')) return { type: 1, mime: 'image/jpeg' }
  if (starts(bytes, '\u0089PNG')) return { type: 1, mime: 'image/png' }
  if (starts(bytes, 'GIF8')) return { type: 1, mime: 'image/gif' }
  if (starts(bytes, 'RIFF') && starts(bytes, 'WEBP', 8)) return { type: 1, mime: 'image/webp' }
  if (starts(bytes, 'BM')) return { type: 1, mime: 'image/bmp' }
  if (starts(bytes, 'ftyp', 4)) return { type: 2, mime: 'video/mp4' }
  if (starts(bytes, '#!SILK_V3') || starts(bytes, '#!SILK_V3', 1)) return { type: 3, mime: 'audio/silk' }
  if (starts(bytes, 'OggS')) return { type: 3, mime: 'audio/ogg' }
  if (starts(bytes, 'RIFF') && starts(bytes, 'WAVE', 8)) return { type: 3, mime: 'audio/wav' }
  if (starts(bytes, 'ID3') || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0)) return { type: 3, mime: 'audio/mpeg' }
  return undefined
}

/** Everything ever sent; the expiring addresses of attachments; the `file_info` of uploads. */
export class Files {
  readonly #files = new Map<string, QqFile>()
  readonly #links = new Map<string, { file: QqFile; expiresAt: number }>()
  readonly #uploaded = new Map<string, Uploaded>()
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  add(type: FileType, bytes: Uint8Array, about: { name: string; mime?: string | undefined; seconds?: number | undefined }): QqFile {
    const { name, mime = sniff(bytes)?.mime ?? mimes[type], seconds } = about
    const key = createHash('sha256').update(`${type} ${name} `).update(bytes).digest('base64url').slice(0, 24)
    const known = this.#files.get(key)
    if (known !== undefined) return known
    const size = type === 1 ? dimensions(bytes) : undefined
    const file: QqFile = { key, type, name, mime, bytes, ...size, ...(seconds === undefined ? {} : { seconds }) }
    this.#files.set(key, file)
    return file
  }

  byKey(key: string): QqFile | undefined {
    return this.#files.get(key)
  }

  /** An address for one bot that works without credentials, and not for ever. */
  link(file: QqFile): string {
    const rkey = this.#world.key(32)
    this.#links.set(rkey, { file, expiresAt: this.#world.now() + this.#world.options.attachmentMs })
    return `${mediaHost}/download?appid=1407&fileid=${file.key}&rkey=${rkey}&spec=0`
  }

  /** `GET /download`: the bytes, or the refusal of an address that is over (its form is not documented). */
  serve(query: URLSearchParams): Response {
    const link = this.#links.get(query.get('rkey') ?? '')
    if (link === undefined || link.file.key !== query.get('fileid') || link.expiresAt <= this.#world.now()) {
      return Response.json({ retcode: -5503007, retmsg: 'download url has expired', retryflag: 0 }, { status: 400 })
    }
    return new Response(new Uint8Array(link.file.bytes), { headers: { 'content-type': link.file.mime } })
  }

  /** The `file_info` by which this bot can send the file, in this scene and for so long. */
  offer(file: QqFile, bot: Bot, scene: Scene): { file_uuid: string; file_info: string; ttl: number } {
    const { ttl } = this.#world.options.limits.upload
    const info = this.#world.key(40)
    this.#uploaded.set(info, { file, bot, scene, expiresAt: ttl === 0 ? Infinity : this.#world.now() + ttl * 1000 })
    return { file_uuid: `uuid_${file.key}`, file_info: info, ttl }
  }

  /** Undefined when it is unknown, over, another bot's or of the other scene. */
  offered(info: string, bot: Bot, scene: Scene): QqFile | undefined {
    const found = this.#uploaded.get(info)
    if (found === undefined || found.bot !== bot || found.scene !== scene || found.expiresAt <= this.#world.now()) return undefined
    return found.file
  }
}
