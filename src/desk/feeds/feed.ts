import type { LiveSocket } from '../../ports/live.ts'

/** Who looks after sockets, by their kind. */
export type Feeds = Record<string, Feed>

export interface Feed {
  /** After commits: sends what is new. */
  publish(): void
  opened(socket: LiveSocket): void
  said?(socket: LiveSocket, text: string): void
  /** An agent writes to this customer at the moment. */
  typing?(channelId: string, externalId: string, name: string): void
}
