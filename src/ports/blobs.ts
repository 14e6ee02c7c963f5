export interface StoredBlob {
  bytes: number
  body: ReadableStream<Uint8Array>
}

/** Files by key. Keys are `[A-Za-z0-9_-]{1,64}`. */
export interface Blobs {
  /** Durable when it resolves. Rejects with `BlobTooLarge` past `max` bytes and keeps nothing then. */
  put(key: string, body: ReadableStream<Uint8Array> | Blob, options: { max: number }): Promise<{ bytes: number }>
  get(key: string): Promise<StoredBlob | null>
  delete(key: string): Promise<void>
}

export class BlobTooLarge extends Error {
  override readonly name = 'BlobTooLarge'
}
