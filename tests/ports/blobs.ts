import { expect, test } from 'vitest'
import { BlobTooLarge, type Blobs, type StoredBlob } from '../../src/ports/blobs.ts'

export type WithBlobs = (body: (blobs: Blobs) => Promise<void>) => Promise<void>

const MiB = 1024 * 1024

function pattern(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 255)
}

const file = (length: number): Blob => new Blob([pattern(length)])

/** `bytes` in pieces of odd sizes. */
function streamed(bytes: Uint8Array<ArrayBuffer>, piece: number, end?: Error): ReadableStream<Uint8Array> {
  let offset = 0
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (offset < bytes.length) controller.enqueue(bytes.slice(offset, (offset += piece)))
      else if (end) controller.error(end)
      else controller.close()
    },
  })
}

const bytesOf = async (blob: StoredBlob | null): Promise<Uint8Array> => new Uint8Array(await new Response(blob!.body).arrayBuffer())

/** What every `Blobs` must keep. */
export function blobsSuite(withBlobs: WithBlobs): void {
  test.each([0, 1, 100_000])('%i bytes come back', (length) =>
    withBlobs(async (blobs) => {
      const bytes = pattern(length)
      expect(await blobs.put('whole', new Blob([bytes]), { max: length })).toEqual({ bytes: length })
      expect(await blobs.put('stream', streamed(bytes, 777), { max: length })).toEqual({ bytes: length })
      for (const key of ['whole', 'stream']) {
        const blob = await blobs.get(key)
        expect(blob?.bytes).toBe(length)
        expect(await bytesOf(blob)).toEqual(bytes)
      }
    }),
  )

  test.each([8 * MiB, 20 * MiB + 5])('a stream of %i bytes comes back', (length) =>
    withBlobs(async (blobs) => {
      const bytes = pattern(length)
      expect(await blobs.put('big', streamed(bytes, 333_333), { max: length })).toEqual({ bytes: length })
      const back = await bytesOf(await blobs.get('big'))
      expect(back.length).toBe(length)
      expect(back.every((byte, index) => byte === bytes[index])).toBe(true)
    }),
  )

  test.each([1000, 9 * MiB])('past %i bytes nothing is kept', (max) =>
    withBlobs(async (blobs) => {
      const bytes = pattern(max + 1)
      await expect(blobs.put('k', new Blob([bytes]), { max })).rejects.toThrow(BlobTooLarge)
      await expect(blobs.put('k', streamed(bytes, 100_000), { max })).rejects.toThrow(BlobTooLarge)
      expect(await blobs.get('k')).toBeNull()
    }),
  )

  test('a stream that breaks leaves what was there', () =>
    withBlobs(async (blobs) => {
      await blobs.put('k', file(10), { max: 10 })
      await expect(blobs.put('k', streamed(pattern(5000), 100, new Error('cut')), { max: 10_000 })).rejects.toThrow('cut')
      expect(await bytesOf(await blobs.get('k'))).toEqual(pattern(10))
    }))

  test('a second put replaces the first', () =>
    withBlobs(async (blobs) => {
      await blobs.put('k', file(10), { max: 10 })
      await blobs.put('k', file(20), { max: 20 })
      expect(await bytesOf(await blobs.get('k'))).toEqual(pattern(20))
    }))

  test('keys differ by case, absent is null, delete is final and may be repeated', () =>
    withBlobs(async (blobs) => {
      await blobs.put('key', file(1), { max: 10 })
      await blobs.put('KEY', file(2), { max: 10 })
      expect((await blobs.get('key'))?.bytes).toBe(1)
      await blobs.delete('key')
      await blobs.delete('key')
      expect(await blobs.get('key')).toBeNull()
      expect((await blobs.get('KEY'))?.bytes).toBe(2)
    }))

  test.each(['', '../x', 'a/b', 'x'.repeat(65), 'ä', '.'])('not a key: %j', (key) =>
    withBlobs(async (blobs) => {
      await expect((async () => blobs.put(key, file(1), { max: 1 }))()).rejects.toThrow(TypeError)
      await expect((async () => blobs.get(key))()).rejects.toThrow(TypeError)
      await expect((async () => blobs.delete(key))()).rejects.toThrow(TypeError)
    }),
  )

  test('reading may be given up', () =>
    withBlobs(async (blobs) => {
      await blobs.put('k', file(MiB), { max: MiB })
      const reader = (await blobs.get('k'))!.body.getReader()
      expect((await reader.read()).done).toBe(false)
      await reader.cancel()
      await blobs.delete('k')
    }))
}
