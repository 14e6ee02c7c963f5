import { createHash } from 'node:crypto'
import type { MediaKind } from './options.ts'

export interface Upload {
  name: string
  mime: string
  bytes: Uint8Array
}

export interface StoredFile extends Upload {
  key: string
}

/** Everything ever sent, by content: what phones show, and what pictures' addresses lead to. */
export class Files {
  readonly #files = new Map<string, StoredFile>()

  add(upload: Upload): StoredFile {
    const key = createHash('sha256').update(upload.name).update(upload.bytes).digest('base64url').slice(0, 24)
    const file = { key, ...upload }
    this.#files.set(key, file)
    return file
  }

  byKey(key: string): StoredFile | undefined {
    return this.#files.get(key)
  }
}

export interface Media {
  kind: MediaKind
  file: StoredFile
}

/** The temporary media of one account: an id is good for three days, and for this account. */
export class MediaIds {
  readonly #media = new Map<string, Media & { until: number }>()

  add(id: string, media: Media, until: number): void {
    this.#media.set(id, { ...media, until })
  }

  find(id: string, now: number): Media | undefined {
    const media = this.#media.get(id)
    return media !== undefined && now < media.until ? media : undefined
  }
}

/** A silent AMR of so many seconds: what WeChat hands over for a voice message. 50 frames a second, each "no data". */
export const silence = (seconds: number): Uint8Array => Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(50 * seconds, 0x7c)])

/** The first box of an MP4: enough to be recognised, nothing to play. */
export const emptyVideo = (): Uint8Array => Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1')
