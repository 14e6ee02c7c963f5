import type { Blobs } from './blobs.ts'
import type { Clock } from './clock.ts'
import type { Egress } from './egress.ts'
import type { Live } from './live.ts'
import type { Memory } from './memory.ts'
import type { Snapshot } from './snapshot.ts'
import type { Sql } from './sql.ts'
import type { Wake } from './wake.ts'

/** What differs between the runtimes, all that a desk needs of the world. */
export interface Ports {
  sql: Sql
  wake: Wake
  live: Live
  blobs: Blobs
  memory: Memory
  snapshot: Snapshot
  clock: Clock
  egress: Egress
  trace: Trace
}

/** One structured line for the operator: the trace. What happened to customers stands in the desk's log. Never a secret, never a customer's words. */
export type Trace = (level: 'debug' | 'info' | 'warn' | 'error', event: string, data?: Record<string, unknown>) => void
