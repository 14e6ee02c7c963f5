import type { StoredBlob } from './blobs.ts'

/** The desk as it is at a moment, to be had back. */
export interface Snapshot {
  /** Keeps it; returns its name. It has everything that was acknowledged before. */
  take(): Promise<string>
  /**
   * Makes the desk what it was; all that happened since is undone. It begins anew a moment later, so that the caller can be told.
   * Returns the name of what it was until now. Rejects with `SnapshotFault`.
   */
  restore(name: string): Promise<string>
  /**
   * Writes all there is into one file, from which a hub on a machine can be made; returns its name once it is whole. One at a time.
   * Rejects with `SnapshotFault`.
   */
  export(): Promise<string>
  /** The bytes of what `export` wrote; null: there is none of this name. */
  exported(name: string): Promise<StoredBlob | null>
}

/** It cannot be had back, or not from here; the message says why, or what to do instead. */
export class SnapshotFault extends Error {
  override readonly name = 'SnapshotFault'
}
