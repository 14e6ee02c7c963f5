import type { LiveSession, LiveSocket } from '../../ports/live.ts'

/** Who looks after sockets, by their kind. */
export type Feeds = Record<LiveSession['kind'], Feed>

export interface Feed {
  /** After commits: sends what is new. */
  publish(): void
  opened(socket: LiveSocket): void
  said?(socket: LiveSocket, text: string): void
  /** When there is something to tell without a commit, ms. */
  next?(): number | null
}
