import { createHash } from 'node:crypto'
import type { Corp } from './corp.ts'
import { KfError } from './errors.ts'
import type { MediaType } from './options.ts'
import type { World } from './world.ts'

export interface LabFile {
  /** Under which the lab shows it. */
  key: string
  name: string
  mime: string
  bytes: Uint8Array
}

/** How each type of file begins; the others are taken as they are. */
const signs: Record<MediaType, (bytes: Buffer) => boolean> = {
  image: (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) || bytes.subarray(1, 4).toString() === 'PNG',
  voice: (bytes) => bytes.subarray(0, 5).toString() === '#!AMR',
  video: (bytes) => bytes.subarray(4, 8).toString() === 'ftyp',
  file: () => true,
}

const tooLarge: Record<MediaType, number> = { image: 40009, voice: 40006, video: 40011, file: 40006 }
const smallest = 5

/** Files by content, and the `media_id`s under which a corp may fetch or send them for three days. */
export class MediaStore {
  readonly #world: World
  readonly #files = new Map<string, LabFile>()
  readonly #ids = new Map<string, { corp: Corp; type: MediaType; file: LabFile; until: number }>()

  constructor(world: World) {
    this.#world = world
  }

  keep(upload: Omit<LabFile, 'key'>): LabFile {
    const key = createHash('sha256').update(upload.name).update(upload.bytes).digest('base64url').slice(0, 20)
    const file = this.#files.get(key) ?? { key, ...upload }
    this.#files.set(key, file)
    return file
  }

  issue(corp: Corp, type: MediaType, file: LabFile): string {
    const id = this.#world.id('3', 66)
    this.#ids.set(id, { corp, type, file, until: this.#world.now() + this.#world.options.mediaMs })
    return id
  }

  /** Throws 40007 for an id that is unknown, too old, another corp's, or of another type. */
  find(corp: Corp, id: string, type?: MediaType): LabFile {
    const known = this.#ids.get(id)
    if (known?.corp !== corp || this.#world.now() >= known.until || (type !== undefined && known.type !== type)) throw new KfError(40007)
    return known.file
  }

  byKey(key: string): LabFile | undefined {
    return this.#files.get(key)
  }

  /** What `media/upload` takes in. Throws 40004, 40005, 40006, 40009, 40011. */
  async upload(corp: Corp, type: string, request: Request): Promise<object> {
    if (!isMediaType(type)) throw new KfError(40005)
    const form = await request.formData().catch(() => undefined)
    const part = form?.get('media')
    if (!(part instanceof File)) throw new KfError(40058, 'media is missing')
    const bytes = Buffer.from(await part.arrayBuffer())
    if (bytes.length < smallest) throw new KfError(40006)
    if (bytes.length > this.#world.options.mediaBytes[type]) throw new KfError(tooLarge[type])
    if (!signs[type](bytes)) throw new KfError(40004)
    const file = this.keep({ name: part.name, mime: part.type || 'application/octet-stream', bytes })
    return { type, media_id: this.issue(corp, type, file), created_at: String(this.#world.date()) }
  }

  /** What `media/get` gives out. Throws 40007. */
  download(corp: Corp, id: string): Response {
    const file = this.find(corp, id)
    const disposition = `attachment; filename="${encodeURIComponent(file.name)}"`
    return new Response(new Uint8Array(file.bytes), { headers: { 'content-type': file.mime, 'content-disposition': disposition } })
  }
}

const isMediaType = (type: string): type is MediaType => Object.hasOwn(signs, type)

/** A silent AMR file: 50 frames "no data" a second. */
export const amr = (seconds: number): Buffer => Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(seconds * 50, 0x7c)])

/** An empty file in WeChat's SILK. */
export const silk = (): Buffer => Buffer.concat([Buffer.from('\u0002#!SILK_V3'), Buffer.from([0xff, 0xff])])

/** An MP4 with nothing in it but its beginning. */
export const mp4 = (): Buffer => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom\0\0\u0002\0isomiso2', 'latin1')])
