/** It cannot be done as things are; `message` says what to change. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}
