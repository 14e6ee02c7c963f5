import { checkBlobKey } from '../runtime/blob-key.ts'
import { BlobTooLarge, type Blobs } from '../ports/blobs.ts'
import type { Memory } from '../ports/memory.ts'

/** R2 wants parts of one size, of at least 5 MiB, https://developers.cloudflare.com/r2/objects/multipart-objects/. */
export const PART = 5 * 1024 * 1024

/** Files in an R2 bucket. Of a stream one part is held in memory, for which it waits in line. */
export function createR2Blobs(bucket: R2Bucket, memory: Memory): Blobs {
  return {
    async put(key, body, { max }) {
      checkBlobKey(key)
      if (body instanceof Blob) {
        if (body.size > max) throw new BlobTooLarge(`more than ${max} bytes`)
        await bucket.put(key, body)
        return { bytes: body.size }
      }
      const giveBack = await memory.acquire(PART)
      return putStream(bucket, key, body, max).finally(giveBack)
    },
    async get(key) {
      const object = await bucket.get(checkBlobKey(key))
      return object && { bytes: object.size, body: object.body }
    },
    delete: (key) => bucket.delete(checkBlobKey(key)),
  }
}

async function putStream(bucket: R2Bucket, key: string, body: ReadableStream<Uint8Array>, max: number): Promise<{ bytes: number }> {
  let upload: R2MultipartUpload | undefined
  const uploaded: R2UploadedPart[] = []
  let bytes = 0
  try {
    for await (const part of inParts(body)) {
      bytes += part.byteLength
      if (bytes > max) throw new BlobTooLarge(`more than ${max} bytes`)
      if (!upload && part.byteLength < PART) {
        await bucket.put(key, part)
        return { bytes }
      }
      upload ??= await bucket.createMultipartUpload(key)
      uploaded.push(await upload.uploadPart(uploaded.length + 1, part))
    }
    await upload?.complete(uploaded)
    return { bytes }
  } catch (error) {
    await upload?.abort()
    throw error
  }
}

/** The bytes of a stream in parts of one size; the last may be smaller, and there is always one. */
async function* inParts(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let part = new Uint8Array(PART)
  let filled = 0
  let yielded = false
  for await (const chunk of body) {
    for (let offset = 0; offset < chunk.byteLength;) {
      const taken = chunk.subarray(offset, offset + PART - filled)
      part.set(taken, filled)
      offset += taken.byteLength
      filled += taken.byteLength
      if (filled < PART) continue
      yield part
      yielded = true
      part = new Uint8Array(PART)
      filled = 0
    }
  }
  if (filled > 0 || !yielded) yield part.slice(0, filled)
}
