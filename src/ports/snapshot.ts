/** The desk as it is at a moment, to be had back. */
export interface Snapshot {
  /** Keeps it; returns its name. It has everything that was acknowledged before. */
  take(): Promise<string>
  /**
   * Makes the desk what it was; all that happened since is undone. It begins anew a moment later, so that the caller can be told.
   * Returns the name of what it was until now. Rejects with `SnapshotFault`.
   */
  restore(name: string): Promise<string>
}

/** It cannot be had back, or not from here; the message says why, or what to do instead. */
export class SnapshotFault extends Error {
  override readonly name = 'SnapshotFault'
}
