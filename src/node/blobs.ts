import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkBlobKey } from '../runtime/blob-key.ts'
import { BlobTooLarge, type Blobs } from '../ports/blobs.ts'

const CHUNK = 64 * 1024

/** Files in a folder, two levels deep so that no folder grows large. A file is there whole or not at all. */
export function createFolderBlobs(folder: string): Blobs {
  const drafts = join(folder, 'drafts')
  // What a process that was killed had begun to write.
  rmSync(drafts, { recursive: true, force: true })
  mkdirSync(drafts, { recursive: true })

  function pathOf(key: string): string {
    // Hashed, because a file system may not tell `a` from `A`.
    const name = createHash('sha256').update(checkBlobKey(key)).digest('hex')
    return join(folder, name.slice(0, 2), name.slice(2, 4), name)
  }

  return {
    async put(key, body, { max }) {
      const path = pathOf(key)
      const draft = join(drafts, randomUUID())
      try {
        const bytes = await writeDurably(draft, body, max)
        await mkdir(dirname(path), { recursive: true })
        await rename(draft, path)
        await syncFolder(dirname(path))
        return { bytes }
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    async get(key) {
      const path = pathOf(key)
      const bytes = await sizeOf(path)
      return bytes === undefined ? null : { bytes, body: read(path) }
    },
    delete: (key) => rm(pathOf(key), { force: true }),
  }
}

async function writeDurably(path: string, body: ReadableStream<Uint8Array> | Blob, max: number): Promise<number> {
  const handle = await open(path, 'wx')
  try {
    let bytes = 0
    for await (const chunk of body instanceof Blob ? body.stream() : body) {
      bytes += chunk.byteLength
      if (bytes > max) throw new BlobTooLarge(`more than ${max} bytes`)
      await handle.writeFile(chunk)
    }
    await handle.sync()
    return bytes
  } finally {
    await handle.close()
  }
}

/** A rename lasts only once its folder is on the disk. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Opened at the first read: a body that nobody reads holds nothing open. */
function read(path: string): ReadableStream<Uint8Array> {
  let handle: FileHandle | undefined
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        handle ??= await open(path, 'r')
        const { buffer, bytesRead } = await handle.read(new Uint8Array(CHUNK), 0, CHUNK)
        if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead))
        await handle.close()
        controller.close()
      },
      cancel: () => handle?.close(),
    },
    { highWaterMark: 0 },
  )
}
