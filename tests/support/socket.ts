import type { LiveSession, LiveSocket } from '../../src/ports/live.ts'

export interface TestSocket extends LiveSocket {
  /** What was sent to it, parsed. */
  frames: Record<string, unknown>[]
  closed: { code: number; reason: string } | null
}

/** A socket of nobody's: says what it was told. `backlog`: bytes that it has not read. */
export function createTestSocket(session: LiveSession, backlog = 0): TestSocket {
  return {
    session,
    backlog,
    frames: [],
    closed: null,
    keep(kept) {
      this.session = kept
    },
    send(text) {
      this.frames.push(JSON.parse(text) as Record<string, unknown>)
    },
    close(code, reason) {
      this.closed = { code, reason }
    },
  }
}
