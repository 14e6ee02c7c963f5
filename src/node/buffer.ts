import type { SurgeBuffer } from '../ports/buffer.ts'

/** On one machine the group commit is the buffer: when even that is full, the platform is asked to try again. */
export const noBuffer: SurgeBuffer = { offer: () => Promise.resolve(false) }
