import type { Adapter } from '../contract/adapter.ts'
import type { Ports } from '../ports/ports.ts'
import type { Db } from '../ports/db.ts'
import type { Seal } from './channels/seal.ts'
import type { Remembered } from './remembered.ts'

/** What every room of the desk is given: the world's ports, the database twice (statements and Prisma), the platforms. */
export interface Kit extends Ports {
  db: Db
  /** By kind. The credentials' type is erased: they are validated by the manifest before they reach an adapter. */
  adapters: Readonly<Record<string, Adapter>>
  seal: Seal
  remembered: Remembered
  /** Where platforms and browsers reach us, without a slash at the end. */
  publicUrl: string
  /** One command in one transaction, durable when it resolves; readers of the log and due rows are then looked after. */
  commit: <T>(fn: () => T, otherwise?: (error: unknown) => T) => Promise<T>
  /** `work` is done at the end of each command, in its transaction. It must not throw. */
  atEnd: (work: () => void) => void
}

/** Who does something, as the log names them. */
export type Actor = `agent:${string}` | `contact:${number}` | 'system'
